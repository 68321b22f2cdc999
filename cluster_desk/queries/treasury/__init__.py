"""Accounts, movements and bank lines as of a date."""
