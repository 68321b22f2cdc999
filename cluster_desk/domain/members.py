"""Say what a member is at a date: membership, payment and vote are three different things."""

from __future__ import annotations

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class OrganisationKind(Term):
    """What an organisation is; decides nothing by itself."""

    COMPANY = "company", N_("Company")
    UNIVERSITY = "university", N_("University")
    RESEARCH_CENTRE = "research_centre", N_("Research centre")
    TRAINING_BODY = "training_body", N_("Training body")
    PUBLIC_BODY = "public_body", N_("Public body")
    CHAMBER = "chamber", N_("Chamber of commerce")
    ASSOCIATION = "association", N_("Association")
    FOUNDATION = "foundation", N_("Foundation")
    CONSORTIUM = "consortium", N_("Consortium")
    OTHER = "other", N_("Other")


class MemberCategory(Term):
    """The category of the statute, with its rights and its fee."""

    FOUNDER = "founder", N_("Founder")
    ORDINARY = "ordinary", N_("Ordinary")
    SUPPORTER = "supporter", N_("Supporter")
    HONORARY = "honorary", N_("Honorary")
    AFFILIATE = "affiliate", N_("Affiliate")


class SizeClass(Term):
    """Size of an enterprise by Recommendation 2003/361/EC; `NONE` for who is not one."""

    MICRO = "micro", N_("Micro")
    SMALL = "small", N_("Small")
    MEDIUM = "medium", N_("Medium")
    LARGE = "large", N_("Large")
    NONE = "none", N_("Not an enterprise")


class MembershipEventKind(Term):
    """What happens in the life of a membership."""

    APPLICATION = "application", N_("Application for membership")
    ADMISSION = "admission", N_("Admission")
    REFUSAL = "refusal", N_("Application refused")
    SUSPENSION = "suspension", N_("Suspension")
    REINSTATEMENT = "reinstatement", N_("Reinstatement")
    WITHDRAWAL = "withdrawal", N_("Withdrawal")
    EXCLUSION = "exclusion", N_("Exclusion")
    LAPSE = "lapse", N_("Lapse")


class MembershipStatus(Term):
    """What the membership is on a day; computed, never stored."""

    APPLICANT = "applicant", N_("Applicant")
    ACTIVE = "active", N_("Active")
    SUSPENDED = "suspended", N_("Suspended")
    WITHDRAWING = "withdrawing", N_("Withdrawing")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    EXCLUDED = "excluded", N_("Excluded")
    LAPSED = "lapsed", N_("Lapsed")
    REFUSED = "refused", N_("Refused")


class PaymentStatus(Term):
    """Where a member stands with its charges on a day; computed, never stored."""

    NOTHING_DUE = "nothing_due", N_("Nothing due")
    PAID = "paid", N_("Paid")
    OPEN = "open", N_("To pay")
    PARTIAL = "partial", N_("Partly paid")
    OVERDUE = "overdue", N_("Overdue")


class AffiliationRole(Term):
    """In which role a person stands for an organisation, in a period."""

    LEGAL_REPRESENTATIVE = "legal_representative", N_("Legal representative")
    DESIGNATED_REPRESENTATIVE = "designated_representative", N_("Designated representative")
    CONTACT_PERSON = "contact_person", N_("Contact person")


class ChannelKind(Term):
    """By which means somebody is reached."""

    PEC = "pec", N_("Certified e-mail")
    EMAIL = "email", N_("E-mail")
    PHONE = "phone", N_("Telephone")
    POST = "post", N_("Postal address")


class ChannelPurpose(Term):
    """For what a channel is meant; the fallback order is this order, GENERAL last."""

    CONVOCATION = "convocation", N_("Convocations")
    BILLING = "billing", N_("Fees and receipts")
    PRESIDENT = "president", N_("Presidency")
    OPERATIONS = "operations", N_("Operations")
    GENERAL = "general", N_("General")
