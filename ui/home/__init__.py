"""The first page: what waits for somebody today, and the year in figures."""
