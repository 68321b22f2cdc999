"""Describe the list of meetings: its queries, views, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_desk.domain.meetings import MeetingState, MinutesState
from cluster_desk.formats.numbers import count_text, count_words
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.meetings.lists import (
    ListFilter,
    ListSort,
    ListTotals,
    meeting_ids,
    meeting_totals,
    meeting_view_counts,
    meetings_offered,
)
from cluster_desk.queries.meetings.rows import MeetingRow, meeting_rows_of
from ui.kit.entry_fields import choices_of
from ui.meetings.columns import COLUMNS
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words


def _filter(question: Question) -> ListFilter:
    chosen = question.chosen
    return ListFilter(
        view=question.view,
        text=question.text,
        bodies=tuple(map(int, chosen.get("bodies", ()))),
        years=tuple(map(int, chosen.get("years", ()))),
        states=tuple(map(MeetingState, chosen.get("states", ()))),
        minutes=tuple(map(MinutesState, chosen.get("minutes", ()))),
    )


def _ids(session: Any, question: Question) -> Sequence[int]:
    sort = ListSort(column=question.sort, descending=question.descending)
    return meeting_ids(session, year=question.year, filter=_filter(question), sort=sort)


def _rows(session: Any, ids: Sequence[int], _question: Question) -> Sequence[MeetingRow]:
    return meeting_rows_of(session, ids)


def _totals(session: Any, question: Question) -> ListTotals:
    return meeting_totals(session, year=question.year, filter=_filter(question))


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return meeting_view_counts(session, year=question.year)


def _choices(session: Any, _question: Question) -> Mapping[str, Choices]:
    offered = meetings_offered(session)
    return {
        "bodies": [(str(body_id), name) for body_id, name in offered.bodies.items()],
        "years": [(str(year), str(year)) for year in offered.years],
    }


def _views(year: int) -> Sequence[View]:
    return (
        View(key="year", text=_("Meetings of {year}").format(year=year)),
        View(key="upcoming", text=_("To be held")),
        View(key="held", text=_("Held")),
        View(key="to_approve", text=_("Minutes to approve")),
        View(key="everything", text=_("All years")),
    )


def meta_line(counts: Mapping[str, int], question: Question) -> str:
    """`7 sedute svolte nel 2026 · 2 da tenere · verbali da approvare: 1`."""
    held, coming, waiting = counts["held"], counts["upcoming"], counts["to_approve"]
    parts = [
        count_words(
            "{count} meeting held in {year}",
            "{count} meetings held in {year}",
            held,
            year=question.year,
        )
    ]
    if coming:
        parts.append(count_words("{count} to be held", "{count} to be held", coming))
    if waiting:
        parts.append(
            count_words("minutes to approve: {count}", "minutes to approve: {count}", waiting)
        )
    return " · ".join(parts)


def totals_texts(totals: ListTotals, _question: Question) -> Totals:
    """The count of meetings and of what they resolved; spoken the same."""
    count = count_words("{count} meeting", "{count} meetings", totals.count)
    adopted = count_words("{count} resolution", "{count} resolutions", totals.resolutions)
    return count, {"resolutions": count_text(totals.resolutions)}, f"{count}, {adopted}"


MEETINGS = ListSpec(
    name="meetings",
    columns=COLUMNS,
    source=Source(ids=_ids, rows=_rows, totals=_totals, counts=_counts, choices=_choices),
    views=_views,
    chips=(
        Chip(key="bodies", title=N_("Body")),
        Chip(key="years", title=N_("Year")),
        Chip(key="states", title=N_("Status"), choices=lambda: choices_of(MeetingState)),
        Chip(key="minutes", title=N_("Minutes"), choices=lambda: choices_of(MinutesState)),
    ),
    sort="held_on",
    descending=True,
    counted="to_approve",
    words=Words(
        title=N_("Meetings and minutes"),
        table=N_("List of meetings"),
        icon="gavel",
        first_title=N_("No meetings yet"),
        first_text=N_(
            "Set up the bodies, enter who sits in them, then plan the first meeting: day, place "
            "and agenda. "
            "Its minutes are composed from what happens in it."
        ),
        first_actions=("meetings.new", "meetings.bodies", "meetings.set_up"),
        empty_title=N_("No meeting is in this view"),
        empty_view=N_("There is no meeting in «{view}»."),
        no_match_title=N_("No meeting with these filters"),
        no_match=N_("{filters} in «{view}»: no meeting is like that."),
        hint_title=N_("No meeting chosen"),
        hint_text=N_("Choose a meeting in the list to see its card."),
        file_name=N_("meetings"),
        ticked=lambda count: count_words(
            "{count} meeting selected", "{count} meetings selected", count
        ),
        exported=lambda count: ngettext(
            "{count} meeting exported to «{file}»", "{count} meetings exported to «{file}»", count
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
