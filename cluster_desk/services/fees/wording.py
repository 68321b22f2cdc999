"""Find the words of documents about fees: the association's texts, its officers, its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.duties import stamp_due
from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.rule_kinds import DecidingBody
from cluster_desk.domain.statute import RULES
from cluster_desk.errors import Refused
from cluster_desk.i18n import N_, _, pgettext, speaking
from cluster_desk.queries.association import (
    Profile,
    StampRuleRow,
    own_text,
    profile,
    setting,
    stamp_rule,
    statute_rules,
)
from cluster_desk.queries.fees.officers import Officer, officers
from cluster_desk.queries.fees.settings import collecting_account
from cluster_desk.reports.pdf.letterhead import Signature
from cluster_desk.reports.texts.defaults import TextKey, known_names, shipped_template
from cluster_desk.reports.texts.rendering import RenderedText, Rule, render
from cluster_desk.reports.texts.template import Template
from cluster_desk.reports.texts.titles import ASSEMBLY, BOARD, BodyTitle, OfficeTitle
from cluster_desk.services.documents import NoAssociation
from cluster_desk.tx import Tx

SPEAKS = "it"


class RuleUnconfirmed(Refused):
    """The text prints a rule that nobody compared with the statute."""

    message = N_("Compare with the statute and confirm first: {rule}.")


@dataclass(frozen=True)
class Stamped:
    """The stamp duty of a document and the words that say how it is met."""

    duty: Money
    wording: str


class Wording:
    """What the texts of one use-case share, read once; as of the day of the documents."""

    def __init__(self, tx: Tx, *, on: date) -> None:
        self._tx = tx
        self._on = on
        self._templates: dict[TextKey, Template] = {}
        self._stamp_rules: dict[str, StampRuleRow] = {}

    @cached_property
    def association(self) -> Profile:
        """NoAssociation in an empty desk."""
        found = profile(self._tx.session, on=self._on)
        if found is None:
            raise NoAssociation
        return found

    @cached_property
    def officers(self) -> Mapping[SeatRole, Officer]:
        """President and treasurer of the day."""
        return officers(self._tx.session, on=self._on)

    @cached_property
    def iban(self) -> str:
        """Of the account fees are paid to; empty where none has one."""
        return collecting_account(self._tx.session)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Article and confirmation of every rule of the statute."""
        found = statute_rules(self._tx.session)
        return {key: Rule(found.article(key), found.is_confirmed(key)) for key in RULES}

    def flag(self, key: str) -> bool:
        """A rule of the statute that is yes or no."""
        return statute_rules(self._tx.session).flag(key)

    def deciding_body(self, key: str) -> BodyTitle:
        """The body that a rule gives a decision to, with its article."""
        body = statute_rules(self._tx.session).choice(key, DecidingBody)
        return ASSEMBLY if body is DecidingBody.ASSEMBLY else BOARD

    def template(self, key: TextKey) -> Template:
        """The association's own version, else the shipped one."""
        if key not in self._templates:
            own = own_text(self._tx.session, key.value, SPEAKS)
            self._templates[key] = (
                Template.parse(own, known=known_names(key)) if own else shipped_template(key)
            )
        return self._templates[key]

    def say(self, template: Template, values: Mapping[str, object]) -> RenderedText:
        """TextIncomplete for what is lacking, RuleUnconfirmed for rules nobody checked."""
        said = render(template, {**self.everywhere, **values}, rules=self.rules, language=SPEAKS)
        if said.unconfirmed:
            labels = ", ".join(_(RULES[key].label) for key in said.unconfirmed)
            raise RuleUnconfirmed(rule=labels)
        return said

    @cached_property
    def everywhere(self) -> Mapping[str, object]:
        """What any text may print."""
        about = self.association
        values: dict[str, object] = {
            "association_name": about.name,
            "association_address": about.address_line,
            "association_tax_code": about.tax_code,
            "place": about.city,
            "document_date": self._on,
            "iban": grouped(self.iban),
        }
        for role, name in ((SeatRole.PRESIDENT, "president"), (SeatRole.TREASURER, "treasurer")):
            officer = self.officers.get(role)
            if officer is not None:
                values[name] = OfficeTitle(title(officer), officer.is_feminine)
                values[f"{name}_name"] = officer.name
        return values

    def signature(self, *roles: SeatRole) -> Signature:
        """Of the first office of these that is filled, else for the association."""
        officer = next((self.officers[role] for role in roles if role in self.officers), None)
        with speaking(SPEAKS):
            if officer is None:
                return Signature(title=_("For the association"), name="")
            return Signature(title=title(officer), name=officer.name)

    @cached_property
    def vat(self) -> str:
        """The wording on VAT; setting `vat_reference` names the provision."""
        reference = setting(self._tx.session, "vat_reference", "")
        values = {"vat_reference": f", {reference}" if reference else ""}
        return self.say(self.template(TextKey.VAT_WORDING), values).plain

    def stamp(
        self, kind: str, amount: Money, *, identifier: str = "", stamped_on: date | None = None
    ) -> Stamped:
        """Stamp duty of a document of this kind; nothing up to the threshold (DOMAIN §3)."""
        if not stamp_due(amount, StampTreatment.DUE):
            return Stamped(ZERO, "")
        if kind not in self._stamp_rules:
            self._stamp_rules[kind] = stamp_rule(self._tx.session, kind, on=self._on)
        rule = self._stamp_rules[kind]
        keys = {
            StampTreatment.DUE: TextKey.STAMP_DUE,
            StampTreatment.VIRTUAL: TextKey.STAMP_VIRTUAL,
            StampTreatment.EXEMPT: TextKey.STAMP_EXEMPT,
        }
        values = {
            "stamp_identifier": identifier,
            "stamp_date": stamped_on or self._on,
            "stamp_authorization": rule.reference,
            "stamp_reference": f", {rule.reference}" if rule.reference else "",
        }
        words = self.say(self.template(keys[rule.treatment]), values).plain
        return Stamped(stamp_due(amount, rule.treatment), words)


def title(officer: Officer) -> str:
    """The name of the office in the gender of who holds it."""
    with speaking(SPEAKS):
        if officer.role is SeatRole.TREASURER and officer.is_feminine:
            return pgettext("woman", "Treasurer")
        return officer.role.label


def grouped(iban: str) -> str:
    """In fours, as it is read aloud."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def around(template: Template, field: str, *drawn: str) -> tuple[Template, Template]:
    """The text before and after the list that the layout draws as a table.

    Lines that print one of `drawn` are left out after it: the layout draws them too.
    """
    mark = f"{{{field}}}"
    lines = template.body.split("\n")
    at = next((i for i, line in enumerate(lines) if mark in line), len(lines))
    before = [*lines[:at], *(line.replace(mark, "").strip() for line in lines[at : at + 1])]
    own = tuple(f"{{{name}}}" for name in drawn)
    after = [line for line in lines[at + 1 :] if not any(name in line for name in own)]
    return (
        replace(template, parts=(), body="\n".join(filter(None, before))),
        replace(template, parts=(), body="\n".join(after)),
    )
