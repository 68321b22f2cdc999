"""Say which assembly it is and at which call, as minutes and notices write it."""

from __future__ import annotations

from cluster_desk.domain.meetings import AgendaKind, Call
from cluster_desk.i18n import N_, _, speaking
from cluster_desk.queries.meetings.facts import MeetingFacts

_EXTRAORDINARY = frozenset({AgendaKind.STATUTE_CHANGE, AgendaKind.DISSOLUTION})
_CALLS = {
    Call.SINGLE: N_("single call"),
    Call.FIRST: N_("first call"),
    Call.SECOND: N_("second call"),
}
_TYPES = {"ordinary": N_("ordinary"), "extraordinary": N_("extraordinary")}


def call_text(call: Call) -> str:
    """«prima convocazione», in the documents' language."""
    with speaking("it"):
        return _(_CALLS[call])


def assembly_type(facts: MeetingFacts) -> str:
    """«ordinaria»: as entered, or else what the items on the agenda make it."""
    with speaking("it"):
        if entered := facts.sitting.assembly_type.strip():
            return _(_TYPES[entered]) if entered in _TYPES else entered
        is_extraordinary = any(item.kind in _EXTRAORDINARY for item in facts.items)
        return _(_TYPES["extraordinary" if is_extraordinary else "ordinary"])
