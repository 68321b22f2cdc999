"""Documents of the members: their book."""
