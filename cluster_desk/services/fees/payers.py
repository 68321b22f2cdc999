"""Remember who pays for whom, so that the next bank statement is understood by itself."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from cluster_desk.domain.codes import Iban, InvalidCode
from cluster_desk.domain.folding import fold
from cluster_desk.queries.fees.open_charges import chunks
from cluster_desk.store.tables.fees import PayerAlias
from cluster_desk.store.tables.members import Membership, Organisation
from cluster_desk.tx import Tx

NAME, IBAN = "name", "iban"


def learn_payers(tx: Tx, payers: Sequence[tuple[int, str, str]]) -> None:
    """Of each member the payer's name (folded) and IBAN, where they are not its own."""
    wanted = {
        (member_id, kind, value)
        for member_id, name, iban in payers
        for kind, value in ((NAME, fold(name)[:300]), (IBAN, _compact(iban)))
        if value
    }
    if not wanted:
        return
    members = sorted({member_id for member_id, _kind, _value in wanted})
    new = sorted(wanted - _known(tx, members))
    tx.session.add_all(
        PayerAlias(membership_id=member_id, kind=kind, value=value)
        for member_id, kind, value in new
    )


def _compact(iban: str) -> str:
    try:
        return Iban.parse(iban).text
    except InvalidCode:
        return ""  # a bank may write anything there: only an account is worth keeping


def _known(tx: Tx, members: Sequence[int]) -> set[tuple[int, str, str]]:
    found: set[tuple[int, str, str]] = set()
    for part in chunks(members):
        aliases = select(PayerAlias.membership_id, PayerAlias.kind, PayerAlias.value).where(
            PayerAlias.membership_id.in_(part)
        )
        found.update((row[0], row[1], row[2]) for row in tx.session.execute(aliases))
        own = (
            select(Membership.id, Organisation.name, Organisation.iban)
            .join(Organisation, Organisation.id == Membership.organisation_id)
            .where(Membership.id.in_(part))
        )
        for member_id, name, iban in tx.session.execute(own):
            found |= {(member_id, NAME, fold(name)[:300]), (member_id, IBAN, iban)}
    return found
