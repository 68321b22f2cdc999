"""A bank line is settled once, in one of five ways, and can be opened again while the year is."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.bank_settling import Memory, Suggestion, Way, settle, sure_of
from cluster_desk.domain.matching import MINIMUM, proposals_for
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.open_items import OpenItems
from cluster_desk.domain.treasury import Direction, LineState
from cluster_desk.errors import Conflict, Invalid
from cluster_desk.queries.treasury.board import BoardFacts, board_facts
from cluster_desk.queries.treasury.journal import account_rows
from cluster_desk.queries.treasury.movement_card import movement_card
from cluster_desk.queries.treasury.movements import MovementFilter, movement_ids
from cluster_desk.services.fees.corrections import HasReceipt
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.treasury.accounts import AddCategory, add_category
from cluster_desk.services.treasury.corrections import ChangeMovement, change_movement
from cluster_desk.services.treasury.movements import (
    HoldsPayment,
    IsReversed,
    ReverseMovement,
    Split,
    TransferMoney,
    reverse_movement,
    transfer_money,
)
from cluster_desk.services.treasury.reconciliation import (
    AcceptLine,
    BeforeOpening,
    LeaveOutLine,
    LineIsPosted,
    PostLine,
    accept_line,
    leave_out_line,
    post_line,
)
from cluster_desk.services.treasury.settling import (
    MatchMovement,
    MatchPayment,
    NothingToReopen,
    OtherMoney,
    ReleaseLine,
    SettleLines,
    release_line,
    settle_lines,
)
from cluster_desk.store.tables.fees import Receipt
from cluster_desk.tx import Tx
from tests.treasury_desks import TODAY, bring, charge, furnish, line, owe, post, statements

DAY = date(2026, 4, 2)
YEAR = MovementFilter(year=2026)


@pytest.fixture
def bank(desk: Desk) -> Desk:
    return furnish(desk)


def board(desk: Desk) -> BoardFacts:
    return desk.read(board_facts, on=TODAY)


def found(desk: Desk) -> dict[int, tuple[Suggestion, ...]]:
    facts = board(desk)
    index = OpenItems(facts.items)
    lines = [each.for_matching for each in facts.lines if each.state is LineState.OPEN]
    fees = {
        each.id: proposals_for(each, index, minimum=MINIMUM) for each in lines if each.amount > ZERO
    }
    return settle(lines, fees, Memory(facts.entries, facts.precedents, facts.banks_own))


def balance(desk: Desk, code: str = "BANCA") -> Money:
    return next(row.balance for row in desk.read(account_rows, on=TODAY) if row.code == code)


def states(desk: Desk) -> list[str]:
    return [each.state.value for each in board(desk).lines]


def test_a_line_that_is_in_the_journal_already_is_proposed_and_not_posted_twice(
    bank: Desk,
) -> None:
    movement = post(bank, -180_00, DAY, "Sala", counterparty="Centro Congressi", category="SALE")
    bring(bank, line(-180_00, "FT 11", "CENTRO CONGRESSI"))
    [[best]] = found(bank).values()
    assert (best.way, best.score) == (Way.MOVEMENT, 100)
    assert best.entry is not None
    assert best.entry.id == movement
    assert sure_of(found(bank))[best.line_id] == best
    match = MatchMovement(line_id=best.line_id, movement_id=movement)
    bank.write(settle_lines, SettleLines(movements=(match,)))
    assert balance(bank) == Money(-80_00)
    assert len(bank.read(movement_ids, filter=YEAR)) == 1
    card = bank.read(movement_card, movement)
    assert card is not None
    assert card.row.reconciled
    assert card.bank is not None
    assert card.bank.remittance == "FT 11"


def test_a_line_confirms_only_the_same_money(bank: Desk) -> None:
    movement = post(bank, -180_00, DAY)
    in_cash = post(bank, -9_00, DAY, account="CASSA")
    bring(bank, line(-9_00, "SALA"))
    line_id = board(bank).lines[0].id
    for wrong in (movement, in_cash):
        match = MatchMovement(line_id=line_id, movement_id=wrong)
        with pytest.raises(OtherMoney):
            bank.write(settle_lines, SettleLines(movements=(match,)))


def test_a_payment_recorded_before_gets_its_movement(bank: Desk) -> None:
    member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    paid = RecordPayment(amount=Money(300_00), received_on=DAY, membership_id=member)
    payment = bank.write(record_payment, paid).value.payment_id
    bring(bank, line(300_00, "QUOTA", "ALFA SRL"))
    [[best]] = found(bank).values()
    assert (best.way, best.score) == (Way.PAYMENT, 100)
    match = MatchPayment(line_id=best.line_id, payment_id=payment)
    bank.write(settle_lines, SettleLines(payments=(match,)))
    [movement] = bank.read(movement_ids, filter=YEAR)
    card = bank.read(movement_card, movement)
    assert card is not None
    assert [(each.charge, each.amount) for each in card.paid] == [("Quota 2026", Money(300_00))]
    assert charged
    assert not card.may_reverse
    reverse = ReverseMovement(movement_id=movement, booked_on=TODAY, reason="errore")
    with pytest.raises(HoldsPayment):
        bank.write(reverse_movement, reverse)


def test_what_was_posted_so_twice_is_sure_the_third_time(bank: Desk) -> None:
    text = "COMMISSIONI E SPESE TENUTA CONTO"
    bring(bank, *(line(-6_50, f"{text} {m:02d}/2026", day=date(2026, m, 26)) for m in (2, 3, 4)))
    ids = sorted(each.id for each in board(bank).lines)
    assert set(found(bank).values()) == {()}
    for number, line_id in enumerate(ids[:2], 1):
        split = Split(category="SPESE", amount=Money(-6_50))
        bank.write(post_line, PostLine(line_id=line_id, description=text, splits=(split,)))
        [best, *_others] = found(bank)[ids[2]]
        assert (best.way, best.category) == (Way.CATEGORY, "SPESE")
        assert best.score == (84 if number == 1 else 96)
    assert ids[2] in sure_of(found(bank))
    assert board(bank).categories == {"SPESE": "Spese"}


def test_the_banks_own_fees_are_known_by_their_words(bank: Desk) -> None:
    fees = AddCategory(
        code="BANCA-U", name="Spese bancarie", direction=Direction.EXPENSE, statement_line="D1"
    )
    bank.write(add_category, fees)
    bring(bank, line(-6_50, "COMMISSIONI TENUTA CONTO"), line(-7_00, "AFFITTO"))
    told = sorted(found(bank).values(), key=len)
    assert told[0] == ()
    [best] = told[1]
    assert (best.category, best.score) == ("BANCA-U", 62)


def test_sure_lines_are_settled_as_one_gesture(bank: Desk) -> None:
    _member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    movement = post(bank, -20_00, DAY, "Sala", counterparty="Centro")
    bring(bank, line(300_00, who="ALFA SRL"), line(-20_00, who="CENTRO"), line(-1_00, "BOLLO"))
    fee, hall, stamp = sorted(each.id for each in board(bank).lines)
    command = SettleLines(
        fees=(AcceptLine(line_id=fee, parts=(AllocationPart(charged, Money(300_00)),)),),
        movements=(MatchMovement(line_id=hall, movement_id=movement),),
        categories=(
            PostLine(
                line_id=stamp,
                description="Bollo",
                splits=(Split(category="SPESE", amount=Money(-1_00)),),
            ),
        ),
    )
    outcome = bank.write(settle_lines, command)
    assert outcome.value == 3
    assert states(bank) == ["posted"] * 3
    assert balance(bank) == Money(379_00)
    bank.undo()
    assert states(bank) == ["open"] * 3
    assert balance(bank) == Money(80_00)


def test_one_line_pays_several_charges_in_part_and_leaves_a_credit(bank: Desk) -> None:
    member, first = owe(bank, "Alfa S.r.l.", 300_00)
    second = charge(bank, member, 200_00, 2025)
    bring(bank, line(550_00, "QUOTE", "ALFA SRL"))
    line_id = board(bank).lines[0].id
    parts = (AllocationPart(first, Money(300_00)), AllocationPart(second, Money(200_00)))
    bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts, membership_id=member))
    [movement] = bank.read(movement_ids, filter=YEAR)
    card = bank.read(movement_card, movement)
    assert card is not None
    told = [(each.charge, each.amount.cents) for each in card.paid]
    assert told == [("Quota 2026", 300_00), ("Quota 2025", 200_00), ("", 50_00)]


def test_a_rest_belongs_to_somebody(bank: Desk) -> None:
    _one, first = owe(bank, "Alfa S.r.l.", 300_00)
    _two, second = owe(bank, "Beta S.r.l.", 200_00)
    bring(bank, line(550_00, "QUOTE"), line(-3_00, "SPESE"))
    incoming, outgoing = sorted(each.id for each in board(bank).lines)
    parts = (AllocationPart(first, Money(300_00)), AllocationPart(second, Money(200_00)))
    with pytest.raises(Invalid):
        bank.write(accept_line, AcceptLine(line_id=incoming, parts=parts))
    with pytest.raises(Invalid):
        bank.write(accept_line, AcceptLine(line_id=outgoing, parts=(), membership_id=1))


def test_what_the_opening_balance_includes_is_not_posted_again(bank: Desk) -> None:
    member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    early = date(2025, 12, 1)
    bring(bank, line(300_00, who="ALFA SRL", day=early), line(-5_00, "SPESE", day=early))
    incoming, outgoing = sorted(each.id for each in board(bank).lines)
    accept = AcceptLine(line_id=incoming, parts=(AllocationPart(charged, Money(300_00)),))
    with pytest.raises(BeforeOpening):
        bank.write(accept_line, accept)
    split = Split(category="SPESE", amount=Money(-5_00))
    with pytest.raises(BeforeOpening):
        bank.write(post_line, PostLine(line_id=outgoing, description="x", splits=(split,)))
    payment = RecordPayment(amount=Money(300_00), received_on=early, membership_id=member)
    paid = bank.write(record_payment, payment).value.payment_id
    movement = post(bank, -5_00, date(2025, 12, 15))
    for command in (
        SettleLines(payments=(MatchPayment(line_id=incoming, payment_id=paid),)),
        SettleLines(movements=(MatchMovement(line_id=outgoing, movement_id=movement),)),
    ):
        with pytest.raises(BeforeOpening):
            bank.write(settle_lines, command)
    bank.write(leave_out_line, LeaveOutLine(line_id=outgoing, reason="nel saldo iniziale"))
    assert sorted(states(bank)) == ["ignored", "open"]


def test_one_gesture_posts_a_line_once_and_forgets_why_it_was_left_out(bank: Desk) -> None:
    _member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    bring(bank, line(300_00, who="ALFA SRL"), line(-5_00, "SPESE"))
    incoming, outgoing = sorted(each.id for each in board(bank).lines)
    half = AcceptLine(line_id=incoming, parts=(AllocationPart(charged, Money(150_00)),))
    split = Split(category="SPESE", amount=Money(-5_00))
    cost = PostLine(line_id=outgoing, description="x", splits=(split,))
    for twice in (SettleLines(fees=(half, half)), SettleLines(categories=(cost, cost))):
        with pytest.raises(LineIsPosted):
            bank.write(settle_lines, twice)
    bank.write(leave_out_line, LeaveOutLine(line_id=outgoing, reason="doppia"))
    bank.write(post_line, cost)
    known = {each.id: each.ignored_because for each in board(bank).lines}
    assert (known[outgoing], states(bank).count("posted")) == ("", 1)


def test_a_payer_is_remembered_only_where_it_is_wanted(bank: Desk) -> None:
    member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    bring(bank, line(300_00, who="TESORERIA"))
    line_id = board(bank).lines[0].id
    parts = (AllocationPart(charged, Money(300_00)),)
    bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts, remember=False))
    charge(bank, member, 250_00)
    assert board(bank).items[0].aliases == ()
    bank.write(release_line, ReleaseLine(line_id=line_id))
    bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts))
    assert board(bank).items[0].aliases == ("tesoreria",)


def test_a_posted_line_is_opened_again_with_all_that_was_made_of_it(bank: Desk) -> None:
    _member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    bring(bank, line(300_00, who="ALFA SRL"))
    line_id = board(bank).lines[0].id
    with pytest.raises(NothingToReopen):
        bank.write(release_line, ReleaseLine(line_id=line_id))
    parts = (AllocationPart(charged, Money(300_00)),)
    bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts))
    with pytest.raises(LineIsPosted):
        bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts))
    bank.write(release_line, ReleaseLine(line_id=line_id))
    assert states(bank) == ["open"]
    assert balance(bank) == Money(100_00)
    assert [item.amount_open for item in board(bank).items] == [Money(300_00)]
    bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts))
    assert board(bank).items == ()


def test_a_receipt_keeps_its_line_posted(bank: Desk) -> None:
    _member, charged = owe(bank, "Alfa S.r.l.", 300_00)
    bring(bank, line(300_00, who="ALFA SRL"))
    line_id = board(bank).lines[0].id
    parts = (AllocationPart(charged, Money(300_00)),)
    bank.write(accept_line, AcceptLine(line_id=line_id, parts=parts))

    def receipt(tx: Tx, _command: None) -> None:
        tx.session.add(
            Receipt(
                year=2026,
                number=1,
                issued_on=DAY,
                payment_id=1,
                amount=Money(300_00),
                stamp=ZERO,
            )
        )
        tx.describe("Ricevuta")

    bank.write(receipt, None)
    with pytest.raises(HasReceipt):
        bank.write(release_line, ReleaseLine(line_id=line_id))


def test_a_movement_of_before_stays_when_its_line_is_opened_again(bank: Desk) -> None:
    movement = post(bank, -20_00, DAY)
    bring(bank, line(-20_00))
    line_id = board(bank).lines[0].id
    match = SettleLines(movements=(MatchMovement(line_id=line_id, movement_id=movement),))
    bank.write(settle_lines, match)
    bank.write(release_line, ReleaseLine(line_id=line_id))
    assert bank.read(movement_ids, filter=YEAR) == [movement]
    assert states(bank) == ["open"]
    bank.write(leave_out_line, LeaveOutLine(line_id=line_id, reason="doppia"))
    assert states(bank) == ["ignored"]
    bank.write(release_line, ReleaseLine(line_id=line_id))
    assert states(bank) == ["open"]


def test_a_board_is_read_in_eight_statements(bank: Desk) -> None:
    for number in range(12):
        owe(bank, f"Socio {number}", 100_00 + number)
    bring(bank, *(line(100_00 + n, f"quota {n}") for n in range(12)), closing=Money(900_00))
    with statements() as seen:
        facts = board(bank)
    assert len([sql for sql in seen if "select" in sql.lower()]) <= 8
    assert facts.account is not None
    assert facts.account.code == "BANCA"
    assert facts.last is not None
    assert facts.last.closing == Money(900_00)
    assert len(facts.labels) == len(facts.items) == 12


def test_a_transfer_is_reversed_on_both_sides_and_once(bank: Desk) -> None:
    transfer = TransferMoney(
        from_account="BANCA", to_account="CASSA", booked_on=DAY, amount=Money(40_00)
    )
    out, _into = bank.write(transfer_money, transfer).value
    reverse = ReverseMovement(movement_id=out, booked_on=TODAY, reason="sbagliato")
    back = bank.write(reverse_movement, reverse).value
    assert (balance(bank), balance(bank, "CASSA")) == (Money(100_00), Money(100_00))
    card = bank.read(movement_card, back)
    assert card is not None
    words = ChangeMovement(
        movement_id=back, version=card.row.version, description="Storno", document_ref="12"
    )
    bank.write(change_movement, words)
    for again in (out, back):
        with pytest.raises(IsReversed):
            bank.write(
                reverse_movement, ReverseMovement(movement_id=again, booked_on=TODAY, reason="x")
            )
    card = bank.read(movement_card, out)
    assert card is not None
    assert card.reversed_by == back
    assert len(bank.read(movement_ids, filter=MovementFilter(year=2026, view="transfers"))) == 4


def test_words_and_parts_of_a_movement_are_put_right(bank: Desk) -> None:
    movement = post(bank, -20_00, DAY, "Sla")
    command = ChangeMovement(
        movement_id=movement,
        version=1,
        description="Sala e rinfresco",
        counterparty="Centro",
        splits=(
            Split(category="SALE", amount=Money(-15_00)),
            Split(category="SPESE", amount=Money(-5_00)),
        ),
    )
    bank.write(change_movement, command)
    card = bank.read(movement_card, movement)
    assert card is not None
    assert card.row.categories == ("Sale", "Spese")
    assert bank.read(movement_ids, filter=MovementFilter(year=2026, text="rinfresco"))
    with pytest.raises(Conflict):
        bank.write(change_movement, command)
    wrong = ChangeMovement(
        movement_id=movement,
        version=card.row.version,
        description=" ",
        splits=(Split(category="SALE", amount=Money(-1_00)),),
    )
    with pytest.raises(Invalid):
        bank.write(change_movement, wrong)
