"""The colours of paper: the light theme's, a little quieter; plum prints fine in grey."""

from __future__ import annotations

from reportlab.lib.colors import HexColor

PLUM = HexColor("#7A2468")
INK = HexColor("#1E191F")
MUTED = HexColor("#655B67")
LINE = HexColor("#DCD3DC")
RULE = HexColor("#8C7F8C")
SOFT = HexColor("#FAF5F9")
WHITE = HexColor("#FFFFFF")
GOOD = HexColor("#17633A")
BAD = HexColor("#9C1C2D")
WATERMARK = HexColor("#D9C2D4")
WATERMARK_BAD = HexColor("#D23A4B")
DOUBTFUL = "#FCEFD9"  # in the form of ReportLab's markup
