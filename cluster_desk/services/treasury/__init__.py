"""Use-cases on money: accounts, movements, statements, reconciliation."""
