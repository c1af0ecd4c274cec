"""Pure rules of assistance: facts in, verdict out."""
