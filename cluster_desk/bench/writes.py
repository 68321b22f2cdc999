"""Measure the big writes, history included, against `session.add_all` of the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from cluster_desk.bench import desks
from cluster_desk.bench.measuring import Work
from cluster_desk.importers.members import read_members
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.demo.association import IBAN
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.services.treasury.reconciliation import Reconcile, reconcile
from cluster_desk.services.treasury.statements import ImportStatement, import_statement
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx

_HEADERS = {
    "Denominazione": "name",
    "Codice fiscale": "tax_code",
    "Partita IVA": "vat_number",
    "Indirizzo": "address",
    "CAP": "postal_code",
    "Comune": "city",
    "Provincia": "province",
    "PEC": "pec",
    "E-mail": "email",
    "Telefono": "phone",
    "Legale rappresentante": "legal_representative",
}
ISSUE = IssueFees(year=desks.YEAR)
RECONCILE = Reconcile(account="BANCA", min_score=70, apply=True)


def _writing(before: Path, use_case: Callable[[Tx, Any], Any], command: Any) -> Work:
    desk = desks.desk_at(desks.a_copy(before))
    return lambda: desk.write(use_case, command)


# --- members from a workbook --------------------------------------------------------------------


def prepare_members(folder: Path, size: int) -> None:
    """A register as a workbook, and the rows its import makes."""
    file = openpyxl.Workbook(write_only=True)
    sheet = file.create_sheet("Soci")
    sheet.append(list(_HEADERS))
    for draft in desks.drafts(size):
        sheet.append([getattr(draft, name) for name in _HEADERS.values()])
    path = folder / f"soci-{size}.xlsx"
    file.save(path)
    drafts = read_members(path.name, path.read_bytes()).drafts
    desks.keep_written(desks.founded(folder), import_members, ImportMembers(drafts=drafts))


def members(folder: Path, size: int) -> Work:
    """Read the workbook and import it."""
    path = folder / f"soci-{size}.xlsx"
    desk = desks.desk_at(desks.a_copy(desks.founded(folder)))

    def work() -> None:
        drafts = read_members(path.name, path.read_bytes()).drafts
        desk.write(import_members, ImportMembers(drafts=drafts))

    return work


def members_limit(folder: Path, _size: int) -> Work:
    return desks.add_all_again(desks.founded(folder), "import_members")


# --- the fees of a year -------------------------------------------------------------------------


def prepare_fees(folder: Path, size: int) -> None:
    """Members who owe nothing yet, and the charges that an issue makes."""
    desks.keep_written(desks.with_members(folder, size), issue_fees, ISSUE)


def fees(folder: Path, size: int) -> Work:
    return _writing(desks.with_members(folder, size), issue_fees, ISSUE)


def fees_limit(folder: Path, size: int) -> Work:
    return desks.add_all_again(desks.with_members(folder, size), "issue_fees")


# --- reconciliation -----------------------------------------------------------------------------


def prepare_reconciliation(folder: Path, size: int) -> None:
    """A bank statement that pays every fee, and the rows that reconciling it makes."""
    desks.keep_written(_with_lines(folder, size), reconcile, RECONCILE)


def reconciliation(folder: Path, size: int) -> Work:
    return _writing(_with_lines(folder, size), reconcile, RECONCILE)


def reconciliation_limit(folder: Path, size: int) -> Work:
    return desks.add_all_again(_with_lines(folder, size), "reconcile")


def _with_lines(folder: Path, size: int) -> Path:
    path = folder / f"lines-{size}.desk"
    if not path.exists():
        desks.a_copy(desks.with_fees(folder, size)).rename(path)
        with desks.desk_at(path) as desk:
            items = desk.read(open_items, on=desks.TODAY)
            lines = tuple(
                LineDraft(
                    position=position,
                    booked_on=desks.TODAY,
                    value_on=desks.TODAY,
                    amount=item.amount_open,
                    currency="EUR",
                    counterparty=item.member_name_folded.upper(),
                    remittance=f"QUOTA ASSOCIATIVA {item.fee_year} {item.reference}",
                    bank_reference=f"TRN{position:011d}",
                )
                for position, item in enumerate(items, start=1)
            )
            desk.write(import_statement, _statement(lines))
    return path


def _statement(lines: tuple[LineDraft, ...]) -> ImportStatement:
    draft = StatementDraft(
        account_iban=IBAN,
        account_text=IBAN,
        currency="EUR",
        number="1",
        opening=None,
        closing=None,
        from_on=desks.TODAY,
        to_on=desks.TODAY,
        lines=lines,
    )
    reading = StatementReading(format="camt.053", statements=(draft,), problems=())
    return ImportStatement(account="BANCA", reading=reading, file_name="bank.xml", content=b"bank")


# --- what history costs -------------------------------------------------------------------------


def prepare_history(folder: Path, _size: int) -> None:
    desks.founded(folder)


def history(folder: Path, size: int) -> Work:
    """Insert organisations in a sealed change set."""
    table, rows = _organisations(size)

    def insert_rows(tx: Tx, rows: list[dict[str, Any]]) -> None:
        tx.describe("bench")
        tx.session.execute(insert(table), rows)

    desk = desks.desk_at(desks.a_copy(desks.founded(folder)))
    desk.write(insert_rows, rows[:1])  # what a first write has to load is no cost of history
    return lambda: desk.write(insert_rows, rows)


def history_limit(folder: Path, size: int) -> Work:
    """The same insert where there are no triggers."""
    bind = desks.bare(desks.a_copy(desks.founded(folder)))
    table, rows = _organisations(size)

    def insert_rows(rows: list[dict[str, Any]]) -> None:
        with Session(bind) as session:
            session.execute(insert(table), rows)
            session.commit()

    insert_rows(rows[:1])
    return lambda: insert_rows(rows)


def _organisations(size: int) -> tuple[Table, list[dict[str, Any]]]:
    names = OrganisationFacts.__dataclass_fields__.keys() & {"name", "tax_code", "city", "address"}
    table = Organisation.__table__
    assert isinstance(table, Table)
    return table, [
        OrganisationFacts(**{name: getattr(draft, name) for name in sorted(names)}).columns()
        for draft in desks.drafts(size)
    ]
