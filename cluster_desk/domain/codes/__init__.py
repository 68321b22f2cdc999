"""Know the codes of Italian offices and banks; a wrong one cannot be made with `parse`.

The only package of the core whose `__init__` re-exports: its path is a promise to callers.
"""

from __future__ import annotations

from cluster_desk.domain.codes.bank import Iban
from cluster_desk.domain.codes.code import Code, InvalidCode
from cluster_desk.domain.codes.contact import EmailAddress, PostalCode, SdiCode
from cluster_desk.domain.codes.project import Cup
from cluster_desk.domain.codes.tax import FiscalCode, VatNumber, check_digit_11

__all__ = [
    "Code",
    "Cup",
    "EmailAddress",
    "FiscalCode",
    "Iban",
    "InvalidCode",
    "PostalCode",
    "SdiCode",
    "VatNumber",
    "check_digit_11",
]
