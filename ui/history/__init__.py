"""The history: every operation, what it changed, and the way back."""
