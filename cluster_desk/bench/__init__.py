"""Measure what the program does against the simplest code that does the same."""
