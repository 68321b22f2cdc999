"""Documents of the working tables: the sheet to sign."""
