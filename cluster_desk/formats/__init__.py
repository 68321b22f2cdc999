"""Money, dates and words as people read and type them."""
