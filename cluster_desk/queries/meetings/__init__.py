"""Meetings: who is there at a moment, what was decided, rows for screens."""
