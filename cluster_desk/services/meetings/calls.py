"""Plan an assembly at both its calls in one gesture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from cluster_desk.domain.meetings import Call
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.queries.association import statute_rules
from cluster_desk.services.meetings.planning import PlanMeeting, plan_meeting
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class PlanTwoCalls:
    """The first call as planned; the second in the same place with the same agenda."""

    first: PlanMeeting
    second_on: date
    second_at: time


def plan_two_calls(tx: Tx, command: PlanTwoCalls) -> int:
    """The id of the first call. The second is opened once the first was found deserted."""
    first = replace(command.first, call=Call.FIRST)
    if (command.second_on, command.second_at) <= (first.held_on, first.starts_at):
        message = _("The second call comes after the first.")
        raise Invalid([Problem(field="second_on", message=message)])
    if command.second_on == first.held_on:
        _refuse_same_day(tx)
    first_id = plan_meeting(tx, first)
    second = replace(
        first,
        call=Call.SECOND,
        held_on=command.second_on,
        starts_at=command.second_at,
        ends_at=None,
        first_call_id=first_id,
    )
    plan_meeting(tx, second)
    return first_id


def _refuse_same_day(tx: Tx) -> None:
    if statute_rules(tx.session).flag("second_call_other_day"):
        message = _("The statute wants the second call on another day.")
        raise Invalid([Problem(field="second_on", message=message)])
