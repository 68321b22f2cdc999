"""Name who pays, or is asked to, the same way on every document."""

from __future__ import annotations

from cluster_desk.i18n import _
from cluster_desk.reports.fees.receipt_document import Party


def codes(party: Party) -> str:
    """`C.F. … · P. IVA …`; the second only where it is another number."""
    found = []
    if party.tax_code:
        found.append(_("Tax code {code}").format(code=party.tax_code))
    if party.vat_number and party.vat_number != party.tax_code:
        found.append(_("VAT no. {code}").format(code=party.vat_number))
    return " · ".join(found)


def party_lines(party: Party) -> tuple[str, ...]:
    """What stands below the name: address, then codes."""
    return tuple(filter(None, (*party.address_lines, codes(party))))
