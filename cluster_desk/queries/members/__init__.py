"""Members as of a date: ids in order, rows by page, totals, the card of one."""
