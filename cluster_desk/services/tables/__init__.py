"""Use-cases of working tables beyond those of every body: actions carried to the next meeting."""
