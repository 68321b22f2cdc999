"""Settle bank lines as what is known already, many at once, or open them again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from cluster_desk.domain.folding import fold
from cluster_desk.domain.treasury import LineState
from cluster_desk.errors import Conflict, NotFound, Refused
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.services.fees.corrections import VoidPayment, void_payment
from cluster_desk.services.treasury.fee_posting import (
    fees_category,
    mark_posted,
    movement_values,
)
from cluster_desk.services.treasury.movements import refuse_closed_year
from cluster_desk.services.treasury.reconciliation import (
    AcceptLine,
    PostLine,
    accept_all,
    open_lines,
    post_all,
    refuse_before_opening,
)
from cluster_desk.store.tables.fees import PayerAlias, Payment
from cluster_desk.store.tables.history import Change
from cluster_desk.store.tables.treasury import Movement, MovementSplit, StatementLine
from cluster_desk.tx import Tx


class OtherMoney(Refused):
    """A line confirms what moved the same money in the same account."""

    message = N_("The bank line and what is in the journal are not the same money.")


class NothingToReopen(Refused):
    """The line still waits."""

    message = N_("This bank line is open already.")


@dataclass(frozen=True, kw_only=True)
class MatchMovement:
    """The line is a movement that somebody posted before the bank told of it."""

    line_id: int
    movement_id: int


@dataclass(frozen=True, kw_only=True)
class MatchPayment:
    """The line is a payment that was recorded without its movement."""

    line_id: int
    payment_id: int


@dataclass(frozen=True, kw_only=True)
class SettleLines:
    """Exactly what a person saw and confirmed, of any number of lines, as one gesture."""

    fees: tuple[AcceptLine, ...] = ()
    movements: tuple[MatchMovement, ...] = ()
    payments: tuple[MatchPayment, ...] = ()
    categories: tuple[PostLine, ...] = ()

    @property
    def count(self) -> int:
        """How many lines."""
        parts = (self.fees, self.movements, self.payments, self.categories)
        return sum(map(len, parts))


@dataclass(frozen=True, kw_only=True)
class ReleaseLine:
    """Let a line wait again: what was made of it is taken back."""

    line_id: int
    reason: str = ""


def settle_lines(tx: Tx, command: SettleLines) -> int:
    """How many lines were settled; all of them, or none."""
    tx.allow("treasury.reconcile")
    for movement in command.movements:
        _match_movement(tx, movement)
    for payment in command.payments:
        _match_payment(tx, payment)
    accept_all(tx, command.fees)
    post_all(tx, command.categories)
    if command.count:
        sentence = ngettext(
            "Reconciliation of {count} bank line",
            "Reconciliation of {count} bank lines",
            command.count,
        )
        tx.describe(sentence.format(count=count_text(command.count)))
    return command.count


def _match_movement(tx: Tx, command: MatchMovement) -> None:
    line = open_lines(tx, [command.line_id])[command.line_id]
    refuse_before_opening(tx, [line])
    movement = tx.get(Movement, command.movement_id, _("movement"))
    if movement.account_id != line.account_id or movement.amount != line.amount:
        raise OtherMoney
    if movement.reconciled:
        raise Conflict
    movement.reconciled = True
    if movement.value_on is None:
        movement.value_on = line.value_on
    tx.session.flush()
    mark_posted(tx, [(line.id, movement.id)])


def _match_payment(tx: Tx, command: MatchPayment) -> None:
    line = open_lines(tx, [command.line_id])[command.line_id]
    refuse_before_opening(tx, [line])
    payment = tx.get(Payment, command.payment_id, _("payment"))
    if payment.amount != line.amount:
        raise OtherMoney
    if payment.movement_id is not None or payment.void_from is not None:
        raise Conflict
    movement_id = tx.reserve_ids(Movement, 1)[0]
    text = _("Payment: {name}").format(name=line.counterparty or payment.payer_name)
    tx.insert_all(Movement, [movement_values(movement_id, line, text)])
    category = fees_category(tx)
    split = {"movement_id": movement_id, "category_id": category, "amount": line.amount}
    tx.insert_all(MovementSplit, [split])
    payment.movement_id = movement_id
    tx.session.flush()
    mark_posted(tx, [(line.id, movement_id)])


def release_line(tx: Tx, command: ReleaseLine) -> None:
    """HasReceipt while a receipt says that the money was received.

    A movement made of the line goes with it, and its payment is taken back; one that was in the
    journal before only waits for its line again.
    """
    tx.allow("treasury.reconcile")
    line = tx.get(StatementLine, command.line_id, _("bank line"))
    if line.state is LineState.OPEN:
        raise NothingToReopen
    refuse_closed_year(tx, line.booked_on)
    movement_id = line.movement_id
    was_made = movement_id is not None and _was_made_of(tx, line)
    line.state, line.movement_id, line.ignored_because = LineState.OPEN, None, ""
    tx.session.flush()
    if movement_id is not None and was_made:
        _take_back(tx, line, movement_id, command.reason or _("Bank line opened again"))
    elif movement_id is not None:
        movement = tx.session.get(Movement, movement_id)
        if movement is None:
            raise NotFound(what=_("movement"), id=movement_id)
        movement.reconciled = False
    tx.describe(_("Bank line opened again"))


def _was_made_of(tx: Tx, line: StatementLine) -> bool:
    """Whether the movement was born in the same gesture that posted the line."""
    born = select(func.min(Change.change_set_id)).where(
        Change.table_name == "movement", Change.row_id == line.movement_id, Change.op == "I"
    )
    posted = select(func.max(Change.change_set_id)).where(
        Change.table_name == "statement_line", Change.row_id == line.id, Change.op == "U"
    )
    return tx.session.scalar(born) == tx.session.scalar(posted)


def _take_back(tx: Tx, line: StatementLine, movement_id: int, reason: str) -> None:
    payments = select(Payment).where(Payment.movement_id == movement_id)
    for payment in tx.session.scalars(payments).all():
        if payment.void_from is None:
            void_payment(tx, VoidPayment(payment_id=payment.id, reason=reason))
        payment.movement_id = None
        _forget(tx, line, payment.membership_id)
    tx.session.flush()
    tx.session.execute(delete(MovementSplit).where(MovementSplit.movement_id == movement_id))
    tx.session.execute(delete(Movement).where(Movement.id == movement_id))


def _forget(tx: Tx, line: StatementLine, membership_id: int | None) -> None:
    """The payer is not that member's after all."""
    told = [value for value in (line.iban, fold(line.counterparty)[:300]) if value]
    if membership_id is not None and told:
        tx.session.execute(
            delete(PayerAlias).where(
                PayerAlias.membership_id == membership_id, PayerAlias.value.in_(told)
            )
        )
