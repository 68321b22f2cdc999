"""How much of a file is read: beyond it, a person cannot want it and a machine would suffer."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
FILE_MB = 50
MOVEMENTS = 50_000
STATEMENTS = 5_000
LINES = 600_000  # of a text file: twelve for each movement
LINE = 4_000  # characters: banks break theirs at 65 or 120
XML_DEPTH = 60
XML_ELEMENTS = 300_000  # in one entry: a collective entry of five thousand details
XML_ELEMENTS_IN_ALL = 3_000_000
XML_TOKEN = 1_000_000  # bytes from one < to the next
XML_FIRST_STEP = 50_000  # bytes given to expat at first: nonsense shows soon
XML_STEP = 1_000_000  # and later: older expats begin an unfinished token anew at each step
OFX_TAGS = 2_000_000
PROBLEMS = 500
