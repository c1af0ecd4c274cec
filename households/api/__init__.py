"""The registry and its casework for other systems: the querysets, acts and actions of the pages."""
