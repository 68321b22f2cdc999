"""Vocabulary of issued documents."""

from __future__ import annotations

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_, _


class DocumentKind(Term):
    """What was issued; the code is what a document is stored with."""

    RECEIPT = "receipt", N_("Receipt")
    PAYMENT_NOTICE = "payment_notice", N_("Request of payment")
    REMINDER = "reminder", N_("Reminder")
    MINUTES = "minutes", N_("Minutes of a meeting")


class DocumentState(Term):
    """Whether an issued document still counts; it is kept whatever happened to it."""

    VALID = "valid", N_("Valid"), "document"
    REPLACED = "replaced", N_("Replaced"), "document"
    VOIDED = "voided", N_("Voided"), "document"


def document_kind_text(code: str) -> str:
    """The kind in words; what no version of the program knows is a document."""
    known = {kind.value: kind for kind in DocumentKind}
    return known[code].label if code in known else _("Document")
