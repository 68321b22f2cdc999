"""Give the list of members in Excel, as of a day, in the columns that can be imported again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.workbook.about import about_text
from cluster_desk.reports.workbook.model import Column, Kind, Scope, Sheet, Value, Workbook
from cluster_desk.reports.workbook.package import build


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLine:
    """A member on a day. `kind` is None of a person; money is that of the list's year.

    `family_name` is the end of a person's name, `member_until` the day on which it ends or ended.
    """

    number: int | None
    name: str
    family_name: str = ""
    short_name: str = ""
    kind: OrganisationKind | None = None
    category: MemberCategory | None = None
    founder: bool = False
    size: SizeClass | None = None
    status: MembershipStatus | None = None
    tax_code: str = ""
    vat_number: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    pec: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    recipient_code: str = ""
    ipa_code: str = ""
    sector: str = ""
    member_since: date | None = None
    member_until: date | None = None
    due: Money
    paid: Money
    outstanding: Money
    may_vote: bool


@dataclass(frozen=True, kw_only=True)
class MembersList:
    """The members shown, in their order, as of a day; `year` is that of the amounts."""

    as_of: date
    year: int
    lines: Sequence[MemberLine]
    scope: Scope


COLUMNS = (
    Column(N_("No."), Kind.INTEGER, 6, N_("Number in the register of members; never given twice")),
    Column(N_("Name of the organisation"), Kind.TEXT, 40),
    Column(N_("Family name"), Kind.TEXT, 16, N_("Of a natural person")),
    Column(N_("Short name"), Kind.TEXT, 18),
    Column(N_("Type of organisation"), Kind.TEXT, 18, N_("What the organisation is")),
    Column(N_("Category"), Kind.TEXT, 14, N_("Category of the statute")),
    Column(N_("Founder"), Kind.YES_NO, 10),
    Column(N_("Size class"), Kind.TEXT, 14, N_("As declared, by Recommendation 2003/361/EC")),
    Column(
        N_("Membership status"), Kind.TEXT, 12, N_("State of the membership on the day of the list")
    ),
    Column(N_("Tax code"), Kind.CODE, 19),
    Column(N_("VAT number"), Kind.CODE, 14),
    Column(N_("Address"), Kind.TEXT, 30),
    Column(N_("Postal code"), Kind.CODE, 8),
    Column(N_("Municipality"), Kind.TEXT, 20),
    Column(N_("Prov."), Kind.CENTRED, 7),
    Column(N_("Country"), Kind.CENTRED, 8),
    Column(N_("PEC"), Kind.TEXT, 30, N_("Certified e-mail address")),
    Column(N_("E-mail"), Kind.TEXT, 30),
    Column(N_("Telephone"), Kind.CODE, 17),
    Column(N_("Website"), Kind.TEXT, 24),
    Column(N_("Recipient code"), Kind.CODE, 13, N_("For electronic invoices, seven characters")),
    Column(N_("IPA code"), Kind.CODE, 11, N_("Of a public body, in the IPA index")),
    Column(N_("Sector"), Kind.TEXT, 22),
    Column(N_("Member since"), Kind.DATE, 12),
    Column(N_("Member until"), Kind.DATE, 12),
    Column(N_("Amount due"), Kind.MONEY, 13, N_("Charged for the year"), is_summed=True),
    Column(N_("Amount paid"), Kind.MONEY, 13, N_("Of what is due for the year"), is_summed=True),
    Column(
        N_("Outstanding"),
        Kind.MONEY,
        13,
        N_("Still to be paid on the day of the list, earlier years included"),
        is_summed=True,
    ),
    Column(N_("Vote"), Kind.YES_NO, 8, N_("Whether the member may vote on the day of the list")),
)


def members_workbook(members: MembersList) -> bytes:
    """The list as xlsx."""
    return build(
        Workbook(title=_("Members"), scope=members.scope, sheets=(members_sheet(members),))
    )


def members_sheet(members: MembersList) -> Sheet:
    """The list as a sheet, for a workbook or a CSV file."""
    day = _("as of {day}").format(day=date_text(members.as_of))
    year = _("amounts of {year}").format(year=members.year)
    return Sheet(
        name=_("Members"),
        title=_("Members"),
        about=about_text(members.scope, day, year),
        columns=COLUMNS,
        rows=[_row(line) for line in members.lines],
        key_columns=2,
        total_label_column=1,
        nothing=_("No member answers to these filters."),
        header_height=30,
    )


def _row(line: MemberLine) -> tuple[Value, ...]:
    return (
        line.number,
        line.name,
        line.family_name,
        line.short_name,
        line.kind.label if line.kind else _("Natural person"),
        line.category.label if line.category else None,
        line.founder,
        line.size.label if line.size else None,
        line.status.label if line.status else None,
        line.tax_code,
        line.vat_number,
        line.address,
        line.postal_code,
        line.city,
        line.province,
        line.country,
        line.pec,
        line.email,
        line.phone,
        line.website,
        line.recipient_code,
        line.ipa_code,
        line.sector,
        line.member_since,
        line.member_until,
        line.due,
        line.paid,
        line.outstanding,
        line.may_vote,
    )
