"""Building the facts of a case as rows, inside a transaction that its caller rolls back."""
