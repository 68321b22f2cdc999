"""Act two: the members, each invented, with the cases a secretary meets in a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from cluster_desk.domain.codes import check_digit_11
from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import MemberCategory, OrganisationKind, SizeClass
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.services.demo.stage import Stage
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.importing import ImportMembers, import_members

APPLIED_ON, ABROAD_ON = date(2026, 10, 26), date(2026, 2, 10)
K, C, S = OrganisationKind, MemberCategory, SizeClass
NAMED: tuple[tuple[str, OrganisationKind, MemberCategory, SizeClass, str], ...] = (
    ("Brianza Make-Up S.r.l.", K.COMPANY, C.FOUNDER, S.SMALL, "Make-up"),
    ("Officine Belletti S.p.A.", K.COMPANY, C.FOUNDER, S.LARGE, "Conto terzi"),
    ("Serio Pack S.r.l.", K.COMPANY, C.FOUNDER, S.MEDIUM, "Packaging"),
    ("Ateneo Demo Nord", K.UNIVERSITY, C.FOUNDER, S.NONE, "Ricerca"),
    ("Istituto Ricerche Dermocosmetiche", K.RESEARCH_CENTRE, C.FOUNDER, S.NONE, "Ricerca"),
    ("Consorzio Filiera Beauty", K.CONSORTIUM, C.FOUNDER, S.NONE, "Servizi"),
    ("Adda Botanica S.r.l. Società Benefit", K.COMPANY, C.ORDINARY, S.MICRO, "Materie prime"),
    ("Lario Biotech S.r.l.", K.COMPANY, C.ORDINARY, S.MICRO, "Ricerca"),
    ("Comune di Vallecrema", K.PUBLIC_BODY, C.SUPPORTER, S.NONE, "Servizi"),
    ("Camera Demo", K.CHAMBER, C.SUPPORTER, S.NONE, "Servizi"),
    ("Fondazione Demo ITS", K.TRAINING_BODY, C.ORDINARY, S.NONE, "Formazione"),
)
PUBLIC = frozenset({K.PUBLIC_BODY, K.CHAMBER, K.UNIVERSITY})
SIZES = (S.MICRO, S.SMALL, S.SMALL, S.SMALL, S.MEDIUM, S.MEDIUM, S.LARGE)


def admit_all(stage: Stage) -> None:
    """The founders on the first day, the others over the winter, the special cases later."""
    drafts = [_draft(stage, i) for i in range(stage.members)]
    founders = tuple(d for d in drafts if d.category is C.FOUNDER)
    others = tuple(d for d in drafts if d.category is not C.FOUNDER)
    stage.do(stage.founded_on, import_members, ImportMembers(drafts=founders))
    winter = date(stage.founded_on.year + 1, 1, 20)
    stage.do(winter, import_members, ImportMembers(drafts=others))
    stage.on(ABROAD_ON, lambda: _admit_from_abroad(stage))
    stage.on(APPLIED_ON, lambda: _apply(stage))
    _endings(stage)


def vat_number(stage: Stage) -> str:
    """A number that is formally right and belongs to nobody on purpose."""
    digits = f"{stage.chance.randrange(8_000_000):07d}{stage.chance.randrange(1, 101):03d}"
    return digits + check_digit_11(digits)


def body_code(stage: Stage) -> str:
    """The tax code of a body that is not subject to VAT."""
    digits = f"9{stage.chance.randrange(1_000_000):06d}{stage.chance.randrange(1, 101):03d}"
    return digits + check_digit_11(digits)


def _draft(stage: Stage, index: int) -> MemberDraft:
    if index < len(NAMED):
        name, kind, category, size, sector = NAMED[index]
    else:
        name, kind, category, size, sector = _invented(stage, index)
    town, province, postal_code = stage.pick("towns")
    is_body = kind in PUBLIC
    code = body_code(stage) if is_body or kind is K.RESEARCH_CENTRE else vat_number(stage)
    host = fold(name).replace(" ", "-")[:30].strip("-")
    woman = stage.chance.random() < 0.5
    given = stage.pick("given_f" if woman else "given_m")
    joined = stage.founded_on if category is C.FOUNDER else _joined(stage)
    return MemberDraft(
        row=index + 2,
        name=name,
        kind=kind,
        public_body=is_body,
        category=category,
        size=size,
        joined_on=joined,
        tax_code=code,
        vat_number="" if code.startswith("9") else code,
        address=f"{stage.pick('streets')} {stage.chance.randrange(1, 90)}",
        postal_code=postal_code,
        city=town,
        province=province,
        pec=f"{host}@pec.esempio.it",
        email=f"info@{host}.esempio.it",
        phone=f"0373 {stage.chance.randrange(100000, 999999)}",
        website=f"{host}.esempio.it",
        sector=sector,
        legal_representative=f"{given} {stage.pick('family')}",
    )


def _joined(stage: Stage) -> date:
    late = stage.chance.random() < 0.15
    days = stage.chance.randrange(190, 260) if late else stage.chance.randrange(0, 36)
    return stage.founded_on + timedelta(days=1 + (days if not late else 30))


def _invented(
    stage: Stage, index: int
) -> tuple[str, OrganisationKind, MemberCategory, SizeClass, str]:
    first, second = stage.pick("first"), stage.pick("second")
    # thousands of names: from the second round on a number tells them apart
    turn = (index - len(NAMED)) // 400
    number = f" {turn + 1}" if turn else ""
    if stage.chance.random() < 0.06:
        name = f"Centro {first} {second}{number} n. {index}"
        return name, K.RESEARCH_CENTRE, C.ORDINARY, S.NONE, "Ricerca"
    form = stage.pick("forms")
    name = f"{first} {second}{number} {form}"
    category = C.AFFILIATE if stage.chance.random() < 0.05 else C.ORDINARY
    return name, K.COMPANY, category, stage.chance.choice(SIZES), stage.pick("sectors")


def _apply(stage: Stage) -> None:
    """One applicant, on whom the board decides next."""
    code = vat_number(stage)
    stage.do(
        APPLIED_ON,
        admit_member,
        AdmitMember(
            facts=OrganisationFacts(
                name="Nuova Essenza S.r.l.",
                tax_code=code,
                vat_number=code,
                address="Via dei Tigli 5",
                postal_code="26900",
                city="Lodi",
                province="LO",
                pec="nuova-essenza@pec.esempio.it",
                sector="Fragranze",
            ),
            size=S.SMALL,
            applied_on=APPLIED_ON,
        ),
    )


def _admit_from_abroad(stage: Stage) -> None:
    """One member abroad: no Italian codes, another kind of address."""
    stage.do(
        ABROAD_ON,
        admit_member,
        AdmitMember(
            facts=OrganisationFacts(
                name="Alpen Kosmetik Demo GmbH",
                country="CH",
                vat_number="CHE000000000",
                address="Musterstrasse 1",
                postal_code="6500",
                city="Bellinzona",
                email="info@alpen.esempio.ch",
                sector="Skincare",
            ),
            size=S.MEDIUM,
            admitted_on=ABROAD_ON,
            resolution_text="delibera CD n. 2/2026",
        ),
    )


def _endings(stage: Stage) -> None:
    """One leaves, one is suspended, one is excluded, each with its resolution."""
    last = stage.members
    story = (
        (last - 1, Kind.WITHDRAWAL, date(2026, 9, 14), "", ""),
        (last - 2, Kind.SUSPENSION, date(2026, 10, 7), "Procedura in corso", "CD n. 9/2026"),
        (
            last - 3,
            Kind.EXCLUSION,
            date(2026, 6, 30),
            "Gravi motivi (dimostrativo)",
            "assemblea n. 3/2026",
        ),
    )
    for member, kind, day, reason, resolution in story:
        withdrawal = kind is Kind.WITHDRAWAL
        command = RecordMembershipEvent(
            membership_id=member,
            kind=kind,
            on_day=None if withdrawal else day,
            received_on=day if withdrawal else None,
            notified_on=None if withdrawal else day,
            reason=reason,
            resolution_text=f"delibera {resolution}" if resolution else "",
        )
        stage.on(day, partial(_record, stage, day, command))


def _record(stage: Stage, day: date, command: RecordMembershipEvent) -> None:
    stage.do(day, record_membership_event, command)
