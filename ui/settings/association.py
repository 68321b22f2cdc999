"""Who the association is: name, codes, seat, and how it is reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cluster_desk.domain.codes import EmailAddress, FiscalCode, PostalCode, VatNumber
from cluster_desk.errors import Conflict, DeskError
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.association import Profile
from cluster_desk.queries.association_record import AssociationRecord, association_record
from cluster_desk.running import Outcome
from cluster_desk.services.association.profile import (
    EditAssociation,
    FoundAssociation,
    edit_association,
    found_association,
)
from ui.kit.binding import Form
from ui.kit.entry_fields import day_field
from ui.kit.fields import DigitsField, Field, LineField
from ui.pages.page import Page
from ui.pages.province_field import ProvinceField
from ui.settings.form_panel import FormPanel

_NAME = "name:8 short_name:4 tax_code:4 vat_number:4 founded_on:4"
_SEAT = "address:5 postal_code:2 city:3 province:2"
_REACH = "pec:6 email:6 phone:4 website:8"
_KEPT = "name short_name tax_code vat_number address postal_code city province"
FIELDS = (*_KEPT.split(), "pec", "email", "phone", "website")


class AssociationPanel(FormPanel):
    """In an empty desk it makes the association; afterwards it changes it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._version = 0
        form = Form(profile_fields(self.workspace.today))
        note = _("* required, the rest is optional")
        self.lay_out(
            [
                self.card(_("Name and codes"), _NAME, form, note=note),
                self.card(_("Registered seat"), _SEAT, form),
                self.card(_("How it is reached"), _REACH, form),
            ],
            form,
            draft="association",
        )

    def load(self) -> None:
        today = self.workspace.today()
        self.workspace.read(association_record, on=today, then=self._show, lane="settings-profile")

    def save(self) -> None:
        values = self.form.values()
        if values is None:
            self.tell()
            return
        asked = {name: value for name, value in values.items() if value is not None}
        profile = FoundAssociation(**asked)
        if self._version:
            command = EditAssociation(version=self._version, profile=profile)
            self.workspace.write(edit_association, command, then=self._saved, refused=self._refused)
        else:
            self.workspace.write(
                found_association, profile, then=self._saved, refused=self._refused
            )

    def discard(self) -> None:
        self.form.load(self._texts)
        self.banner.leave()
        self.load()

    def _show(self, record: AssociationRecord | None) -> None:
        dirty = self.is_dirty
        self._texts = profile_texts(record.profile) if record else dict.fromkeys(self._names(), "")
        if not dirty:
            self._version = record.version if record else 0
            self.form.load(self._texts)
        self.was_loaded = True
        self.changed.emit()

    def _names(self) -> tuple[str, ...]:
        return tuple(self.form.fields)

    def _saved(self, outcome: Outcome[Any]) -> None:
        self.saved(outcome)
        self.load()

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, Conflict):
            # The next save stands on what is there now: it was said, and is in the person's hands.
            self.workspace.read(
                association_record, on=self.workspace.today(), then=self._take_version
            )
        self.refused(error)

    def _take_version(self, record: AssociationRecord | None) -> None:
        if record is None:
            return
        self._version = record.version
        theirs = profile_texts(record.profile)
        for name, text in self.form.texts().items():
            if theirs[name] != text:
                said = _("Meanwhile somebody wrote «{value}» here.").format(value=theirs[name])
                self.form.fields[name].show_problem(said, "warn")


def profile_fields(today: Callable[[], date]) -> dict[str, Field]:
    """What is asked of an association, here and when a desk begins."""
    email = _("name@domain.it")
    return {
        "name": LineField(
            _("Full name"),
            required=_("Write the name as it stands in the statute."),
            hint=_("It stands on every document."),
        ),
        "short_name": LineField(_("Short name"), longest=80, hint=_("Shown in the window.")),
        "tax_code": _code(
            _("Tax code"), lambda typed: FiscalCode.parse(typed).text, _("11 digits for bodies.")
        ),
        "vat_number": _code(
            _("VAT number"),
            lambda typed: VatNumber.parse(typed).text,
            _("Only where the association has one."),
        ),
        "founded_on": day_field(_("Founded on"), today, hint=_("Day of the deed.")),
        "address": LineField(_("Street and number"), longest=200),
        "postal_code": _code(_("Postal code"), lambda typed: PostalCode.parse(typed).text),
        "city": LineField(_("Town"), longest=100),
        "province": ProvinceField(),
        "pec": LineField(
            _("Certified e-mail"),
            longest=200,
            example=email,
            parse=lambda typed: EmailAddress.parse(typed).text,
        ),
        "email": LineField(
            _("E-mail"),
            longest=200,
            example=email,
            parse=lambda typed: EmailAddress.parse(typed).text,
        ),
        "phone": LineField(_("Telephone"), longest=40, example="+39 0373 000000"),
        "website": LineField(_("Website"), longest=200),
    }


def profile_texts(profile: Profile) -> dict[str, str]:
    """What stands in the fields."""
    texts = {name: getattr(profile, name) for name in FIELDS}
    texts["founded_on"] = date_text(profile.founded_on) if profile.founded_on else ""
    return texts


def _code(label: str, parse: Callable[[str], object], hint: str = "") -> DigitsField:
    return DigitsField(label, longest=20, hint=hint, parse=parse)
