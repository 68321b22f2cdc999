"""Meetings of assembly and board, their minutes, and who sits in the bodies."""
