"""Set the members' book: chronological numbered entries, no blanks, page x of y."""

from __future__ import annotations

from typing import Any

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext, speaking
from cluster_desk.reports.members.register_document import (
    RegisterDocument,
    RegisterEntry,
    RegisterEvent,
    RegisterPayment,
)
from cluster_desk.reports.pdf.facts import text_line
from cluster_desk.reports.pdf.furniture import Furniture
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.heading import title_block
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.lettering import CELL, SMALL
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.sheet import LANDSCAPE
from cluster_desk.reports.pdf.signing import signed
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain

_FINE = SMALL.coloured(CELL.colour)
_ENTRIES = Rules(above=3.4, below=4.2, gap=9)


def register_pdf(document: RegisterDocument, letterhead: Letterhead) -> bytes:
    """The book as PDF/A-2b. UnprintableText and TextTooLong when a text cannot be set."""
    require_printable((document, letterhead))
    with speaking("it"):
        title = _("Members’ book")
        subtitle = _subtitle(document)
        furniture = Furniture(
            letterhead=letterhead,
            stamp=document.stamp,
            running_head=_("{book} as of {date}").format(
                book=title, date=date_text(document.as_of)
            ),
        )
        story = [*title_block(title, subtitle), _entries(document), *_ending(document)]
        part = Part(story=story, furniture=furniture)
        return typeset([part], title=furniture.running_head, subject=subtitle, sheet=LANDSCAPE)


def _subtitle(document: RegisterDocument) -> str:
    entries, members = len(document.entries), document.members_now
    counted = ngettext("{count} entry", "{count} entries", entries)
    now = ngettext("{count} member in membership", "{count} members in membership", members)
    return " · ".join(
        (
            _("as of {date}").format(date=date_text(document.as_of)),
            counted.format(count=count_text(entries)),
            now.format(count=count_text(members)),
        )
    )


def _entries(document: RegisterDocument) -> Grid:
    columns = [
        Column(_("No."), 4, "right", CELL.strong()),
        Column(_("Member"), 25),
        Column(_("Tax code and VAT no."), 13, lettering=_FINE),
        Column(_("Category"), 9),
        Column(_("Admission"), 13),
        Column(_("Payments of fees (€)"), 24.5),
        Column(_("Changes, withdrawal, exclusion"), 14),
    ]
    numbers = [entry.number for entry in document.entries]

    def bookmark(first: int, last: int) -> str:
        return _("Entries {first}–{last}").format(first=numbers[first], last=numbers[last])

    return Grid(columns, [_row(e) for e in document.entries], _ENTRIES, bookmark=bookmark)


def _row(entry: RegisterEntry) -> list[Cell]:
    codes = [entry.tax_code]
    if entry.vat_number and entry.vat_number != entry.tax_code:
        codes.append(_("VAT no. {code}").format(code=entry.vat_number))
    name = CELL.strong().muted() if entry.is_ended else CELL.strong()
    represented = ""
    if entry.representative:
        represented = _("represented by {name}").format(name=entry.representative)
    return [
        str(entry.number),
        (Run(entry.name, name), Run(entry.seat, SMALL), Run(represented, SMALL)),
        "\n".join(filter(None, codes)),
        entry.category,
        (Run(date_text(entry.admitted_on)), Run(entry.admission_resolution, SMALL)),
        tuple(Run(_payment(payment), _FINE) for payment in entry.payments),
        tuple(run for event in entry.events for run in _event(event)),
    ]


def _payment(payment: RegisterPayment) -> str:
    return _("{reason}, {date}: {amount}").format(
        reason=payment.reason,
        date=date_text(payment.paid_on),
        amount=money_text(payment.amount),
    )


def _event(event: RegisterEvent) -> tuple[Run, ...]:
    told = _("{event} from {date}").format(event=event.kind, date=date_text(event.on))
    return (Run(told, _FINE), Run(event.resolution, SMALL), Run(event.note, SMALL))


def _ending(document: RegisterDocument) -> list[Any]:
    """That nothing follows is said, so that nothing can be added."""
    if document.entries:
        last = document.entries[-1].number
        words = _("The book ends with entry no. {number}.").format(number=last)
    else:
        words = _("The book has no entries.")
    place = plain(document.place_and_date) if document.place_and_date else None
    return signed([text_line(words, SMALL)], place, document.signatures)
