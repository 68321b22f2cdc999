"""Leave a bank's file of the last month beside the demo desk, to try an import on."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from cluster_desk.desk import Desk
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.queries.treasury.journal import account_rows
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.demo.association import IBAN
from cluster_desk.services.demo.stage import LAST_DAY, working_day

NAME = "estratto-conto-novembre-2026.xml"
Line = tuple[date, Money, str, str]


def write(desk: Desk) -> bytes:
    """A camt.053 whose lines pay open charges well, in part, ambiguously, or not at all."""
    items = desk.read(open_items, on=LAST_DAY)[:6]
    lines: list[Line] = []
    for place, item in enumerate(items):
        day = working_day(date(2026, 11, 3 + 2 * place))
        name = item.member_name_folded.upper()
        if place == 0:
            lines.append((day, item.amount_open.split(2)[0], name, f"ACCONTO {item.reference}"))
        elif place == 1:
            lines.append((day, item.amount_open, "TESORERIA DEMO", "QUOTA ASSOCIATIVA 2026"))
        elif place == 2:
            lines.append((day, item.amount_open, name, "QUOTA 2026"))
        else:
            text = f"QUOTA ASSOCIATIVA 2026 {item.reference}"
            lines.append((day, item.amount_open, name, text))
    lines.append((date(2026, 11, 18), Money(-6_50), "", "COMMISSIONI E SPESE TENUTA CONTO"))
    lines.append((date(2026, 11, 19), Money(-180_00), "CENTRO CONGRESSI DEMO", "FT 11/SAL"))
    accounts = desk.read(account_rows, on=LAST_DAY)
    opening = next(row.balance for row in accounts if row.code == "BANCA")
    return _camt(opening, lines)


def _camt(opening: Money, lines: list[Line]) -> bytes:
    closing = opening + Money.total(amount for _day, amount, _who, _text in lines)
    entries = "".join(_entry(i, line) for i, line in enumerate(lines, start=1))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">\n<BkToCstmrStmt>'
        "<GrpHdr><MsgId>DEMO-2026-11</MsgId><CreDtTm>2026-11-20T18:00:00</CreDtTm></GrpHdr>\n"
        f"<Stmt><Id>DEMO-11</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
        f"{_balance('OPBD', opening, '2026-11-01')}{_balance('CLBD', closing, '2026-11-20')}"
        f"{entries}</Stmt></BkToCstmrStmt></Document>\n"
    )
    return text.encode()


def _sign(amount: Money) -> str:
    return "DBIT" if amount < ZERO else "CRDT"


def _size(amount: Money) -> str:
    return (-amount if amount < ZERO else amount).canonical()


def _balance(kind: str, amount: Money, day: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{_size(amount)}</Amt><CdtDbtInd>{_sign(amount)}</CdtDbtInd>'
        f"<Dt><Dt>{day}</Dt></Dt></Bal>\n"
    )


def _entry(number: int, line: Line) -> str:
    day, amount, who, text = line
    party = f"<RltdPties><Dbtr><Pty><Nm>{escape(who)}</Nm></Pty></Dbtr></RltdPties>" if who else ""
    return (
        f'<Ntry><NtryRef>{number}</NtryRef><Amt Ccy="EUR">{_size(amount)}</Amt>'
        f"<CdtDbtInd>{_sign(amount)}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{day.isoformat()}</Dt></BookgDt><ValDt><Dt>{day.isoformat()}</Dt></ValDt>"
        f"<AcctSvcrRef>DEMO11{number:04d}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{party}"
        f"<RmtInf><Ustrd>{escape(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )
