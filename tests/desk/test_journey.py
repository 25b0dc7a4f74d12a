"""The journey of the sample against pandas, and journeys gone wrong in every way the check knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd
import pytest

from sq_core.desk import View, journey, journey_checks, journey_funnel, journey_sentences
from tests.programmes import new_office, put, set_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk import Desk, Office
    from sq_core.sheets import Cell

QUARTER = View("en", "quarter", today=date(2026, 10, 31))
MONTH = View("en", "month", today=date(2026, 10, 31))
Frame: TypeAlias = Any
"""A table of pandas, whose cells have no type worth naming."""


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def frame(desk: Desk) -> Frame:
    """Read the sheets of the sample, apart from the product's own formulas."""
    scores = pd.DataFrame([row.cells for row in desk.rows("touch_scores")])
    touchpoints = pd.DataFrame([row.cells for row in desk.rows("touchpoints")])[["touchpoint", "stage", "importance"]]
    both = scores.merge(touchpoints, on="touchpoint")
    width = both["scale_high"] - both["scale_low"]
    both["score"] = 10 * (both["satisfaction"] - both["scale_low"]) / width
    both["spread"] = 10 * both["sd"] / width
    return both.astype({"n": float, "score": float, "spread": float, "importance": float})


def third_quarter(found: Frame) -> Frame:
    return found[found["period"].astype(str).str[:7].isin(["2026-07", "2026-08", "2026-09"])]


def weighed(part: Frame) -> Any:
    """Add the months of a touchpoint up: mean, n, and half the width of the t interval of what was pooled."""
    from scipy.stats import t

    n = part["n"].sum()
    mean = (part["n"] * part["score"]).sum() / n
    squares = ((part["n"] - 1) * part["spread"] ** 2 + part["n"] * part["score"] ** 2).sum()
    sd = np.sqrt((squares - n * mean**2) / (n - 1))
    return pd.Series(
        {
            "mean": mean,
            "n": n,
            "reach": t.ppf(0.975, n - 1) * sd / np.sqrt(n),
            "importance": part["importance"].iloc[0],
            "volume": part["volume"].astype(float).sum(),
        }
    )


def test_the_sample_agrees_with_pandas(sample_office: Office) -> None:
    with sample_office.desk(View("en", "quarter")) as desk:
        found = third_quarter(frame(desk)).groupby("touchpoint").apply(weighed)
        for code, reading in journey.by_touchpoint(desk, "touch_satisfaction").items():
            assert reading.value == pytest.approx(found.loc[code, "mean"])
            assert reading.n == found.loc[code, "n"]
            assert journey.reach_of(reading) == pytest.approx(found.loc[code, "reach"])
        for code, pain in journey.by_touchpoint(desk, "touch_pain").items():
            assert pain.value == pytest.approx(found.loc[code, "importance"] * (10 - found.loc[code, "mean"]))
        score = np.average(found["mean"], weights=found["importance"])
        whole = desk.reading("journey_score")
        assert whole.value == pytest.approx(score)
        reach = np.sqrt(((found["importance"] * found["reach"]) ** 2).sum()) / found["importance"].sum()
        assert journey.reach_of(whole) == pytest.approx(reach)
        assert desk.reading("journey_score_volume").value == pytest.approx(
            np.average(found["mean"], weights=found["volume"])
        )
        distances = journey.by_touchpoint(desk, "touch_distance")
        for code, distance in distances.items():
            assert distance.value == pytest.approx(found.loc[code, "mean"] - score)


def test_the_score_of_the_period_before_is_that_of_its_months(sample_office: Office) -> None:
    with sample_office.desk(View("en", "quarter")) as desk:
        found = frame(desk)
        second = found[found["period"].astype(str).str[:7].isin(["2026-04", "2026-05", "2026-06"])]
        then = second.groupby("touchpoint").apply(weighed)
        whole = desk.reading("journey_score")
        assert whole.previous == pytest.approx(np.average(then["mean"], weights=then["importance"]))
        stages = {one.dimensions["stage"]: one for one in desk.by("journey_score", "stage")}
        assert stages["stay"].previous == pytest.approx(then.loc["T12", "mean"])


