"""The pieces every page is built of; they know no fact of any association."""
