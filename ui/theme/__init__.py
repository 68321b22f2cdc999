"""Every colour, size, font and icon of the window comes from here."""
