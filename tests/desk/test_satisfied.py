"""The satisfied share follows what the items state, and the programme's share of the scale where they state nothing."""

from __future__ import annotations

from datetime import date

import pytest

from sq_core.desk import Office, View
from tests.programmes import new_office, put, responses, take

WHOLE = View("en", "all", today=date(2026, 11, 1))


def asked(**items: float | None) -> Office:
    office = new_office()
    for item, line in items.items():
        put(
            office,
            "survey_items",
            {"item": item, "construct": "satisfaction", "scale_low": 1.0, "scale_high": 5.0, "top_box_from": line},
        )
    marks = [3.0, 4.0, 5.0, 5.0]
    take(
        office, responses([(date(2026, 10, 1), "north", {"A": (None, mark), "B": (None, 6 - mark)}) for mark in marks])
    )
    return office


@pytest.mark.parametrize(
    ("lines", "share", "n"),
    [
        ({"A": 5.0, "B": None}, 2 / 4, 4),  # only the item that states a line counts
        ({"A": None, "B": None}, 3 / 8, 8),  # none does: three quarters of the scale from 1 to 5 is 4
    ],
)
def test_whose_line_counts(lines: dict[str, float | None], share: float, n: int) -> None:
    office = asked(**lines)
    with office.desk(WHOLE) as desk:
        reading = desk.reading("csat_rate")
    assert (reading.value, reading.n) == (share, n)
    office.close()


def test_the_share_of_the_scale_is_a_row_of_the_programme() -> None:
    office = asked(A=None, B=None)
    put(office, "parameters", {"parameter": "csat_top_box_share", "value": "1"})
    with office.desk(WHOLE) as desk:
        assert desk.reading("csat_rate").value == 2 / 8
    office.close()
