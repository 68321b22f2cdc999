"""Workbooks for the treasurer and the accountant: real dates and numbers, safe text, same bytes."""
