"""Everything of Cluster Desk that draws a window."""
