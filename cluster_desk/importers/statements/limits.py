"""How much of a file is read: beyond it, a person cannot want it and a machine would suffer."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
FILE_MB = 50
MOVEMENTS = 50_000
XML_DEPTH = 60
XML_ELEMENTS = 300_000  # in one entry: a collective entry of five thousand details
XML_ELEMENTS_IN_ALL = 3_000_000
PROBLEMS = 500
