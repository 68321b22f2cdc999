"""How fees are collected: where they are paid, reminders, interest, cash, and who has no vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from cluster_desk.domain.collecting import CollectingTerms
from cluster_desk.domain.dunning import Ladder
from cluster_desk.domain.duties import CASH_LIMITS, DatedAmount
from cluster_desk.domain.interest import LEGAL_RATES
from cluster_desk.domain.members import MemberCategory
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_text, parse_date
from cluster_desk.formats.money import money_text, parse_money
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.settings import collecting_terms
from cluster_desk.queries.treasury.categories import category_rows
from cluster_desk.queries.treasury.journal import account_rows
from cluster_desk.running import Outcome
from cluster_desk.services.association.collecting import set_collecting
from ui.kit.binding import Form
from ui.kit.entry_fields import yes_no_field
from ui.kit.fields import Choice, ChoiceField, DigitsField, Field, LineField, NoteField
from ui.pages.page import Page
from ui.settings.asking import whole_number
from ui.settings.form_panel import FormPanel

_PAYING = "fees_account:6 fees_category:6 bank_name:6 bank_bic:3 days_to_pay:3"
_LADDER = (
    "first:4 second:4 third:4 days_to_answer:4 grace_days:4 mandate_days:4"
    " public_body_days:4 public_body_highest:4"
)
_LATE = "asks_interest:4 legal_rates:4 cash_limits:4"
_WORDS = "notice_title:6 vat_reference:6"


class UnreadableLine(DeskError):
    """A line that is not a year and a rate, or a day and an amount."""

    message = N_("«{line}» cannot be read: write a line like {example}.")


@dataclass(frozen=True, kw_only=True)
class Collecting:
    """The terms, and what there is to choose from."""

    terms: CollectingTerms
    accounts: Sequence[tuple[str, str]]
    categories: Sequence[tuple[str, str]]


class CollectingPanel(FormPanel):
    """One gesture writes them all; what nobody decided has the value of the program."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"association", "treasury"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        form = Form(_fields(self.workspace.today()))
        voteless = " ".join(f"voteless_{each.value}:4" for each in MemberCategory)
        cards = [
            self.card(_("Where fees are paid"), _PAYING, form),
            self.card(_("Reminders, in days"), _LADDER, form),
            self.card(_("Interest and cash"), _LATE, form),
            self.card(_("Words of requests of payment"), _WORDS, form),
            self.card(_("Members without a vote"), voteless, form),
        ]
        self.lay_out(cards, form, draft="collecting")

    def load(self) -> None:
        today = self.workspace.today()
        self.workspace.read(_collecting, on=today, then=self._show, lane="settings-collecting")

    def save(self) -> None:
        values = self.form.values()
        if values is None:
            self.tell()
            return
        self.workspace.write(
            set_collecting,
            _terms(values),
            then=self._saved,
            refused=self.refused,
            sight=self.sight,
        )

    def discard(self) -> None:
        self.fill(self._texts)
        self.banner.leave()

    def _show(self, found: Collecting) -> None:
        fields, none = self.form.fields, ("", _("The first bank account"))
        _offer(fields["fees_account"], [none, *found.accounts])
        _offer(fields["fees_category"], found.categories)
        self._texts = _texts(found.terms)
        if not self.is_dirty:
            self.fill(self._texts)
        self.was_loaded = True
        self.changed.emit()

    def _saved(self, outcome: Outcome[Any]) -> None:
        self.saved(outcome)
        self.load()


def _collecting(session: Any, *, on: date) -> Collecting:
    banks = [row for row in account_rows(session, on=on) if row.kind is AccountKind.BANK]
    incoming = [row for row in category_rows(session) if row.direction is Direction.INCOME]
    terms = collecting_terms(session)
    categories = [(row.code, row.name) for row in incoming]
    if terms.fees_category not in dict(categories):
        categories.append((terms.fees_category, terms.fees_category))
    accounts = [(row.code, row.name) for row in banks]
    return Collecting(terms=terms, accounts=accounts, categories=categories)


def _offer(field: Field, choices: Sequence[tuple[str, str]]) -> None:
    chosen, box = field.text(), field.editor
    assert isinstance(box, Choice)
    box.clear()
    for key, text in choices:
        box.addItem(text, key)
    field.set_text(chosen)


def _fields(today: date) -> dict[str, Field]:
    return {**_paying_fields(), **_ladder_fields(), **_late_fields(today), **_voteless_fields()}


def _paying_fields() -> dict[str, Field]:
    return {
        "fees_account": ChoiceField(_("Account of the fees"), []),
        "fees_category": ChoiceField(_("Category of the fees"), []),
        "bank_name": LineField(_("Name of the bank"), longest=100),
        "bank_bic": LineField(_("BIC of the bank"), longest=11),
        "days_to_pay": _days(_("Days to pay"), _("Where the due day of the year is past.")),
        "notice_title": LineField(
            _("Title of the requests of payment"),
            longest=60,
            hint=_("With a title of its own, such as «debit note», it bears stamp duty."),
        ),
        "vat_reference": LineField(
            _("Provision on VAT"),
            longest=200,
            hint=_("After the wording on VAT, as the accountant says."),
        ),
    }


