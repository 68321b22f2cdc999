"""Everything of Cluster Desk that runs without a display."""

__version__ = "0.1.0.dev0"
