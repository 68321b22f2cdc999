"""What a page is, and what it is given: actions as data, preferences, the frame around unseen."""
