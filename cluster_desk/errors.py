"""The causes a person can be told about, each with one sentence that says what to do.

DeskError                       everything below; a message for the person, never a traceback
 ├── Refused                    the rules or the state of the facts forbid it
 │    ├── FinalRecord           issued, approved or closed: reversed, voided or corrected instead
 │    ├── NotAllowed            this person may not do it
 │    ├── Conflict              somebody else saved first; carries both versions
 │    ├── NotFound              nothing has this number
 │    └── Cancelled             the person stopped a long job
 ├── Invalid                    what was typed cannot be accepted; carries one problem per field
 ├── FileRefused                a file that cannot be read, is hostile or is not what was expected
 └── DeskUnavailable            the desk cannot be opened, is held by somebody or is damaged

Anything else that is raised is a bug, and is shown as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cluster_desk.i18n import N_, _


class DeskError(Exception):
    """A named cause. Subclasses give `message`, an English msgid with named placeholders.

    Values are kept, not formatted: the sentence is made when it is shown, in the language of
    that moment, and a log may print the class alone.
    """

    message: ClassVar[str] = N_("Something went wrong.")

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    def __str__(self) -> str:
        return _(self.message).format(**self.values)


class Refused(DeskError):
    """The rules or the state of the facts forbid it."""

    message = N_("This cannot be done.")


class FinalRecord(Refused):
    """What was issued, approved or closed is never edited."""

    message = N_("This record is final: void it or correct it with a reason instead.")


class NotAllowed(Refused):
    """The actor's roles do not include this permission."""

    message = N_("You are not allowed to do this: ask the administrator for «{permission}».")


class NotFound(Refused):
    """No record of this kind has this id."""

    message = N_("There is no {what} with number {id}.")


class Conflict(Refused):
    """The row's version is not the one the person saw. `fields` maps name to (yours, theirs)."""

    message = N_("Somebody else changed this record in the meantime: compare and save again.")

    def __init__(self, fields: dict[str, tuple[object, object]] | None = None) -> None:
        super().__init__()
        self.fields = fields or {}


class Cancelled(Refused):
    """A long job was stopped at a safe point; nothing was written."""

    message = N_("Stopped: nothing was changed.")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why one field of one row cannot be accepted. `row` counts from 1 as the person sees it."""

    message: str
    field: str = ""
    row: int | None = None


class Invalid(DeskError):
    """What was typed cannot be accepted: every problem at once, never only the first."""

    message = N_("Check the fields marked in red.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems) or _(self.message)


class FileRefused(DeskError):
    """A file that cannot be read, is hostile, or is not what the verb expects."""

    message = N_("This file cannot be read.")


class DeskUnavailable(DeskError):
    """The desk cannot be opened."""

    message = N_("The desk cannot be opened.")
