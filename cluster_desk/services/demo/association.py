"""Act one: the association, its statute, its years, accounts, categories, project and plan."""

from __future__ import annotations

from datetime import date, timedelta

from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.fees import ProRata, StampTreatment
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.services.association.profile import (
    AddRecognition,
    FoundAssociation,
    SetLegalForm,
    add_recognition,
    found_association,
    set_legal_form,
)
from cluster_desk.services.association.settings import (
    AddActivity,
    AddProject,
    OpenFiscalYear,
    SetSetting,
    SetStampRule,
    add_activity,
    add_project,
    open_fiscal_year,
    set_setting,
    set_stamp_rule,
)
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from cluster_desk.services.demo.stage import FOUNDED_ON, LAST_DAY, Stage
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    OpenAccount,
    add_category,
    open_account,
)

IBAN = "IT02W9999956841000000000001"
RULES = (
    ("admission", "board", "6"),
    ("withdrawal", "3", "8"),
    ("exclusion", "assembly", "9"),
    ("fee_rule", "assembly", "10"),
    ("arrears_vote", "yes", "10"),
    ("assembly_notice", "15", "13"),
    ("assembly_quorum", "at_least_half", "14"),
    ("assembly_quorum_second", "any_number", "14"),
    ("assembly_majority", "majority present", "14"),
    ("proxies", "3", "15"),
    ("voting_right", "0", "13"),
    ("board_notice", "7", "18"),
    ("board_chair", "president", "19"),
    ("board_quorum", "majority", "19"),
    ("board_majority", "majority present", "19"),
    ("board_tie", "president_prevails", "19"),
    ("remote_meetings", "yes", "20"),
    ("totalitarian_meeting", "yes", "18"),
)
IN, OUT = Direction.INCOME, Direction.EXPENSE
CATEGORIES = (
    ("QUOTE", "Quote associative", IN, "A1"),
    ("CONTRIBUTI", "Contributi da enti pubblici", IN, "A8"),
    ("SPONSOR", "Sponsorizzazioni", IN, "B3"),
    ("EVENTI-E", "Eventi per i soci", IN, "A3"),
    ("INTERESSI", "Interessi attivi", IN, "D1"),
    ("SEGRETERIA", "Segreteria e amministrazione", OUT, "E2"),
    ("SALE", "Affitto sale", OUT, "A3"),
    ("COMUNICAZIONE", "Comunicazione ed eventi", OUT, "A2"),
    ("CONSULENZE", "Consulenze tecniche", OUT, "A2"),
    ("VIAGGI", "Viaggi e missioni", OUT, "A5"),
    ("CANCELLERIA", "Cancelleria", OUT, "E1"),
    ("BANCA-U", "Spese bancarie", OUT, "D1"),
)


def found(stage: Stage) -> None:
    """Everything that stands before the first member."""
    day = stage.founded_on
    stage.do(day, found_association, _profile(day))
    wording = "associazione non riconosciuta"
    form = SetLegalForm(from_on=day, wording=wording, has_personality=False)
    stage.do(day, set_legal_form, form)
    stage.do(day, set_setting, SetSetting(key="demo_day", value=LAST_DAY.isoformat()))
    rules = tuple(
        SetRule(key=key, value=value, article=article, confirmed=True)
        for key, value, article in RULES
    )
    stage.do(day, set_rules, SetRules(rules=rules))
    _years(stage)
    _money(stage)
    stage.on(date(2026, 3, 2), lambda: _become_recognised(stage))
    stage.on(date(2026, 3, 9), lambda: _plan(stage))


def _become_recognised(stage: Stage) -> None:
    """Personality begins with the entry in the register, not with the deed (DOMAIN §10)."""
    day = stage.clock.today()
    stage.do(
        day,
        add_recognition,
        AddRecognition(
            kind="legal_personality",
            authority="Registro regionale delle persone giuridiche",
            act="Iscrizione n. 0000 (dimostrativa)",
            act_on=day,
        ),
    )
    form = SetLegalForm(from_on=day, wording="associazione riconosciuta", has_personality=True)
    stage.do(day, set_legal_form, form)