def test_the_story_of_the_sample_is_found(sample_office: Office) -> None:
    with sample_office.desk(View("en", "quarter")) as desk:
        distances = journey.by_touchpoint(desk, "touch_distance")
        assert {code: one.status for code, one in distances.items() if one.status != "none"} == {
            "T05": "good", "T09": "bad", "T10": "bad", "T11": "thin",
        }  # fmt: skip
        assert desk.reading("moments_broken").value == 2
        pains = [(one, journey.by_touchpoint(desk, "touch_pain")[one.touchpoint]) for one in journey.stated(desk)]
        weighted, by_contacts = desk.readings("journey_score", "journey_score_volume")
        told = journey_sentences.overall(weighted, by_contacts, pains, distances)
        assert "“电话热线”" in told.zh
        assert "客服中心" in told.zh
        assert "call-backs" in told.en
        assert journey.by_touchpoint(desk, "touch_satisfaction")["T09"].previous is not None


def test_the_funnel_agrees_with_pandas(sample_office: Office) -> None:
    with sample_office.desk(View("en", "quarter")) as desk:
        found = third_quarter(frame(desk)).groupby("touchpoint")["entered"].sum()
        funnel = journey_funnel.funnel(desk)
        assert funnel is not None
        assert [step.touchpoint.touchpoint for step in funnel.steps] == ["T03", "T04", "T05", "T06"]
        for step, after in zip(funnel.steps, funnel.steps[1:], strict=False):
            assert step.onward is not None
            assert step.onward.share == pytest.approx(
                found[after.touchpoint.touchpoint] / found[step.touchpoint.touchpoint]
            )
        assert desk.reading("step_rate").value == pytest.approx(found["T06"] / found["T03"])
        assert desk.reading("step_rate").low is not None


def touchpoint(code: str, importance: float | None = 5, **more: Cell) -> dict[str, Cell]:
    return {"touchpoint": code, "name_zh": f"触点{code}", "importance": importance, "stage": "S", **more}


def score(
    code: str, satisfaction: float | None = 7, n: float | None = 100, month: str = "2026-09-01", **more: Cell
) -> dict[str, Cell]:
    return {"touchpoint": code, "period": month, "satisfaction": satisfaction, "n": n, "sd": 2.0, **more}


