"""The invented association one learns the program on: all of it made through the use-cases."""
