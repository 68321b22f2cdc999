"""Lists of a hundred thousand rows: ids in memory, rows by page, one delegate for every cell."""
