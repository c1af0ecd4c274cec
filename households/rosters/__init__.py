"""Workbooks from outside: read as cells, understood by their headings, judged value by value, and what comes of it."""
