"""Banca e prima nota: the journal, the bank's files, and the two brought together."""
