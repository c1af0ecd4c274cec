"""原文扫描件: what a policy document looks like, page by page or as one PDF."""
