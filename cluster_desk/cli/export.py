"""`export`: one document or workbook to a file, whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.files import save
from cluster_desk.cli.usage import named, record_id, year
from cluster_desk.desk import Desk
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.dates import parse_date
from cluster_desk.formats.numbers import file_size_text
from cluster_desk.i18n import _
from cluster_desk.queries.members.lists import MemberFilter
from cluster_desk.services.exports import (
    convocation,
    fees,
    issued,
    meetings,
    members,
    tables,
    treasury,
)
from cluster_desk.services.exports.file import ExportedFile, money_period, period

Export = Callable[[Desk, argparse.Namespace, date], ExportedFile]


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """What is exported, of which object and day, and where to."""
    papers = sorted(_EXPORTS)
    parser.add_argument("what", choices=papers, metavar=_("WHAT"), help=" | ".join(papers))
    out = _("a file, or a folder in which the file takes its own name")
    parser.add_argument("--out", metavar="FILE", type=named, required=True, help=out)
    for name in ("member", "meeting", "table", "receipt", "notice", "document"):
        parser.add_argument(f"--{name}", metavar="ID", type=record_id, help=_("as «list» gives it"))
    now = _("the fiscal year; the one of today where none is said")
    parser.add_argument("--year", metavar=_("YEAR"), type=year, help=now)
    parser.add_argument("--as-of", metavar=_("DATE"), help=_("as of this day"))
    parser.add_argument("--filter", metavar=_("TEXT"), default="", help=_("only what holds this"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON: path, media_type, bytes."""
    # a draft of minutes is composed in a transaction that is rolled back
    with context.open(read_only=options.what != "minutes") as desk:
        today = desk.clock.today()
        on = parse_date(options.as_of, today=today) if options.as_of is not None else today
        made = _EXPORTS[options.what](desk, options, on)
    path = Path(options.out)
    if path.is_dir() or options.out.endswith("/"):
        path /= made.name
    save(path, made.content)
    size = len(made.content)
    line = _("Written: {path} ({size})").format(path=path, size=file_size_text(size))
    document = {"path": path, "media_type": made.media_type, "bytes": size}
    return Answer(document=document, lines=[line, *_misnamed(path, made)])


def _misnamed(path: Path, made: ExportedFile) -> list[str]:
    kind = Path(made.name).suffix
    if path.suffix.lower() in (kind, "") or not path.is_file():
        return []
    sentence = _("It is a {kind} file: under this name other programs will not open it.")
    return [sentence.format(kind=kind)]


def _needs(options: argparse.Namespace, *names: str) -> int:
    for name in names:
        value = getattr(options, name)
        if value is not None:
            return int(value)
    wanted = " | ".join(f"--{name}" for name in names)
    raise Invalid([Problem(message=_("Say which one: {options}.").format(options=wanted))])


def _members(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    chosen = MemberFilter(view="everyone", text=options.filter)
    of = desk.read(period, on=on, year=options.year)
    return desk.read(members.members_file, on=on, year=of.year, filter=chosen)


def _register(desk: Desk, _options: argparse.Namespace, on: date) -> ExportedFile:
    return desk.read(members.register_file, on=on)


def _ledger(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    of = desk.read(money_period, on=on, year=options.year)
    return desk.read(treasury.ledger_file, year=of)


def _cash_statement(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    of = desk.read(money_period, on=on, year=options.year)
    return desk.read(treasury.cash_statement_file, year=of)


def _attendance(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    of = desk.read(period, on=on, year=options.year)
    return desk.read(tables.attendance_file, year=of, body_id=options.table)


def _sign_in(desk: Desk, options: argparse.Namespace, _on: date) -> ExportedFile:
    return desk.read(tables.sign_in_file, meeting_id=_needs(options, "meeting"))


def _convocation(desk: Desk, options: argparse.Namespace, _on: date) -> ExportedFile:
    return desk.read(convocation.convocation_file, meeting_id=_needs(options, "meeting"))


def _minutes(desk: Desk, options: argparse.Namespace, _on: date) -> ExportedFile:
    meeting = _needs(options, "meeting")
    approved = desk.read(meetings.approved_minutes, meeting_id=meeting)
    return approved or desk.preview(meetings.draft_minutes, meeting).value


def _receipt(desk: Desk, options: argparse.Namespace, _on: date) -> ExportedFile:
    if options.receipt is not None:
        return desk.read(issued.receipt_file, receipt_id=options.receipt)
    member = _needs(options, "member", "receipt")
    return desk.read(issued.latest_of_member, membership_id=member, kind="receipt")


def _notice(desk: Desk, options: argparse.Namespace, _on: date) -> ExportedFile:
    if options.notice is not None:
        return desk.read(issued.notice_file, notice_id=options.notice)
    member = _needs(options, "member", "notice")
    return desk.read(issued.latest_of_member, membership_id=member, kind="payment_notice")


def _document(desk: Desk, options: argparse.Namespace, _on: date) -> ExportedFile:
    return desk.read(issued.document_file, document_id=_needs(options, "document"))


def _charges(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    of = desk.read(period, on=on, year=options.year)
    return desk.read(fees.charges_file, on=on, year=of.year)


def _aging(desk: Desk, _options: argparse.Namespace, on: date) -> ExportedFile:
    return desk.read(fees.aging_file, on=on)


def _statement_of_account(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    as_workbook = options.out.lower().endswith(".xlsx")
    member = _needs(options, "member")
    return desk.read(fees.account_file, membership_id=member, on=on, as_workbook=as_workbook)


def _reminders(desk: Desk, options: argparse.Namespace, on: date) -> ExportedFile:
    of = desk.read(period, on=on, year=options.year)
    return desk.read(fees.reminders_file, on=on, year=of.year)


_EXPORTS: dict[str, Export] = {
    "members": _members,
    "register": _register,
    "ledger": _ledger,
    "cash-statement": _cash_statement,
    "attendance": _attendance,
    "sign-in": _sign_in,
    "convocation": _convocation,
    "minutes": _minutes,
    "receipt": _receipt,
    "notice": _notice,
    "document": _document,
    "charges": _charges,
    "aging": _aging,
    "statement-of-account": _statement_of_account,
    "reminders": _reminders,
}
