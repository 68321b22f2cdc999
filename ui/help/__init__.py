"""The manual inside the program, at the page it speaks of."""
