"""Frozen rows for screens and reports, as of a date."""
