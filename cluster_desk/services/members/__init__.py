"""Use-cases on members, and on the organisations and people behind them."""
