"""What officers do in answer to a case: one function for each act."""