def _profile(founded_on: date) -> FoundAssociation:
    return FoundAssociation(
        name="Cluster Cosmetico Dimostrativo",
        short_name="Cluster Dimostrativo",
        tax_code="91000000199",
        address="Via delle Essenze 24",
        postal_code="26013",
        city="Crema",
        province="CR",
        email="segreteria@cluster.esempio.it",
        pec="cluster@pec.esempio.it",
        phone="0373 000000",
        website="cluster.esempio.it",
        founded_on=founded_on,
        sample=True,
    )


def _years(stage: Stage) -> None:
    """The first year is short, from the founding to its December; the others are whole."""
    starts = stage.founded_on
    for year in range(starts.year, LAST_DAY.year + 1):
        ends = date(year, 12, 31)
        span = OpenFiscalYear(year=year, starts_on=starts, ends_on=ends)
        stage.do(stage.founded_on, open_fiscal_year, span)
        starts = ends + timedelta(days=1)


def _money(stage: Stage) -> None:
    day = stage.founded_on
    stage.ids["BANCA"] = stage.do(
        day,
        open_account,
        OpenAccount(
            code="BANCA",
            name="Conto corrente",
            kind=AccountKind.BANK,
            iban=IBAN,
            opening=Money(15_000_00),
            opening_on=day,
        ),
    )
    cash = OpenAccount(
        code="CASSA",
        name="Cassa contanti",
        kind=AccountKind.CASH,
        opening=Money(200_00),
        opening_on=day,
    )
    stage.ids["CASSA"] = stage.do(day, open_account, cash)
    for code, name, direction, line in CATEGORIES:
        command = AddCategory(code=code, name=name, direction=direction, statement_line=line)
        stage.do(day, add_category, command)
    for kind in ("receipt", "payment_notice"):
        rule = SetStampRule(
            document_kind=kind,
            treatment=StampTreatment.EXEMPT,
            reference=" ai sensi dell’art. 7 della Tabella B allegata al D.P.R. 642/1972",
            from_on=day,
            confirmed=True,
        )
        stage.do(day, set_stamp_rule, rule)
    set_fees(stage, stage.founded_on.year + 1)


def set_fees(stage: Stage, year: int) -> None:
    """The same table every year, as the assembly of December resolved it."""
    stage.do(date(year, 1, 16), set_fee_schedule, _schedule(year))


def _schedule(year: int) -> SetFeeSchedule:
    sizes = {
        SizeClass.MICRO: 300_00,
        SizeClass.SMALL: 500_00,
        SizeClass.MEDIUM: 1_200_00,
        SizeClass.LARGE: 2_500_00,
        SizeClass.NONE: 1_000_00,
    }
    rates = [
        FeeRate(category=category, size=size, amount=Money(cents))
        for category in (MemberCategory.FOUNDER, MemberCategory.ORDINARY)
        for size, cents in sizes.items()
    ]
    rates.append(FeeRate(category=MemberCategory.SUPPORTER, size=None, amount=Money(250_00)))
    rates.append(FeeRate(category=MemberCategory.AFFILIATE, size=None, amount=Money(150_00)))
    return SetFeeSchedule(
        year=year,
        due_on=date(year, 3, 31),
        entry_fee=Money(0),
        pro_rata=ProRata.HALF_FROM_JULY,
        rates=tuple(rates),
        resolution_text=f"1/{year - 1}",
        resolution_on=FOUNDED_ON.replace(year=year - 1),
    )


def _plan(stage: Stage) -> None:
    stage.ids["project"] = stage.do(
        date(2026, 3, 9),
        add_project,
        AddProject(
            code="FILIERA-DEMO",
            title="Filiera cosmetica sostenibile (dimostrativo)",
            cup="E99J26000010009",
            funder="Bando regionale dimostrativo",
            from_on=date(2026, 3, 1),
            to_on=date(2027, 2, 28),
        ),
    )
    for code, title in (
        ("A1", "Animazione dei tavoli tematici"),
        ("A2", "Mappatura delle competenze"),
        ("A3", "Trasferimento tecnologico"),
    ):
        command = AddActivity(
            year=2026, code=code, title=title, project_id=stage.ids["project"],
            objective="Almeno 40 soggetti coinvolti" if code == "A1" else "",
        )  # fmt: skip
        stage.ids[code] = stage.do(date(2026, 3, 9), add_activity, command)
