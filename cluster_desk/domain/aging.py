"""Sort open charges by how long they have been due, as a treasurer reads them."""

from __future__ import annotations

from datetime import date

from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class AgingBand(Term):
    """How many days past the last day to pay; on that day itself nothing is late."""

    NOT_DUE = "not_due", N_("Not yet due")
    UP_TO_30 = "up_to_30", N_("Up to 30 days late")
    UP_TO_60 = "up_to_60", N_("31–60 days late")
    UP_TO_90 = "up_to_90", N_("61–90 days late")
    OVER_90 = "over_90", N_("More than 90 days late")


def days_late(due_on: date, *, on: date) -> int:
    """Days between the last day to pay and this day; below zero while there is time."""
    return (on - due_on).days


def aging_band(due_on: date, *, on: date) -> AgingBand:
    """The band of a charge that is still open on this day."""
    late = days_late(due_on, on=on)
    if late <= 0:
        return AgingBand.NOT_DUE
    limits = ((30, AgingBand.UP_TO_30), (60, AgingBand.UP_TO_60), (90, AgingBand.UP_TO_90))
    return next((band for limit, band in limits if late <= limit), AgingBand.OVER_90)
