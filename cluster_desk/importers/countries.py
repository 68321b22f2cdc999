"""Know a country by its code or by its name in Italian or English."""

from __future__ import annotations

from functools import cache, lru_cache

from cluster_desk.domain.folding import fold

_ITALY = frozenset(("it", "ita", "i", "italia", "italy", "repubblica italiana"))
_OTHER_CODES = {"uk": "GB", "el": "GR", "inghilterra": "GB", "usa": "US", "olanda": "NL"}


@lru_cache(maxsize=1024)
def country_code(text: str) -> str | None:
    """`IT` of `Italia`, `DE` of `Germany`; `IT` of nothing; None for what is no country."""
    folded = fold(text)
    if not folded or folded in _ITALY:
        return "IT"
    return _names().get(folded)


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # reads its tables only when somebody is abroad

    found = dict(_OTHER_CODES)
    for language in ("en", "it"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[fold(name)] = code
                found[code.lower()] = code
    return found
