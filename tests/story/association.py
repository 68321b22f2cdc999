"""Found the association of the story: what has no verb, by the use-cases the window runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.fees import ProRata, StampTreatment
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.domain.statute import RULES
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.services.association.profile import (
    FoundAssociation,
    SetLegalForm,
    found_association,
    set_legal_form,
)
from cluster_desk.services.association.settings import (
    OpenFiscalYear,
    SetStampRule,
    open_fiscal_year,
    set_stamp_rule,
)
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    OpenAccount,
    add_category,
    open_account,
)
from tests.meeting_desks import ARTICLES
from tests.story.papers import IBAN

FOUNDED_ON = date(2025, 12, 15)
OPENING = Money(1_000_00)
FEES = {
    SizeClass.MICRO: Money(300_00),
    SizeClass.SMALL: Money(500_00),
    SizeClass.MEDIUM: Money(1_200_00),
    SizeClass.LARGE: Money(2_500_00),
    SizeClass.NONE: Money(1_000_00),
}
DIRECTORS = (
    ("Ada", "Neri", "f", SeatRole.PRESIDENT),
    ("Bruno", "Costa", "m", SeatRole.VICE_PRESIDENT),
    ("Carla", "Monti", "f", SeatRole.TREASURER),
    ("Dario", "Fonte", "m", SeatRole.MEMBER),
    ("Elsa", "Greco", "f", SeatRole.MEMBER),
    ("Furio", "Lodi", "m", SeatRole.MEMBER),
    ("Gaia", "Poli", "f", SeatRole.MEMBER),
)


@dataclass(frozen=True, kw_only=True)
class Founded:
    """The bodies, and who sits in them."""

    board: int
    table: int
    directors: tuple[int, ...]
    secretary: int
    coordinator: int
    participants: tuple[int, ...]


def found(location: str) -> Founded:
    """Profile, statute, year, accounts, categories, fees, board and one working table."""
    with Desk.open(location, clock=FixedClock.at(FOUNDED_ON.isoformat())) as desk:
        _profile(desk)
        _money(desk)
        return _bodies(desk)


def _profile(desk: Desk) -> None:
    desk.write(
        found_association,
        FoundAssociation(
            name="Cluster della Prova",
            tax_code="91234560190",
            address="Via Roma 1",
            postal_code="26013",
            city="Crema",
            province="CR",
            email="segreteria@prova.example.it",
            founded_on=FOUNDED_ON,
        ),
    )
    form = SetLegalForm(
        from_on=FOUNDED_ON, wording="associazione non riconosciuta", has_personality=False
    )
    desk.write(set_legal_form, form)
    rules = tuple(
        SetRule(key=key, value=rule.default, article=ARTICLES.get(key, "9"), confirmed=True)
        for key, rule in RULES.items()
    )
    desk.write(set_rules, SetRules(rules=rules))
    span = OpenFiscalYear(year=2026, starts_on=FOUNDED_ON, ends_on=date(2026, 12, 31))
    desk.write(open_fiscal_year, span)


def _money(desk: Desk) -> None:
    bank = OpenAccount(
        code="BANCA",
        name="Conto corrente",
        kind=AccountKind.BANK,
        iban=IBAN,
        opening=OPENING,
        opening_on=FOUNDED_ON,
    )
    desk.write(open_account, bank)
    for code, name, direction, line in (
        ("QUOTE", "Quote associative", Direction.INCOME, "A1"),
        ("BANCA-U", "Spese bancarie", Direction.EXPENSE, "D1"),
    ):
        command = AddCategory(code=code, name=name, direction=direction, statement_line=line)
        desk.write(add_category, command)
    for kind in ("receipt", "payment_notice"):
        stamp = SetStampRule(
            document_kind=kind,
            treatment=StampTreatment.EXEMPT,
            reference=" ai sensi dell’art. 7 della Tabella B allegata al D.P.R. 642/1972",
            from_on=FOUNDED_ON,
            confirmed=True,
        )
        desk.write(set_stamp_rule, stamp)
    rates = tuple(
        FeeRate(category=category, size=size, amount=amount)
        for category in (MemberCategory.FOUNDER, MemberCategory.ORDINARY)
        for size, amount in FEES.items()
    )
    schedule = SetFeeSchedule(
        year=2026,
        due_on=date(2026, 3, 31),
        entry_fee=Money(0),
        pro_rata=ProRata.FULL,
        rates=rates,
        resolution_text="1/2025",
        resolution_on=FOUNDED_ON,
    )
    desk.write(set_fee_schedule, schedule)


def _bodies(desk: Desk) -> Founded:
    def person(given: str, family: str, gender: str) -> int:
        command = AddPerson(given_name=given, family_name=family, gender=gender)
        return desk.write(add_person, command).value

    def seat(body: int, who: int, role: SeatRole) -> None:
        command = Appoint(body_id=body, person_id=who, role=role, from_on=FOUNDED_ON)
        desk.write(appoint, command)

    board = desk.write(
        add_body, AddBody(code="CD", name="Consiglio Direttivo", kind=BodyKind.BOARD)
    ).value
    table = desk.write(
        add_body,
        AddBody(code="TT1", name="Packaging ed ecodesign", kind=BodyKind.WORKING_TABLE),
    ).value
    directors = []
    for given, family, gender, role in DIRECTORS:
        directors.append(person(given, family, gender))
        seat(board, directors[-1], role)
    coordinator = person("Ivo", "Testa", "m")
    seat(table, coordinator, SeatRole.COORDINATOR)
    participants = [person("Lia", "Sarti", "f"), person("Nino", "Villa", "m")]
    for who in participants:
        seat(table, who, SeatRole.PARTICIPANT)
    return Founded(
        board=board,
        table=table,
        directors=tuple(directors),
        secretary=person("Sara", "Nota", "f"),
        coordinator=coordinator,
        participants=tuple(participants),
    )
