"""Post a bank's line in a category, or leave it out: two sheets over reconciling."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.money import ZERO
from cluster_desk.domain.treasury import LineState
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.movements import Choice, movement_choices
from cluster_desk.services.treasury.reconciliation import (
    LeaveOutLine,
    PostLine,
    leave_out_line,
    post_line,
)
from ui.kit.fields import Field, LineField, NoteField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.treasury.amounts import signed
from ui.treasury.board import BoardRow, line_title
from ui.treasury.parts import Offered, in_pairs, part_fields, splits_of

_Page = Any  # ReconcilePage, which imports this module when it is wanted


def open_category_sheet(page: _Page, shown: BoardRow, category: str = "") -> None:
    """With the category of the proposal, or the one of lines before, filled in."""

    def show(choices: list[Choice]) -> None:
        _open(page, shown, category, Offered(choices))

    page.workspace.read(movement_choices, then=show)


def _open(page: _Page, shown: BoardRow, category: str, offered: Offered) -> None:
    line = shown.line
    description = LineField(
        _("Description"), longest=300, required=_("Write what the movement is.")
    )
    fields: dict[str, Field] = part_fields(offered, incoming=line.amount > ZERO)
    fields["description"] = description
    entry = Entry(
        title=_("Post in a category"),
        about=about_line(shown),
        save=_("Post and go on"),
        use_case=post_line,
        command=lambda asked: PostLine(
            line_id=line.id,
            description=asked["description"],
            splits=splits_of(asked, line.amount, offered),
        ),
        done=lambda _outcome: page.decided([line.id]),
    )
    texts = {"category": category, "description": line_title(line)}
    EntrySheet(page, entry, fields, texts, in_pairs(fields))


def open_leave_out_sheet(page: _Page, shown: BoardRow) -> None:
    """A line that is not of the association, or was told twice."""
    entry = Entry(
        title=_("Leave out"),
        about=_("{line} It stays among the bank’s lines, but not in the journal.").format(
            line=about_line(shown)
        ),
        save=_("Leave out and go on"),
        use_case=leave_out_line,
        command=lambda asked: LeaveOutLine(line_id=shown.id, reason=asked["reason"]),
        done=lambda _outcome: page.decided([shown.id], LineState.IGNORED),
    )
    reason = NoteField(_("Reason"), lines=3, required=_("Write the reason."))
    EntrySheet(page, entry, {"reason": reason}, {})


def about_line(shown: BoardRow) -> str:
    """Which line: day, amount and words."""
    line = shown.line
    return _("{date}, {amount}: {text}.").format(
        date=date_text(line.booked_on), amount=signed(line.amount), text=line_title(line)
    )
