"""期初导入: kinds of files from an old system: read by their headings, judged, reconciled, entered once accepted."""
