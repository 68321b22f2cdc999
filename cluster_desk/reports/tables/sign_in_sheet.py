"""Set the sheet people sign when they come and when they go, as funders ask for it."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Spacer

from cluster_desk.formats.dates import date_long, time_text, weekday_text
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.facts import strip, text_line
from cluster_desk.reports.pdf.furniture import Furniture
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.heading import title_block
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.lettering import CELL, SMALL, SMALL_NOTE
from cluster_desk.reports.pdf.logos import LogoRow
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.sheet import LANDSCAPE
from cluster_desk.reports.pdf.signing import signed
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain
from cluster_desk.reports.tables.sign_in_document import SignInRow, SignInSheet

_TO_WRITE_ON = Rules(
    above=3,
    below=3,
    gap=9,
    head=(0.8, palette.INK),
    between=(0.5, palette.RULE),
    top=(0.5, palette.RULE),
    boxed=True,
    lowest=27,
    centred=True,
)


def sign_in_pdf(sheet: SignInSheet, letterhead: Letterhead) -> bytes:
    """The sheet to print, A4 landscape. UnprintableText when a text cannot be set."""
    require_printable((sheet, letterhead))
    with speaking("it"):
        title = _("Sign-in sheet")
        day = f"{weekday_text(sheet.held_on)} {date_long(sheet.held_on)}"
        head = f"{title} · {sheet.body_name} · {date_long(sheet.held_on)}"
        furniture = Furniture(letterhead=letterhead, stamp=sheet.stamp, running_head=head)
        part = Part(story=_story(sheet, title, day), furniture=furniture)
        return typeset([part], title=head, subject=sheet.meeting_title, sheet=LANDSCAPE)


def _story(sheet: SignInSheet, title: str, day: str) -> list[Any]:
    subtitle = f"{sheet.body_name} · {sheet.meeting_title}"
    story = [LogoRow(sheet.logos)] if sheet.logos else []
    story += [*title_block(title, subtitle), *_project(sheet), _facts(sheet, day), Spacer(1, 4)]
    note = [plain(sheet.privacy_note, SMALL_NOTE)] if sheet.privacy_note else []
    ending = signed(note, None, [sheet.signature], from_right=True)
    return [*story, _rows(sheet), *ending]


def _project(sheet: SignInSheet) -> list[Any]:
    told = [sheet.programme]
    if sheet.project_title:
        told.append(_("project «{title}»").format(title=sheet.project_title))
    if sheet.cup:
        told.append(_("CUP {code}").format(code=sheet.cup))
    words = " · ".join(filter(None, told))
    return [text_line(words, CELL.strong().coloured(palette.PLUM), after=6)] if words else []


def _facts(sheet: SignInSheet, day: str) -> Grid:
    hours = _("from {start}").format(start=time_text(sheet.starts_at))
    if sheet.ends_at:
        hours = f"{time_text(sheet.starts_at)}–{time_text(sheet.ends_at)}"
    facts = [
        (_("Day"), day, 24),
        (_("Time of the meeting"), hours, 14),
        (_("Place"), sheet.place, 30),
        (_("Platform"), sheet.platform, 22),
        (_("Chaired by"), sheet.chair, 24),
    ]
    return strip([fact for fact in facts if fact[1]])


def _rows(sheet: SignInSheet) -> Grid:
    columns = [
        Column(_("No."), 4, "right", CELL.muted()),
        Column(_("Surname and name"), 20, lettering=CELL.strong()),
        Column(_("Organisation or company"), 19),
        Column(_("Role"), 13, lettering=SMALL),
        Column(_("Signature on arrival"), 17),
        Column(_("Time of arrival"), 6),
        Column(_("Signature on departure"), 17),
        Column(_("Time of departure"), 6),
    ]
    if sheet.shows_email:
        columns.insert(4, Column(_("E-mail"), 17, lettering=SMALL))
    rows = [_row(number, row, sheet) for number, row in enumerate(sheet.rows, 1)]
    blank = len(columns) - 1
    first = len(rows) + 1
    rows += [[str(number), *[""] * blank] for number in range(first, first + sheet.blank_rows)]
    return Grid(columns, rows, _TO_WRITE_ON)


def _row(number: int, row: SignInRow, sheet: SignInSheet) -> list[Cell]:
    email = [row.email] if sheet.shows_email else []
    signed_for = Run(_("by video conference"), SMALL) if row.is_remote else ""
    told: list[Cell] = [str(number), row.name, row.organisation, row.role, *email]
    return [*told, signed_for, "", signed_for, ""]
