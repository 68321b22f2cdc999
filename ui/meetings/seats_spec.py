"""Describe the list of seats: who sits in the bodies, for whom, in which office, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.formats.numbers import count_words
from cluster_desk.i18n import N_, _, ngettext, pgettext
from cluster_desk.queries.seats import (
    SeatFilter,
    SeatLine,
    SeatSort,
    seat_count,
    seat_ids,
    seat_lines,
    seat_view_counts,
    seated_bodies,
)
from ui.kit.entry_fields import choices_of
from ui.kit.table import cells
from ui.kit.table.columns import Column
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words

ROLES = (
    SeatRole.PRESIDENT,
    SeatRole.VICE_PRESIDENT,
    SeatRole.TREASURER,
    SeatRole.SECRETARY,
    SeatRole.MEMBER,
)
"""The offices of a body that decides; coordinators and experts belong to the tables."""


def seat_state(line: SeatLine) -> tuple[str, str]:
    """Words and tone: in office, expiring, to come, ended."""
    if line.expires_in is not None:
        return count_words("Ends in {count} day", "Ends in {count} days", line.expires_in), "warn"
    if line.is_current:
        return _("In office"), "ok"
    if line.is_over:
        return pgettext("term", "Ended"), "neutral"
    return _("To come"), "info"


COLUMNS = (
    cells.TICKS,
    Column(
        key="name",
        value=lambda line: line.name,
        book=("TEXT", 34.0),
        title=N_("Person"),
        cell=lambda line: cells.name(line.name),
        width=210,
        sort="name",
        stretch=True,
    ),
    Column(
        key="role",
        value=lambda line: line.role.label,
        title=N_("Office"),
        cell=lambda line: cells.words(line.role.label),
        width=112,
        sort="role",
    ),
    Column(
        key="body",
        value=lambda line: line.body,
        book=("TEXT", 30.0),
        title=N_("Body"),
        cell=lambda line: cells.words(line.body),
        width=150,
        sort="body",
        priority=5,
    ),
    Column(
        key="organisation",
        value=lambda line: line.organisation,
        book=("TEXT", 40.0),
        title=N_("Represents"),
        cell=lambda line: cells.words(line.organisation, none=_("nobody")),
        width=180,
        sort="organisation",
        priority=2,
    ),
    Column(
        key="from_on",
        value=lambda line: line.from_on,
        book=("DATE", 13.0),
        title=N_("Since"),
        cell=lambda line: cells.day(line.from_on),
        width=92,
        sort="from_on",
        priority=4,
    ),
    Column(
        key="to_on",
        value=lambda line: line.to_on,
        book=("DATE", 13.0),
        title=N_("Until"),
        cell=lambda line: cells.day(line.to_on, none=_("no end")),
        width=92,
        sort="to_on",
    ),
    Column(
        key="state",
        value=lambda line: seat_state(line)[0],
        title=N_("Term"),
        cell=lambda line: cells.chip(*seat_state(line)),
        width=134,
    ),
)


def _filter(question: Question) -> SeatFilter:
    return SeatFilter(
        view=question.view,
        text=question.text,
        bodies=tuple(map(int, question.chosen.get("bodies", ()))),
        roles=tuple(map(SeatRole, question.chosen.get("roles", ()))),
    )


def _ids(session: Any, question: Question) -> Sequence[int]:
    sort = SeatSort(column=question.sort, descending=question.descending)
    return seat_ids(session, on=question.on, filter=_filter(question), sort=sort)


def _rows(session: Any, ids: Sequence[int], question: Question) -> Sequence[SeatLine]:
    return seat_lines(session, ids, on=question.on)


def _totals(session: Any, question: Question) -> int:
    return seat_count(session, on=question.on, filter=_filter(question))


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return seat_view_counts(session, on=question.on)


def _choices(session: Any, _question: Question) -> Mapping[str, Choices]:
    return {"bodies": [(str(body_id), name) for body_id, name in seated_bodies(session).items()]}


def _views(_year: int) -> Sequence[View]:
    return (
        View(key="current", text=_("In office")),
        View(key="expiring", text=_("Expiring")),
        View(key="future", text=_("To come")),
        View(key="past", text=pgettext("term", "Ended")),
        View(key="everything", text=_("All terms")),
    )


def meta_line(counts: Mapping[str, int], _question: Question) -> str:
    """`9 cariche · 2 scadono entro 90 giorni`."""
    seated, ending = counts["current"], counts["expiring"]
    parts = [count_words("{count} seat held", "{count} seats held", seated)]
    if ending:
        parts.append(
            count_words("{count} ends within 90 days", "{count} end within 90 days", ending)
        )
    return " · ".join(parts)


def totals_texts(count: int, _question: Question) -> Totals:
    """The count alone; spoken the same."""
    text = count_words("{count} seat", "{count} seats", count)
    return text, {}, text


SEATS = ListSpec(
    name="seats",
    columns=COLUMNS,
    source=Source(ids=_ids, rows=_rows, totals=_totals, counts=_counts, choices=_choices),
    views=_views,
    chips=(
        Chip(key="bodies", title=N_("Body")),
        Chip(
            key="roles",
            title=N_("Office"),
            choices=lambda: choices_of(ROLES),
        ),
    ),
    sort="body",
    words=Words(
        title=N_("Bodies and offices"),
        table=N_("Who sits in the bodies"),
        icon="landmark",
        first_title=N_("Nobody has a seat yet"),
        first_text=N_(
            "Enter who sits in the board and in the control body: the person, the organisation "
            "they represent, the office and the term."
        ),
        first_actions=("seats.appoint", "seats.set_up"),
        empty_title=N_("No seat is in this view"),
        empty_view=N_("There is no seat in «{view}»."),
        no_match_title=N_("No seat with these filters"),
        no_match=N_("{filters} in «{view}»: no seat is like that."),
        hint_title=N_("No seat chosen"),
        hint_text=N_("Choose a person in the list to see the term."),
        file_name=N_("bodies-and-offices"),
        ticked=lambda count: count_words("{count} seat selected", "{count} seats selected", count),
        exported=lambda count: ngettext(
            "{count} seat exported to «{file}»", "{count} seats exported to «{file}»", count
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
