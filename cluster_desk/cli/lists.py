"""`list`: one array of rows, as of a day, with a filter on text."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.folding import fold
from cluster_desk.domain.statute_rules import warning_of_notice
from cluster_desk.formats.dates import parse_date
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.bodies import body_rows
from cluster_desk.queries.documents import document_rows
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows
from cluster_desk.queries.meetings.persons import people
from cluster_desk.queries.meetings.rows import MeetingFilter, meeting_rows
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.queries.organisations import organisation_rows
from cluster_desk.queries.tables.actions import action_rows
from cluster_desk.queries.treasury.journal import account_rows, movement_rows

Rows = list[dict[str, Any]]
_MEMBER = (
    "id",
    "number",
    "name",
    "kind",
    "category",
    "size",
    "status",
    "tax_code",
    "vat_number",
    "city",
    "balance",
    "may_vote",
)


@dataclass(frozen=True)
class _List:
    """How one list is read, and which columns a person sees."""

    read: Callable[[Desk, date, str], Rows]
    shown: tuple[tuple[str, str], ...]


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """What is listed, as of which day."""
    lists = sorted(_LISTS)
    parser.add_argument("what", choices=lists, metavar=_("WHAT"), help=" | ".join(lists))
    parser.add_argument("--as-of", metavar=_("DATE"), help=_("as of this day"))
    parser.add_argument("--filter", metavar=_("TEXT"), default="", help=_("only what holds this"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """One array."""
    chosen = _LISTS[options.what]
    with context.open(read_only=True) as desk:
        on = desk.clock.today()
        if options.as_of is not None:
            on = parse_date(options.as_of, today=on)
        rows = chosen.read(desk, on, options.filter)
    names = [name for name, _title in chosen.shown]
    return Answer(
        document=rows,
        columns=[_(title) for _name, title in chosen.shown],
        rows=[[row[name] for name in names] for row in rows],
    )


def _as_dicts(rows: list[Any]) -> Rows:
    return [{f.name: getattr(row, f.name) for f in fields(row)} for row in rows]


def _members(desk: Desk, on: date, text: str) -> Rows:
    chosen = MemberFilter(text=text, view="everyone")
    ids = desk.read(member_ids, on=on, year=on.year, filter=chosen)
    rows = desk.read(member_rows, ids, on=on, year=on.year)
    known = [row for row in rows if row.status is not None]  # who came later is nobody that day
    return [{name: getattr(row, name) for name in _MEMBER} for row in known]


def _organisations(desk: Desk, on: date, text: str) -> Rows:
    return _as_dicts(desk.read(organisation_rows, on=on, text=text))


def _charges(desk: Desk, on: date, text: str) -> Rows:
    rows = desk.read(charge_rows, on=on, filter=ChargeFilter(text=text))
    return [
        {**found, "residue": row.residue} for row, found in zip(rows, _as_dicts(rows), strict=True)
    ]


def _movements(desk: Desk, on: date, text: str) -> Rows:
    return _as_dicts(desk.read(movement_rows, to_on=on, text=text))


def _meetings(desk: Desk, on: date, text: str) -> Rows:
    rows = desk.read(meeting_rows, until=on, filter=MeetingFilter(text=text))
    rules = desk.read(statute_rules)
    wrong = (warning_of_notice(rules, row.body_kind, row) for row in rows)
    return [
        {**found, "notice": warning.fault if warning is not None else None}
        for found, warning in zip(_as_dicts(rows), wrong, strict=True)
    ]


def _bodies(desk: Desk, on: date, text: str) -> Rows:
    return _named(_as_dicts(desk.read(body_rows, on=on)), text)


def _tables(desk: Desk, on: date, text: str) -> Rows:
    tables = (BodyKind.WORKING_TABLE,)
    return _named(_as_dicts(desk.read(body_rows, on=on, kinds=tables)), text)


def _documents(desk: Desk, on: date, text: str) -> Rows:
    return _as_dicts(desk.read(document_rows, until=on, text=text))


def _actions(desk: Desk, on: date, text: str) -> Rows:
    words = fold(text).split()
    rows = desk.read(action_rows, on=on)
    return _as_dicts(
        [
            row
            for row in rows
            if all(word in fold(f"{row.body} {row.wording} {row.owner}") for word in words)
        ]
    )


def _people(desk: Desk, on: date, text: str) -> Rows:
    words = fold(text).split()
    rows = desk.read(people, on=on)
    return _as_dicts(
        [row for row in rows if all(word in fold(f"{row.name} {row.detail}") for word in words)]
    )


def _accounts(desk: Desk, on: date, text: str) -> Rows:
    return _named(_as_dicts(desk.read(account_rows, on=on)), text)


def _named(rows: Rows, text: str) -> Rows:
    words = fold(text).split()
    return [
        row for row in rows if all(word in fold(f"{row['code']} {row['name']}") for word in words)
    ]


_NUMBER, _NAME, _DAY = N_("No."), N_("Name"), N_("Day")
_LISTS = {
    "members": _List(
        _members,
        (
            ("number", _NUMBER),
            ("name", _NAME),
            ("category", N_("Category")),
            ("status", N_("Status")),
            ("city", N_("Town")),
            ("balance", N_("Open in all")),
            ("may_vote", N_("Vote")),
        ),
    ),
    "organisations": _List(
        _organisations,
        (("id", _NUMBER), ("name", _NAME), ("kind", N_("Type")), ("city", N_("Town"))),
    ),
    "charges": _List(
        _charges,
        (
            ("id", _NUMBER),
            ("member", N_("Member")),
            ("description", N_("Description")),
            ("due_on", N_("Due on")),
            ("owed", N_("Amount due")),
            ("paid", N_("Amount paid")),
            ("state", N_("Status")),
        ),
    ),
    "movements": _List(
        _movements,
        (
            ("id", _NUMBER),
            ("booked_on", _DAY),
            ("account", N_("Account")),
            ("description", N_("Description")),
            ("amount", N_("Amount")),
            ("balance", N_("Balance")),
        ),
    ),
    "meetings": _List(
        _meetings,
        (
            ("id", _NUMBER),
            ("body", N_("Body")),
            ("held_on", _DAY),
            ("state", N_("Status")),
            ("notice", N_("Notice")),
        ),
    ),
    "bodies": _List(_bodies, (("code", N_("Code")), ("name", _NAME), ("kind", N_("Type")))),
    "tables": _List(_tables, (("code", N_("Code")), ("name", _NAME))),
    "documents": _List(
        _documents,
        (("id", _NUMBER), ("issued_on", _DAY), ("number", N_("Document")), ("title", _NAME)),
    ),
    "actions": _List(
        _actions,
        (
            ("id", _NUMBER),
            ("body", N_("Working table")),
            ("wording", N_("What is to be done")),
            ("owner", N_("By whom")),
            ("due_on", N_("Due on")),
            ("is_late", N_("Late")),
        ),
    ),
    "people": _List(
        _people, (("id", _NUMBER), ("name", N_("Name")), ("detail", N_("Organisation")))
    ),
    "accounts": _List(
        _accounts,
        (
            ("code", N_("Code")),
            ("name", _NAME),
            ("balance", N_("Balance")),
            ("to_post", N_("Bank lines to post")),
        ),
    ),
}
