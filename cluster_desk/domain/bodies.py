"""Bodies of an association: assembly, board, tables, auditors are one thing with other rules."""

from __future__ import annotations

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class BodyKind(Term):
    """What a body is."""

    ASSEMBLY = "assembly", N_("General assembly")
    BOARD = "board", N_("Board")
    WORKING_TABLE = "working_table", N_("Working table")
    COMMITTEE = "committee", N_("Committee")
    AUDITORS = "auditors", N_("Control body")


class SeatRole(Term):
    """The office a person holds in a body."""

    PRESIDENT = "president", N_("President")
    VICE_PRESIDENT = "vice_president", N_("Vice-president")
    TREASURER = "treasurer", N_("Treasurer")
    SECRETARY = "secretary", N_("Secretary")
    MEMBER = "member", N_("Member of the body")
    COORDINATOR = "coordinator", N_("Coordinator")
    PARTICIPANT = "participant", N_("Participant")
    EXPERT = "expert", N_("Expert")
