"""Frozen data in, bytes of PDF and XLSX out."""
