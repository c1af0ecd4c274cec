"""How fast the product is at full size, beside what the same work takes at the least: ``make bench``.

A city of 500,000 people is built once, in a PostgreSQL of its own under ``var/bench``. Each file of ``lines/`` measures
one promise against its floor: plain SQL of ``floors/``, or the bare library in use. A new line is a new file.
"""
