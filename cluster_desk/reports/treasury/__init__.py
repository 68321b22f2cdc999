"""Documents and workbooks of the treasury."""
