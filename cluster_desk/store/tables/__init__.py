"""The tables, one module a subject; importing `all` knows them all."""
