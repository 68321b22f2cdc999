"""The archive: every document that was issued, byte for byte."""
