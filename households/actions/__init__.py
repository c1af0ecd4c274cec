"""Everything that changes the registry. Each function is one thing an officer does."""
