"""Bytes of other people's files in, drafts and problems out."""
