"""Documents of no single subject: letters."""