def _ladder_fields() -> dict[str, Field]:
    return {
        "first": _days(_("First reminder, after the due day")),
        "second": _days(_("Second reminder, after the due day")),
        "third": _days(_("Formal notice, after the due day")),
        "days_to_answer": _days(_("To pay after a reminder")),
        "grace_days": _days(_("To pay after the formal notice")),
        "mandate_days": _days(_("A payment order under way waits")),
        "public_body_days": _days(_("More days for public bodies")),
        "public_body_highest": _days(
            _("Last reminder to public bodies"), _("1, 2 or 3: 3 is the formal notice.")
        ),
    }


def _late_fields(today: date) -> dict[str, Field]:
    known = max(LEGAL_RATES)
    limit = max(CASH_LIMITS, key=lambda each: each.from_on)
    return {
        "asks_interest": yes_no_field(
            _("Ask for legal interest"), hint=_("Art. 1284 c.c., in reminders.")
        ),
        "legal_rates": _lines(
            _("Rates of later years"),
            _("One a line, such as 2027 1,25. Known up to {year}: {rate} %.").format(
                year=known, rate=money_text(Money(LEGAL_RATES[known]))
            ),
            _rates,
        ),
        "cash_limits": _lines(
            _("Own limits of cash"),
            _("One a line, such as 01/01/2027 4.999,99. Empty: {amount} € since {date}.").format(
                amount=money_text(limit.amount), date=date_text(limit.from_on)
            ),
            lambda typed: _limits(typed, today),
        ),
    }


def _voteless_fields() -> dict[str, Field]:
    words = _("{category}: no vote")
    return {
        f"voteless_{each.value}": yes_no_field(words.format(category=each.label))
        for each in MemberCategory
    }


def _days(label: str, hint: str = "") -> DigitsField:
    wanted = _("Write the value.")
    return DigitsField(label, longest=4, required=wanted, hint=hint, parse=whole_number)


def _lines(label: str, hint: str, parse: Any) -> NoteField:
    field = NoteField(label, hint=hint, lines=3)
    field.parse = parse
    return field


def _rates(typed: str) -> dict[int, int]:
    found = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        year, _blank, rate = line.partition(" ")
        try:
            found[whole_number(year)] = parse_money(rate.replace("%", "").strip()).cents
        except DeskError as error:
            raise UnreadableLine(line=line, example="2027 1,25") from error
    return found


def _limits(typed: str, today: date) -> tuple[DatedAmount, ...]:
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        day, _blank, amount = line.partition(" ")
        try:
            found.append(DatedAmount(parse_date(day, today=today), parse_money(amount.strip())))
        except DeskError as error:
            raise UnreadableLine(line=line, example="01/01/2027 4.999,99") from error
    return tuple(found)


def _texts(terms: CollectingTerms) -> dict[str, str]:
    ladder = terms.ladder
    days = [*map(str, ladder.days_after), "", ""]
    texts = {
        "fees_account": terms.fees_account,
        "fees_category": terms.fees_category,
        "bank_name": terms.bank_name,
        "bank_bic": terms.bank_bic,
        "days_to_pay": str(terms.days_to_pay),
        "first": days[0],
        "second": days[1],
        "third": days[2],
        "asks_interest": "1" if terms.asks_interest else "",
        "legal_rates": "\n".join(
            f"{year} {money_text(Money(rate))}" for year, rate in sorted(terms.legal_rates.items())
        ),
        "cash_limits": "\n".join(
            f"{date_text(each.from_on)} {money_text(each.amount)}" for each in terms.cash_limits
        ),
        "notice_title": terms.notice_title,
        "vat_reference": terms.vat_reference,
    }
    texts |= {name: str(getattr(ladder, name)) for name in _LADDER_DAYS}
    voteless = {f"voteless_{each.value}": each in terms.voteless for each in MemberCategory}
    return texts | {name: "1" if on else "" for name, on in voteless.items()}


_LADDER_DAYS = (
    "days_to_answer",
    "grace_days",
    "mandate_days",
    "public_body_days",
    "public_body_highest",
)


def _terms(values: dict[str, Any]) -> CollectingTerms:
    days = tuple(values[name] for name in ("first", "second", "third"))
    return CollectingTerms(
        days_to_pay=values["days_to_pay"],
        ladder=Ladder(days_after=days, **{name: values[name] for name in _LADDER_DAYS}),
        asks_interest=bool(values["asks_interest"]),
        legal_rates=values["legal_rates"] or {},
        cash_limits=values["cash_limits"] or (),
        voteless=tuple(each for each in MemberCategory if values[f"voteless_{each.value}"]),
        **{name: values[name] or "" for name in _PLAIN},
    )


_PLAIN = (
    "fees_account",
    "fees_category",
    "bank_name",
    "bank_bic",
    "notice_title",
    "vat_reference",
)
