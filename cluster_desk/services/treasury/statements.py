"""Import a bank's file as facts: every line once, whatever overlaps, undone as one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import LineState
from cluster_desk.errors import Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading
from cluster_desk.importers.statements.fingerprint import KnownLine, find_known, fingerprints
from cluster_desk.services.treasury.accounts import account_by_code
from cluster_desk.services.treasury.line_days import day_remarks
from cluster_desk.store.tables.treasury import Account, Statement, StatementLine
from cluster_desk.tx import Tx


class OtherCurrency(Refused):
    """Posting it would turn one currency into another."""

    message = N_(
        "The file is in {currency} and the account «{code}» is in {own}:"
        " choose an account in that currency."
    )


@dataclass(frozen=True, kw_only=True)
class ImportStatement:
    """What a reader made of a file. `for_show` lets a preview show what cannot be imported."""

    account: str
    reading: StatementReading
    file_name: str
    content: bytes
    for_show: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportedLine:
    """A line as it was read; `duplicate` where the desk had it already."""

    booked_on: date
    value_on: date | None
    amount: Money
    counterparty: str
    iban: str
    remittance: str
    reference: str
    duplicate: bool


@dataclass(frozen=True, kw_only=True)
class StatementImported:
    """What the file says and what was new. Credits and debits are both positive sums."""

    account: str
    format: str
    currency: str
    opening: Money | None
    closing: Money | None
    from_on: date | None
    to_on: date | None
    credits: Money
    debits: Money
    lines: tuple[ImportedLine, ...]
    new: int
    duplicates: int
    problems: tuple[Problem, ...]


def import_statement(tx: Tx, command: ImportStatement) -> StatementImported:
    """Store the lines that are new. Nothing is posted: that is reconciliation's decision."""
    tx.allow("treasury.import")
    account = account_by_code(tx, command.account)
    chosen, problems = _chosen(command.reading, account)
    currency = chosen[0].currency if chosen else account.currency
    importable = currency in ("", account.currency)
    if not importable and not command.for_show:
        raise OtherCurrency(currency=currency, code=account.code, own=account.currency)
    lines = [line for statement in chosen for line in statement.lines]
    duplicate = _duplicates(tx, account, command.reading.format, lines)
    fresh = [line for line, known in zip(lines, duplicate, strict=True) if not known]
    if importable and fresh:
        _store(tx, account, command, chosen, lines, duplicate)
    if not importable:
        message = str(OtherCurrency(currency=currency, code=account.code, own=account.currency))
        problems.append(Problem(message=message))
    problems += day_remarks(tx, account, (line.booked_on for line in lines))
    return StatementImported(
        account=account.code,
        format=command.reading.format,
        currency=currency,
        opening=chosen[0].opening if chosen else None,
        closing=chosen[-1].closing if chosen else None,
        from_on=min((s.from_on for s in chosen if s.from_on), default=None),
        to_on=max((s.to_on for s in chosen if s.to_on), default=None),
        credits=Money.total(line.amount for line in lines if line.amount > Money(0)),
        debits=-Money.total(line.amount for line in lines if line.amount < Money(0)),
        lines=tuple(_shown(line, known) for line, known in zip(lines, duplicate, strict=True)),
        new=len(fresh) if importable else 0,
        duplicates=sum(duplicate),
        problems=(*command.reading.problems, *problems),
    )


def _chosen(
    reading: StatementReading, account: Account
) -> tuple[list[StatementDraft], list[Problem]]:
    """The file's statements of this account, and what is said of the others."""
    statements = list(reading.statements)
    own = [s for s in statements if account.iban and s.account_iban == account.iban]
    if not own:
        own = [s for s in statements if s.currency in ("", account.currency)] or statements
        first = _identity(own[0]) if own else ""
        own = [s for s in own if _identity(s) == first]
    problems = [
        Problem(
            message=_("The statement of account {account} ({currency}) was left out.").format(
                account=_identity(left), currency=left.currency
            )
        )
        for left in statements
        if left not in own
    ]
    if own and account.iban and own[0].account_iban not in ("", account.iban):
        message = _(
            "The file is of account {iban}, which is not the IBAN of «{code}»:"
            " if you chose the wrong account, undo and choose again."
        )
        problems.append(Problem(message=message.format(iban=_identity(own[0]), code=account.code)))
    return own, problems


def _identity(statement: StatementDraft) -> str:
    return statement.account_iban or statement.account_text


def _duplicates(
    tx: Tx, account: Account, format_name: str, lines: Sequence[LineDraft]
) -> list[bool]:
    days = [line.booked_on for line in lines]
    if not days:
        return []
    query = (
        select(StatementLine, Statement.format)
        .join(Statement, Statement.id == StatementLine.statement_id)
        .where(
            StatementLine.account_id == account.id,
            StatementLine.booked_on.between(min(days), max(days)),
        )
        .order_by(StatementLine.booked_on, StatementLine.id)
    )
    found = tx.session.execute(query).all()
    known = [_known(row, made_by, account.currency) for row, made_by in found]
    return [place is not None for place in find_known(format_name, lines, known)]


def _known(row: StatementLine, made_by: str, currency: str) -> KnownLine:
    line = LineDraft(
        position=row.position,
        booked_on=row.booked_on,
        value_on=row.value_on,
        amount=row.amount,
        currency=currency,
        counterparty=row.counterparty,
        iban=row.iban,
        tax_code=row.tax_code,
        remittance=row.remittance,
        reference=row.reference,
        bank_reference=row.bank_reference,
    )
    return KnownLine(format=made_by, line=line)


def _store(
    tx: Tx,
    account: Account,
    command: ImportStatement,
    chosen: Sequence[StatementDraft],
    lines: Sequence[LineDraft],
    duplicate: Sequence[bool],
) -> None:
    statement = Statement(
        account_id=account.id,
        format=command.reading.format,
        file_name=command.file_name[:200],
        sha256=hashlib.sha256(command.content).hexdigest(),
        imported_on=tx.clock.today(),
        from_on=min((s.from_on for s in chosen if s.from_on), default=None),
        to_on=max((s.to_on for s in chosen if s.to_on), default=None),
        opening=chosen[0].opening,
        closing=chosen[-1].closing,
    )
    tx.session.add(statement)
    tx.session.flush()
    marks = fingerprints(lines)
    rows: list[dict[str, Any]] = []
    for line, mark, known in zip(lines, marks, duplicate, strict=True):
        if not known:
            rows.append(
                {
                    "statement_id": statement.id,
                    "account_id": account.id,
                    "position": line.position,
                    "booked_on": line.booked_on,
                    "value_on": line.value_on,
                    "amount": line.amount,
                    "counterparty": line.counterparty[:300],
                    "iban": line.iban[:34],
                    "tax_code": line.tax_code[:20],
                    "remittance": line.remittance,
                    "reference": line.reference[:140],
                    "bank_reference": line.bank_reference[:140],
                    "fingerprint": mark,
                    "state": LineState.OPEN,
                }
            )
    tx.insert_all(StatementLine, rows)
    tx.describe(_("Import of the statement «{name}»").format(name=command.file_name))


def _shown(line: LineDraft, duplicate: bool) -> ImportedLine:
    return ImportedLine(
        booked_on=line.booked_on,
        value_on=line.value_on,
        amount=line.amount,
        counterparty=line.counterparty,
        iban=line.iban,
        remittance=line.remittance,
        reference=line.reference,
        duplicate=duplicate,
    )
