"""Documents of fees: notices, receipts, statements of account."""
