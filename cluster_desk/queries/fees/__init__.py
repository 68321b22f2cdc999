"""Fees as of a day: what was charged, what came in, what is open and since when."""
