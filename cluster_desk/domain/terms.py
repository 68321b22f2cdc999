"""Give every closed vocabulary one shape: a stored code and the words a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from cluster_desk.i18n import _, pgettext


class Term(StrEnum):
    """A member's value is what is stored; its label is an English msgid, shown translated.

    Declared as `FOUNDER = "founder", N_("founder")`; a third item gives a translation context.
    """

    msgid: str
    context: str

    def __new__(cls, code: str, msgid: str = "", context: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.msgid = msgid
        member.context = context
        return member

    @property
    def label(self) -> str:
        """The words in the chosen language."""
        return pgettext(self.context, self.msgid) if self.context else _(self.msgid)
