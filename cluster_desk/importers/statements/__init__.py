"""Bank statements in every shape banks give them: one module per format, one draft for all."""
