"""Use-cases on bodies and their seats."""
