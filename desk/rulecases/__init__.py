"""Rule cases (规则算例): stated facts, a day, and what one rule must answer. See ``tests/cases/README.md``.

A case is read and every key of it checked (``reading``, ``schema``), its facts are built as rows (``actions``), and the
functions that serve the screens are asked (``topics``). No rule stands here.
"""
