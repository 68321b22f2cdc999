"""Vocabulary of fees and charges."""

from __future__ import annotations

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class ChargeKind(Term):
    """What is owed and why (DOMAIN §3)."""

    MEMBERSHIP_FEE = "membership_fee", N_("Membership fee")
    ENTRY_FEE = "entry_fee", N_("Entry fee")
    EXTRAORDINARY_CONTRIBUTION = "extraordinary_contribution", N_("Extraordinary contribution")
    MEMBER_SERVICE_FEE = "member_service_fee", N_("Price of a service")


class AdjustmentKind(Term):
    """Why a charge is lowered."""

    REDUCTION = "reduction", N_("Reduction")
    WAIVER = "waiver", N_("Waiver")
    WRITE_OFF = "write_off", N_("Write-off")


class ProRata(Term):
    """What a member that joins during the year owes."""

    FULL = "full", N_("The whole year")
    BY_MONTH = "by_month", N_("By months, the month of admission included")
    HALF_FROM_JULY = "half_from_july", N_("Half from 1 July")


class StampTreatment(Term):
    """How stamp duty is met on a kind of document (DOMAIN §3)."""

    DUE = "due", N_("Due, by stamp on the original")
    VIRTUAL = "virtual", N_("Met virtually")
    EXEMPT = "exempt", N_("Exempt")
