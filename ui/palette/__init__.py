"""Find any record, place or command by a few letters, over the page and without the mouse."""
