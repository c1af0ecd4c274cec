"""The desk's pages: what waits, search, the monthly refresh, the working calendar."""
