"""Who owes is asked in writing, by number, and reminded in steps that are remembered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.errors import FinalRecord, Invalid
from cluster_desk.queries.documents import document_bytes
from cluster_desk.queries.fees.card import charge_card
from cluster_desk.queries.fees.charges import charge_rows
from cluster_desk.queries.fees.notices import notice_rows
from cluster_desk.queries.fees.reminders import reminder_rows
from cluster_desk.reports.texts.rendering import TextIncomplete
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from cluster_desk.services.fees.charges import NoteMandate, note_mandate
from cluster_desk.services.fees.notices import (
    IssueNotice,
    IssueNotices,
    NothingToAsk,
    VoidNotice,
    issue_notice,
    issue_notices,
    void_notice,
)
from cluster_desk.services.fees.reminders import (
    Remind,
    RemindResult,
    VoidReminder,
    remind,
    void_reminder,
)
from cluster_desk.services.fees.wording import RuleUnconfirmed
from cluster_desk.store.tables.treasury import Account
from cluster_desk.tx import Tx
from tests.fee_desks import DUE, TODAY, choose, found, issue, member, pay, schedule
from tests.reports.pdf_reading import words as words_of


@pytest.fixture
def owing(desk: Desk) -> Desk:
    """Serio Pack owes its fee of 2026 since 31 March."""
    found(desk)
    member(desk, tax_code="00743110157", pec="seriopack@pec.example", email="amm@sp.example")
    schedule(desk)
    issue(desk)
    return desk


def words(desk: Desk, document_id: int | None) -> str:
    assert document_id is not None
    content = desk.read(document_bytes, document_id)
    assert content is not None
    return " ".join(words_of(content).split())


def reminded(desk: Desk, days_late: int) -> RemindResult:
    """What happens so many days after the due day, on a clock that stands there."""
    on = DUE + timedelta(days=days_late)
    desk.clock = FixedClock.at(on.isoformat())
    return desk.write(remind, Remind(year=2026)).value


def test_a_request_says_what_is_owed_until_when_and_where_to_pay(owing: Desk) -> None:
    result = owing.write(issue_notices, IssueNotices(year=2026, issued_on=date(2026, 2, 2))).value

    said = words(owing, result.notices[0].document_id)

    reference = owing.read(charge_rows, on=TODAY)[0].reference
    assert result.notices[0].number == "RV 2026/0001"
    assert reference in said.replace(" ", "")
    for expected in (
        "Richiesta di versamento",
        "delibera n. 3/2026 del 20/01/2026",
        "l’assemblea dei soci ha determinato",
        "31 marzo 2026",
        "1.200,00",
        "milleduecento/00",
        "IT60 X054 2811 1010 0000 0123 456",
        "non è una fattura",
    ):
        assert expected in said


def test_a_charge_is_asked_for_once_and_again_after_its_request_was_voided(owing: Desk) -> None:
    ask = IssueNotices(year=2026)
    first = owing.write(issue_notices, ask).value.notices[0]
    assert owing.write(issue_notices, ask).change_set_id is None
    with pytest.raises(NothingToAsk):
        owing.write(issue_notice, IssueNotice(membership_id=first.membership_id))

    owing.write(void_notice, VoidNotice(notice_id=first.id, reason="Importo errato"))
    owing.write(issue_notice, IssueNotice(membership_id=first.membership_id))

    rows = owing.read(notice_rows)
    assert [(row.number, row.is_void) for row in rows] == [
        ("RV 2026/0002", False),
        ("RV 2026/0001", True),
    ]


def test_nothing_is_asked_before_the_day_it_was_charged(owing: Desk) -> None:
    before = date(2026, 1, 31)  # the fees are of 1 February
    (charge, *_others) = owing.read(charge_rows, on=TODAY)
    early = IssueNotice(membership_id=charge.membership_id, issued_on=before)
    with pytest.raises(Invalid, match="01/02/2026"):
        owing.write(issue_notice, early)
    assert owing.write(issue_notices, IssueNotices(year=2026, issued_on=before)).value.notices == ()


def test_a_request_is_final(owing: Desk) -> None:
    done = owing.write(issue_notices, IssueNotices(year=2026))
    with pytest.raises(FinalRecord):
        owing.undo(done.change_set_id)


def test_without_an_account_to_pay_to_nobody_is_asked(owing: Desk) -> None:
    def close_account(tx: Tx, _command: None) -> None:
        tx.describe("account")
        account = tx.session.query(Account).one()
        account.iban = ""

    owing.write(close_account, None)

    result = owing.write(issue_notices, IssueNotices(year=2026)).value
    assert "IBAN" in result.skipped[0].reason
    with pytest.raises(TextIncomplete):
        owing.write(issue_notice, IssueNotice(membership_id=result.skipped[0].membership_id))


def test_a_rule_nobody_checked_is_not_quoted(owing: Desk) -> None:
    unchecked = SetRule(key="fee_rule", value="assembly", article="9", confirmed=False)
    owing.write(set_rules, SetRules(rules=(unchecked,)))
    member_id = owing.read(charge_rows, on=TODAY)[0].membership_id
    with pytest.raises(RuleUnconfirmed, match="quote"):
        owing.write(issue_notice, IssueNotice(membership_id=member_id))


def test_reminders_climb_one_step_at_a_time(owing: Desk) -> None:
    levels = {
        days: [each.level for each in reminded(owing, days).reminders]
        for days in (0, 29, 30, 45, 59, 60, 89, 90, 120)
    }
    assert levels == {0: [], 29: [], 30: [1], 45: [], 59: [], 60: [2], 89: [], 90: [3], 120: []}


def test_whoever_was_never_reminded_begins_at_the_first_step_however_late(owing: Desk) -> None:
    first = reminded(owing, 200).reminders[0]
    assert (first.level, first.reason) == (1, "In ritardo di 200 giorni, mai sollecitato.")
    assert reminded(owing, 215).reminders == ()
    assert reminded(owing, 216).reminders[0].level == 2


def test_the_letters_say_what_their_step_says(owing: Desk) -> None:
    choose(owing, "interest", True)
    letters = [
        words(owing, reminded(owing, days).reminders[0].document_id) for days in (30, 60, 90)
    ]
    assert "promemoria" in letters[0]
    assert "amm@sp.example" in letters[0]
    assert "facendo seguito al promemoria del 30/04/2026" in letters[1]
    assert "art. 9 dello Statuto" in letters[1]
    assert "seriopack@pec.example" in letters[1]
    for expected in (
        "costituzione in mora",
        "solleciti del 30/04/2026 e del 30/05/2026",
        # 90 days at 1.60 % of € 1,200: 4.7342 rounded
        "oltre interessi per € 4,73",
        "entro 15 giorni",
        "all’assemblea dei soci",
        "Luca Conti",
    ):
        assert expected in letters[2]


def test_a_formal_notice_lets_prescription_run_anew(owing: Desk) -> None:
    for days in (30, 60, 90):
        reminded(owing, days)
    charge = owing.read(charge_rows, on=TODAY)[0].id
    ends = {on: owing.read(charge_card, charge, on=on) for on in (date(2026, 6, 28), TODAY)}
    found = [card.prescribes_on for card in ends.values() if card is not None]
    assert found == [date(2031, 3, 31), date(2031, 6, 29)]


def test_who_paid_is_not_reminded(owing: Desk) -> None:
    member_id = owing.read(charge_rows, on=TODAY)[0].membership_id
    pay(owing, member_id, 1_200_00)
    result = reminded(owing, 100)
    assert (result.reminders, result.skipped) == ((), ())


def test_a_withdrawn_reminder_is_forgotten(owing: Desk) -> None:
    sent = reminded(owing, 30).reminders[0]
    with pytest.raises(Invalid):
        owing.write(void_reminder, VoidReminder(reminder_id=sent.reminder_id, reason=""))
    owing.write(void_reminder, VoidReminder(reminder_id=sent.reminder_id, reason="Errore"))
    assert reminded(owing, 31).reminders[0].level == 1
    assert [row.is_void for row in owing.read(reminder_rows, year=2026)] == [False, True]


def test_a_preview_of_reminders_keeps_none(owing: Desk) -> None:
    seen = owing.preview(remind, Remind(year=2026)).value
    assert seen.reminders[0].amount == Money(1_200_00)
    assert owing.read(reminder_rows) == []


def test_a_public_body_has_more_time_and_none_while_its_payment_order_is_under_way(
    desk: Desk,
) -> None:
    found(desk)
    member(desk, "Comune di Crema", public_body=True)
    schedule(desk)
    issue(desk)
    assert reminded(desk, 59).skipped[0].reason == "Il prossimo sollecito spetta dal 30/05/2026."
    charge = desk.read(charge_rows, on=TODAY)[0]
    order = NoteMandate(
        charge_id=charge.id, mandate_on=DUE + timedelta(days=50), reference="Prot. 812/2026"
    )
    desk.write(note_mandate, order)

    assert "mandato" in reminded(desk, 100).skipped[0].reason
    assert reminded(desk, 141).reminders[0].level == 1
    assert reminded(desk, 157).reminders[0].level == 2
    assert "organo competente" in reminded(desk, 200).skipped[0].reason


def test_the_ladder_is_a_setting(owing: Desk) -> None:
    choose(owing, "reminders", {"days_after": [10], "days_to_answer": 5})
    assert reminded(owing, 10).reminders[0].answer_by == DUE + timedelta(days=15)
    assert "organo competente" in reminded(owing, 40).skipped[0].reason
