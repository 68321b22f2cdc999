"""Who changed what and when, how it is told in words, and what can be taken back."""
