"""How late an open charge is, to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cluster_desk.domain.aging import AgingBand, aging_band, days_late

DUE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (-10, AgingBand.NOT_DUE),
        (0, AgingBand.NOT_DUE),
        (1, AgingBand.UP_TO_30),
        (30, AgingBand.UP_TO_30),
        (31, AgingBand.UP_TO_60),
        (60, AgingBand.UP_TO_60),
        (61, AgingBand.UP_TO_90),
        (90, AgingBand.UP_TO_90),
        (91, AgingBand.OVER_90),
        (4000, AgingBand.OVER_90),
    ],
)
def test_charge_ages_by_the_day_and_nothing_is_late_on_its_last_day(
    days: int, band: AgingBand
) -> None:
    on = DUE + timedelta(days=days)

    assert aging_band(DUE, on=on) is band
    assert days_late(DUE, on=on) == days
