"""Build every list of the window the same way: what differs between two lists is data.

Begin with `spec`, what a list is, and `question`, what it asks; `ui/members/spec.py` is one.
`page` is the page of any list: `loader` keeps its rows, `pane` puts its parts together (`header`,
`filters`, `menus`, `body`), `side` shows a card at the right (`ticked` and `many` where several
rows are ticked), `layout` and `views` remember how a person has arranged it, `actions` and
`exporting` are what can be done with any list, `near` finds what a search meant.
"""
