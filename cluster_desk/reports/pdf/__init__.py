"""The kit every PDF is built with: fonts, letterhead, pages, tables, archive form."""
