"""The first run: from nothing to a desk, in a few steps."""
