"""Ask for an Italian province: its two letters, or its name, which becomes them."""

from __future__ import annotations

from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from cluster_desk.importers.provinces import province_code
from ui.kit.fields import LineField


class NotAProvince(DeskError):
    """Neither two letters nor the name of a province."""

    message = N_("Write the two letters of the province, such as MI.")


class ProvinceField(LineField):
    """`Milano` is read as `MI`, and shown so when the field is left."""

    def __init__(self) -> None:
        super().__init__(_("Prov."), longest=40, parse=province)
        self.left.connect(self._show_code)

    def _show_code(self) -> None:
        code = _code(self.text())
        if code:
            self.set_text(code)


def province(typed: str) -> str:
    """Its two letters; NotAProvince otherwise."""
    code = _code(typed)
    if not code:
        raise NotAProvince
    return code


def _code(typed: str) -> str:
    """Two letters are believed: provinces have come and gone."""
    plain = typed.strip()
    return plain.upper() if len(plain) == 2 and plain.isalpha() else province_code(plain) or ""
