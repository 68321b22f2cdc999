"""Soci: the list, one member, the form, import and export; the pattern for every later place."""
