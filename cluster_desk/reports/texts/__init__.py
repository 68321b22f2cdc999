"""The association's own wording: templates a secretary can edit, and what is made of them."""
