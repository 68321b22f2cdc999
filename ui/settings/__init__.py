"""The settings: the association, its rules, its words, this window, and the desk itself."""
