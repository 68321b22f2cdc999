"""What the list of members says when it is exported, an import understands to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from cluster_desk.desk import Desk
from cluster_desk.domain.codes import EmailAddress, VatNumber
from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.i18n import set_language
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.member_fields import clean
from cluster_desk.importers.members import read_members
from cluster_desk.importers.provinces import CODES
from cluster_desk.reports.members.members_workbook import (
    MemberLine,
    MembersList,
    members_sheet,
    members_workbook,
)
from cluster_desk.reports.workbook.csv_file import csv_bytes
from cluster_desk.services.exports.members import members_file
from cluster_desk.services.members.importing import (
    ImportMembers,
    MembersImported,
    import_members,
)
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx
from tests.domain.made_codes import body_codes, personal_codes, vat_numbers
from tests.fee_desks import found
from tests.figures import runs
from tests.reports.workbook_reading import SCOPE

DAY = date(2026, 11, 22)
NASTY = (
    "=1+1", "'=1+1", "''+39 0373", "+39 0373 000000", "-1", "@SUM(A1)", "＝1", "’S. Anna",
    "'ndrina", '"', '"Alfa"', 'a"b;c', "a;b,c|d", "0071", "1E5", "1/2", "16/01/2026", "TRUE",
    "#N/A", "_x0041_", "<b>&amp;", "Totale", "Totale soci", "Elenco soci", "Pagina 1",
    "Soci fondatori", "Comuni", "Denominazione", "Alfa (CR)", "Alfa - CR", "26013 Crema",
    "Via Roma 1 - 26013 Crema (CR)", "Città è ß ﬁ İ", "Straße 5", "東京", "é", "🏭", "sep=;",
    "Rossi Mario", "IT", "Sì", "No", "nd.",
)  # fmt: skip
MEANS_NOTHING = ("", "-", "--", "---", "–", "—", "/", ".", "?", "n.d.", "nd", "n.a.", "na")
FREE = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8)


def texts(longest: int) -> st.SearchStrategy[str]:
    """What a field can hold: one line, within its length, that means something."""
    typed = (st.sampled_from(NASTY) | FREE).map(clean)
    return typed.filter(lambda text: len(text) <= longest and text.lower() not in MEANS_NOTHING)


def or_nothing(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | strategy


NAMES = texts(100).filter(fold)
LOCALS = st.text("az09!#$%&'*+/=?^_`{|}~-", min_size=1, max_size=6)
ADDRESSES = st.builds(
    "{}@{}.it".format, LOCALS, st.sampled_from(["alfa", "pec.alfa", "legalmail"])
).map(lambda text: EmailAddress.parse(text).text)
STATES = {
    "status": st.sampled_from(MembershipStatus),
    "category": st.sampled_from(MemberCategory),
    "founder": st.booleans(),
    "size": st.sampled_from(SizeClass),
    "member_since": st.none() | st.dates(date(1950, 1, 1), DAY),
    "member_until": st.none() | st.dates(date(1950, 1, 1), date(2040, 1, 1)),
    "pec": or_nothing(ADDRESSES),
    "email": or_nothing(ADDRESSES),
    "phone": or_nothing(texts(40)),
    "due": st.integers(-(10**9), 10**9).map(Money),
    "paid": st.just(ZERO),
    "outstanding": st.just(ZERO),
    "may_vote": st.booleans(),
}
SEATS = {
    "name": NAMES,
    "short_name": or_nothing(texts(80)),
    "kind": st.sampled_from(OrganisationKind),
    "address": or_nothing(texts(200)),
    "city": or_nothing(texts(100)),
    "website": or_nothing(texts(200)),
    "recipient_code": st.sampled_from(["", "0000000", "0A1B2C3", "UF1234"]),
    "ipa_code": or_nothing(texts(20)),
    "sector": or_nothing(texts(100)),
}
AT_HOME = st.fixed_dictionaries(
    STATES
    | SEATS
    | {
        "country": st.just("IT"),
        "tax_code": or_nothing(vat_numbers() | body_codes() | personal_codes()),
        "vat_number": or_nothing(vat_numbers()),
        "postal_code": or_nothing(st.text("0129", min_size=5, max_size=5)),
        "province": or_nothing(st.sampled_from(sorted(CODES))),
    }
)
ABROAD = st.fixed_dictionaries(
    STATES
    | SEATS
    | {
        "country": st.sampled_from(["DE", "CH", "GB"]),
        "tax_code": or_nothing(texts(16)),
        "vat_number": st.just(""),
        "postal_code": st.sampled_from(["", "0800", "80331", "SW1A 1AA"]),
        "province": st.sampled_from(["", "TI", "BY"]),
    }
)
BERLIN = VatNumber.parse("DE136695976", "DE").text


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    given_name, family_name = draw(NAMES), draw(NAMES)
    facts = draw(st.fixed_dictionaries(STATES))
    code = draw(or_nothing(personal_codes()))
    name = f"{given_name} {family_name}"
    return facts | {"name": name, "family_name": family_name, "tax_code": code, "kind": None}


@st.composite
def registers(draw: st.DrawFn) -> list[MemberLine]:
    """Members of different names, each with a number of its own."""
    found = draw(
        st.lists(
            AT_HOME | ABROAD | people(), max_size=4, unique_by=lambda facts: fold(facts["name"])
        )
    )
    return [MemberLine(number=number, **facts) for number, facts in enumerate(found, start=1)]


SAME = (
    "name", "short_name", "kind", "category", "founder", "size", "status", "tax_code", "vat_number",
    "address", "postal_code", "city", "province", "pec", "email", "phone", "website", "ipa_code",
    "sector",
)  # fmt: skip


SAID = (
    *SAME, "register_number", "family_name", "given_name", "sdi_code", "country", "joined_on",
    "left_on", "person", "notes", "custom", "duplicate_of",
)  # fmt: skip


def of_line(line: MemberLine) -> dict[str, Any]:
    """What a line says, by the names of a draft."""
    more = {
        "register_number": line.number,
        "family_name": line.family_name,
        "given_name": line.name.removesuffix(line.family_name).strip() if line.family_name else "",
        "sdi_code": line.recipient_code,
        "country": line.country or "IT",
        "joined_on": line.member_since,
        "left_on": line.member_until,
        "person": line.kind is None,
        "founder": line.founder or line.category is MemberCategory.FOUNDER,
        "notes": "",
        "custom": (),
        "duplicate_of": None,
    }
    return {field: getattr(line, field) for field in SAME} | more


def of_draft(draft: MemberDraft) -> dict[str, Any]:
    return {field: getattr(draft, field) for field in SAID}


def written(lines: list[MemberLine], kind: str) -> bytes:
    listed = MembersList(as_of=DAY, year=2026, lines=lines, scope=SCOPE)
    return members_workbook(listed) if kind == "xlsx" else csv_bytes(members_sheet(listed))


@given(
    lines=registers(),
    kind=st.sampled_from(["csv", "csv", "csv", "xlsx"]),  # a workbook takes ten times as long
    language=st.sampled_from(["it", "en"]),
)
def test_what_is_exported_is_read_back_to_the_letter(
    lines: list[MemberLine], kind: str, language: str
) -> None:
    set_language(language)
    reading = read_members(f"soci.{kind}", written(lines, kind))
    assert [of_draft(draft) for draft in reading.drafts] == [of_line(line) for line in lines]


@pytest.fixture
def founded(file_desk: Desk) -> Desk:
    """A desk for all examples of a property: its name stands above the list."""
    found(file_desk)
    return file_desk


@dataclass(frozen=True)
class Trip:
    """What a list said when it was exported, what importing it did, and what it says from there."""

    said: list[dict[str, Any]]
    again: MembersImported
    elsewhere: list[dict[str, Any]]
    organisations: int


def there_and_back(desk: Desk, drafts: Sequence[MemberDraft]) -> Trip:
    """Import into an empty desk and export; import that again, and into another empty desk."""

    def exported(tx: Tx) -> tuple[MemberDraft, ...]:
        content = members_file(tx.session, on=DAY, year=DAY.year).content
        reading = read_members("soci.xlsx", content)
        assert (reading.unknown_columns, reading.other_sheets) == ((), ())
        return reading.drafts

    def stay(tx: Tx, _command: None) -> tuple[tuple[MemberDraft, ...], MembersImported]:
        import_members(tx, ImportMembers(drafts=tuple(drafts)))
        found = exported(tx)
        return found, import_members(tx, ImportMembers(drafts=found))

    def move(tx: Tx, _command: None) -> tuple[tuple[MemberDraft, ...], int]:
        import_members(tx, ImportMembers(drafts=first))
        count = tx.session.scalar(select(func.count()).select_from(Organisation))
        return exported(tx), count or 0

    first, again = desk.preview(stay, None).value
    then, organisations = desk.preview(move, None).value
    return Trip([*map(of_draft, first)], again, [*map(of_draft, then)], organisations)


@pytest.mark.slow
@settings(max_examples=runs(200, 5000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=registers())
def test_the_whole_list_moves_to_another_desk_and_changes_nothing_in_its_own(
    founded: Desk, lines: list[MemberLine]
) -> None:
    drafts = read_members("soci.csv", written(lines, "csv")).drafts
    trip = there_and_back(founded, drafts)
    assert trip.elsewhere == trip.said
    again = trip.again
    assert (again.unchanged, again.updated, again.problems) == (len(lines), 0, ())
    assert len(trip.said) == len(lines)


def test_who_came_back_keeps_both_numbers_and_departments_of_one_code_stay_apart(
    founded: Desk,
) -> None:
    gone = MemberDraft(
        row=1,
        name="Università – Chimica",
        tax_code="80012340198",
        register_number=3,
        status=MembershipStatus.WITHDRAWN,
        joined_on=date(2024, 1, 1),
        left_on=date(2025, 12, 31),
    )
    back = replace(gone, row=2, register_number=9, status=None, left_on=None, chapter_of=1)
    other = replace(gone, row=3, register_number=5, name="Università – Fisica")
    trip = there_and_back(founded, [gone, back, other])
    assert sorted(member["register_number"] for member in trip.said) == [3, 5, 9]
    assert trip.elsewhere == trip.said
    assert (trip.again.unchanged, trip.organisations) == (3, 2)
