"""The room of the working tables: who is invited, who came, what was promised."""
