"""Charts painted from tokens: bars, a stacked bar, a sparkline, each with its figures in words."""
