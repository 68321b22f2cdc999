"""Vocabulary and rules of the treasury: accounts, movements, reconciliation."""

from __future__ import annotations

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class AccountKind(Term):
    """Where the money lies."""

    BANK = "bank", N_("Bank account")
    CASH = "cash", N_("Cash")
    CARD = "card", N_("Card")


class Direction(Term):
    """Whether a category is of income or of expense."""

    INCOME = "income", N_("Income")
    EXPENSE = "expense", N_("Expense")


class PaymentMethod(Term):
    """How a payment arrived."""

    BANK_TRANSFER = "bank_transfer", N_("Bank transfer")
    CASH = "cash", N_("Cash"), "payment"
    CARD = "card", N_("Card")
    CHEQUE = "cheque", N_("Cheque")


class LineState(Term):
    """What became of an imported bank line."""

    OPEN = "open", N_("To be posted")
    POSTED = "posted", N_("Posted")
    IGNORED = "ignored", N_("Left out")
