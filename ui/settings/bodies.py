"""The bodies that decide: what each is, how many sit in it, its quorum and term, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_words
from cluster_desk.i18n import N_, _, pgettext
from cluster_desk.queries.bodies import BodyLine, body_lines
from cluster_desk.services.bodies.editing import EditBody, RemoveBody, edit_body, remove_body
from cluster_desk.services.bodies.seats import AddBody, add_body
from ui.kit.entry_fields import day_field, term_field
from ui.kit.fields import Field, LineField, NoteField
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.settings.list_panel import ListPanel, Rows, Shelf

KINDS = (BodyKind.BOARD, BodyKind.ASSEMBLY, BodyKind.AUDITORS, BodyKind.COMMITTEE)
"""What is set up here, in the order an association needs it; tables have a place of their own."""


def make_bodies(page: Page) -> ListPanel:
    """One list, those that have ended last."""
    return ListPanel(page, SHELVES, _bodies, dated=True)


def _bodies(session: Any, *, on: date) -> Rows:
    return {"bodies": body_lines(session, on=on)}


def _open_body(panel: ListPanel, line: BodyLine | None) -> None:
    def command(asked: dict[str, Any]) -> Any:
        return EditBody(id=line.id, **asked) if line else AddBody(**asked)

    entry = Entry(
        title=line.name if line else _("New body"),
        about=_("Its kind says which rules of the statute its meetings follow."),
        save=_("Save the body"),
        use_case=edit_body if line else add_body,
        command=command,
    )
    fields = _fields(panel.workspace.today(), line)
    if line is not None and line.meetings:  # its minutes and resolutions stand on both
        for name in ("kind", "code"):
            fields[name].fix(fixed=True)
        fields["code"].set_hint(_("It has met: what it is and its code stay."))
    EntrySheet(panel.page, entry, fields, _texts(line, panel.rows["bodies"]))


def _fields(today: date, line: BodyLine | None) -> dict[str, Field]:
    fields: dict[str, Field] = {
        "name": LineField(
            _("Name"), longest=160, example="Consiglio Direttivo", required=_("Write the name.")
        ),
        "kind": term_field(_("What it is"), BodyKind, *KINDS),
        "code": LineField(
            _("Code"),
            longest=20,
            example="CD",
            required=_("Write a short code."),
            hint=_("Its minutes and resolutions are numbered under it."),
        ),
        "purpose": NoteField(_("What it is for")),
        "active_from": day_field(_("Since"), today),
    }
    if line is not None:
        hint = _("Empty while it lasts. The terms that are open end with it.")
        fields["active_to"] = day_field(_("Last day"), today, hint=hint)
    return fields


def _texts(line: BodyLine | None, lines: Sequence[BodyLine]) -> dict[str, str]:
    if line is None:
        there = {each.kind for each in lines if not each.is_over}
        return {"kind": next((k for k in KINDS if k not in there), BodyKind.COMMITTEE).value}
    return {
        "name": line.name,
        "kind": line.kind.value,
        "code": line.code,
        "purpose": line.purpose,
        "active_from": date_text(line.active_from) if line.active_from else "",
        "active_to": date_text(line.active_to) if line.active_to else "",
    }


def _quorum(line: BodyLine) -> Cell:
    if line.quorum is None:
        return cells.words("", none=pgettext("quorum", "none set"))
    text = str(line.quorum.text)
    if line.second_quorum is not None:
        text = _("{first}; at second call {second}").format(
            first=text, second=line.second_quorum.text
        )
    return cells.words(text[:1].upper() + text[1:])


def _term(line: BodyLine) -> Cell:
    if line.term_years is None:
        return cells.words("", none=pgettext("term", "none set"))
    return cells.words(count_words("{count} year", "{count} years", line.term_years))


def _state(line: BodyLine) -> Cell:
    if line.active_to is None:
        return cells.chip(_("Active"), "ok")
    day = date_text(line.active_to)
    if line.is_over:
        return cells.chip(pgettext("body", "Ended on {date}").format(date=day), "neutral")
    return cells.chip(pgettext("body", "Ends on {date}").format(date=day), "warn")


SHELVES = (
    Shelf(
        key="bodies",
        title=N_("Bodies"),
        columns=(
            Column(
                key="name",
                title=N_("Name"),
                width=150,
                stretch=True,
                cell=lambda line: cells.strong(line.name),
            ),
            Column(
                key="kind",
                title=N_("What it is"),
                width=142,
                cell=lambda line: cells.words(line.kind.label),
            ),
            Column(
                key="code",
                title=N_("Code"),
                width=60,
                priority=4,
                cell=lambda line: cells.words(line.code),
            ),
            Column(
                key="members",
                title=N_("People"),
                width=82,
                right=True,
                cell=lambda line: cells.count(line.members, "text2"),
            ),
            Column(key="quorum", title=N_("Quorum"), width=265, priority=2, cell=_quorum),
            Column(key="term", title=N_("Term"), width=76, priority=3, cell=_term),
            Column(key="state", title=N_("State"), width=150, priority=1, cell=_state),
        ),
        about=N_(
            "Quorum and term are those of the rules of the statute. Working tables have a place of"
            " their own."
        ),
        empty=(
            "landmark",
            N_("No body yet"),
            N_(
                "Make the board first: then you can appoint who sits in it and plan its meetings."
                " The assembly and the control body stand here too."
            ),
        ),
        add=N_("New body"),
        open=_open_body,
        remove=lambda panel, line: panel.write(remove_body, RemoveBody(id=line.id)),
    ),
)
