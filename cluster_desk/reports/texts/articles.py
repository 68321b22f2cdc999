"""Leave out «ai sensi dell’art. … dello Statuto» where the statute rule has no article."""

from __future__ import annotations

import re

from cluster_desk.reports.texts import marks

_IN_BRACKETS = re.compile(r"[ ]?\(art\.[ \u00a0]\{statute_article\} dello Statuto\)")
_PHRASE = re.compile(
    r"(?P<before>^|\[\[!?[a-z0-9_]+:[ ]*|\. |, | |)"
    r"(?P<phrase>[Aa]i sensi |)(?:dell|dall|nell)[’']"
    r"art\.[ \u00a0]\{statute_article\} dello Statuto"
    r"(?P<after>, | |)",
    re.MULTILINE,
)


def without_article(text: str) -> str:
    """The same source without the phrases, its commas and capitals put right."""
    return _PHRASE.sub(_joint, _IN_BRACKETS.sub("", text))


def _joint(found: re.Match[str]) -> str:
    before, after = found["before"], found["after"]
    if before == ", ":
        return {", ": " ", " ": ", ", "": ""}[after]
    if before == " ":
        return after
    return before + (marks.CAPITAL if found["phrase"].startswith("A") else "")
