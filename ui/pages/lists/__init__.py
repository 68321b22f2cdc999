"""Build every list of the window the same way: what differs between two lists is data."""
