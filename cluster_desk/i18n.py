"""Speak the chosen language; English is the msgid, Italian the default.

One language for the whole process, set once: worker threads do not inherit context variables.
Only within `speaking` is it another: a document belongs to the association, not to the screen of
whoever prints it. The compiled catalogue is read from build/locale or the bundle; without it,
the .po itself.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from typing import ClassVar

from cluster_desk import paths

LANGUAGES = ("it", "en")
DOMAIN = "cluster_desk"


class _Chosen:
    language = "it"
    catalogues: ClassVar[dict[str, gettext.NullTranslations]] = {}


_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)


def language() -> str:
    """The language in use, `it` or `en`."""
    return _SPOKEN.get() or _Chosen.language


def set_language(code: str) -> None:
    """Choose the language of every later message; an unknown code means Italian."""
    _Chosen.language = code if code in LANGUAGES else "it"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within it, and in this thread only, everything is said in this language."""
    before = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def _(msgid: str) -> str:
    """The sentence in the chosen language."""
    return _catalogue().gettext(msgid)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for this count in the chosen language; `{count}` is left to the caller."""
    return _catalogue().ngettext(one, many, count)


def pgettext(context: str, msgid: str) -> str:
    """The sentence, where one English word has two Italian ones."""
    return _catalogue().pgettext(context, msgid)


def N_(msgid: str) -> str:
    """Mark for translation, translate later."""
    return msgid


def _catalogue() -> gettext.NullTranslations:
    code = language()
    if code not in _Chosen.catalogues:
        _Chosen.catalogues[code] = _load(code)
    return _Chosen.catalogues[code]


def _load(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    source = paths.resource(f"locale/{code}.po")
    compiled = paths.build(f"locale/{code}.mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    from babel.messages.mofile import write_mo  # only where nobody compiled the catalogue
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    memory = BytesIO()
    write_mo(memory, catalogue)
    memory.seek(0)
    return gettext.GNUTranslations(memory)
