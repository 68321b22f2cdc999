"""Pure values and rules of an Italian association; no I/O, no database."""
