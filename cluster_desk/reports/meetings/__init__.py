"""Documents of the meetings of a body."""