def test_what_is_wrong_is_named_and_left_out(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A"), touchpoint("B", None), touchpoint("C"))
    put(
        office,
        "touch_scores",
        score("A", entered=10, completed=12, promoters=80, detractors=40),
        score("B", 6.5),
        score("A", 4, month="2026-08-01", scale_low=1, scale_high=3),
        score("A", 4, None, month="2026-07-01", entered=5),
        score("X"),
    )
    with office.desk(QUARTER) as desk:
        found = [(one.sheet, one.message) for one in journey_checks.remarks(desk)]
        assert len(found) == 8
        assert {message for _, message in found} == {
            journey_checks.NO_IMPORTANCE, journey_checks.UNSCORED, journey_checks.UNKNOWN, journey_checks.OFF_SCALE,
            journey_checks.NO_ANSWERS, journey_checks.MORE_DONE, journey_checks.HALF_COUNTED, journey_checks.MORE_VOTES,
        }  # fmt: skip
        assert journey.by_touchpoint(desk, "touch_satisfaction")["A"].value == 7, "off its scale or without n: left out"
        assert desk.reading("journey_score").value == 7, "B has no importance"
        assert not journey.by_touchpoint(desk, "touch_completion")
        assert not journey.by_touchpoint(desk, "touch_nps")
        assert journey_funnel.funnel(desk) is None


def test_scales_are_brought_together(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A"), touchpoint("B"))
    put(office, "touch_scores", score("A", 3, scale_low=1, scale_high=5), score("B", 50, scale_low=0, scale_high=100))
    with office.desk(QUARTER) as desk:
        assert {one.value for one in journey.by_touchpoint(desk, "touch_satisfaction").values()} == {5}


def test_a_spread_that_is_partly_unknown_gives_no_interval(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A"))
    put(office, "touch_scores", score("A", 6), score("A", 8, month="2026-08-01") | {"sd": None})
    with office.desk(QUARTER) as desk:
        reading = journey.by_touchpoint(desk, "touch_satisfaction")["A"]
        assert (reading.value, reading.low, reading.high) == (7, None, None)
        assert desk.reading("journey_score").low is None
    with office.desk(MONTH) as desk:
        assert journey.by_touchpoint(desk, "touch_satisfaction")["A"].low is not None


def test_who_was_not_scored_in_the_newest_period_is_not_covered(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A", 6), touchpoint("B", 2))
    put(office, "touch_scores", score("A", 6), score("B", 1, month="2026-03-01"))
    with office.desk(QUARTER) as desk:
        assert desk.reading("journey_score").value == 6
        assert desk.reading("journey_coverage").value == pytest.approx(0.75)
        assert [one.dimensions["touchpoint"] for one in desk.by("touch_distance", "touchpoint")] == ["A"]


def test_contacts_weigh_only_where_all_are_counted(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A"), touchpoint("B"))
    put(office, "touch_scores", score("A", 4, 100, volume=900), score("B", 8, 300))
    with office.desk(QUARTER) as desk:
        assert desk.reading("journey_score_volume").value == pytest.approx(7), "by answers"
    put(office, "touch_scores", score("B", 8, 300, volume=100))
    with office.desk(QUARTER) as desk:
        assert desk.reading("journey_score_volume").value == pytest.approx(4.4)


def test_a_funnel_that_widens_and_months_that_lack_a_count(office: Office) -> None:
    put(office, "touchpoints", *(touchpoint(code, sequence=at) for at, code in enumerate("ABC", 1)))
    put(
        office,
        "touch_scores",
        *(score(code, month=f"2026-0{month}-01", entered=count, completed=1) for code, month, count in (
            ("A", 7, 100), ("A", 8, 200), ("B", 7, 50), ("C", 7, 60), ("C", 8, 10),
        )),
    )  # fmt: skip
    with office.desk(QUARTER) as desk:
        found = {
            one.dimensions.get("touchpoint", ""): one
            for one in (*desk.by("step_rate", "touchpoint"), desk.reading("step_rate"))
        }
        assert found["A"].value == pytest.approx(0.5), "August was counted for A alone"
        assert found["A"].n == 100
        assert found["B"].value is None
        assert found["B"].broken is not None
        assert "more people" in found["B"].broken.message.en
        assert found[""].value == pytest.approx(70 / 300)


def test_a_stated_moment_counts_whatever_its_importance_and_a_denied_one_never(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A", 3, moment=True), touchpoint("B", 9, moment=False), touchpoint("C", 8))
    put(office, "touch_scores", score("A", 2), score("B", 2), score("C", 9))
    with office.desk(QUARTER) as desk:
        status = {code: one.status for code, one in journey.by_touchpoint(desk, "touch_distance").items()}
        assert status == {"A": "bad", "B": "none", "C": "good"}
        lost = desk.reading("moments_broken")
        assert (lost.value, lost.n) == (1, 2)
    put(office, "parameters", {"parameter": "moment_distance", "value": "9"})
    with office.desk(QUARTER) as desk:
        assert desk.reading("moments_broken").value == 0


def test_few_answers_are_not_judged(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A", 9), touchpoint("B", 9))
    put(office, "touch_scores", score("A", 2, 12), score("B", 8))
    with office.desk(QUARTER) as desk:
        assert journey.by_touchpoint(desk, "touch_distance")["A"].status == "thin"
        assert desk.reading("moments_broken").value == 0


def test_an_importance_of_nothing_says_so(office: Office) -> None:
    put(office, "touchpoints", touchpoint("A", 0))
    put(office, "touch_scores", score("A"))
    with office.desk(QUARTER) as desk:
        reading = desk.reading("journey_score")
        assert reading.value is None
        assert reading.broken is not None
        assert reading.broken.message.zh
        assert desk.by("touch_distance", "touchpoint") == ()
    set_cell(office, "touchpoints", "A", "importance", 4)
    with office.desk(QUARTER) as desk:
        assert desk.reading("journey_score").value == 7


def test_an_empty_programme_has_no_journey(office: Office) -> None:
    with office.desk(QUARTER) as desk:
        assert not journey.standing(desk).scored
        assert journey_funnel.funnel(desk) is None
        assert journey_checks.remarks(desk) == ()
        for one in desk.every(section="3.3"):
            assert one.value is None
            assert one.status in ("empty", "apart"), one.metric
