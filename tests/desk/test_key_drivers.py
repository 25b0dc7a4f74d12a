"""Key drivers of the sample against pandas and plain numpy, few responses refused, large surveys sampled; where problems moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sq_core.catalogue import Broken
from sq_core.desk import Desk, Office, View, driver_sentences, key_drivers, problem_moves
from sq_core.desk.key_drivers import Drivers
from tests.programmes import new_office, put, responses, take

TODAY = date(2026, 11, 1)


@pytest.fixture
def desk(sample_office: Office) -> Iterator[Desk]:
    with sample_office.desk(View("en")) as desk:
        yield desk


def weighed(desk: Desk, outcome: str = "satisfaction") -> Drivers:
    found = key_drivers.drivers(desk, outcome)
    assert isinstance(found, Drivers)
    return found


def frame(office: Office) -> pd.DataFrame:
    """Every response of the newest twelve months as one row: its mean answer to each construct."""
    with office.store.reading() as cursor:
        answered = cursor.execute("select batch, row_no, period, construct, perception, direction from answered").df()
    answered = answered[answered["period"] >= pd.Timestamp("2025-11-01")]
    assert set(answered.loc[answered["construct"] != "effort", "direction"].dropna()) == {"up"}
    return answered.pivot_table(index=["batch", "row_no"], columns="construct", values="perception", aggfunc="mean")


@pytest.mark.parametrize("outcome", ["satisfaction", "recommend", "loyalty"])
def test_the_sample_agrees_with_pandas(sample_office: Office, desk: Desk, outcome: str) -> None:
    known = weighed(desk, outcome)
    whole = frame(sample_office)[[*known.constructs, outcome]].dropna()
    assert known.found.n == len(whole)
    table = np.corrcoef(whole.to_numpy(), rowvar=False)
    among, target = table[:-1, :-1], table[:-1, -1]
    values, vectors = np.linalg.eigh(among)
    root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    raw = (root**2) @ (np.linalg.solve(root, target) ** 2)
    shares = {
        one.dimensions["construct"]: one for one in desk.by("driver_weight", "construct", where=(("outcome", outcome),))
    }
    for name, part in zip(known.constructs, raw, strict=True):
        assert shares[name].value == pytest.approx(part / raw.sum())
        assert shares[name].n == len(whole)
    (fit,) = [one for one in desk.by("driver_fit", "outcome") if one.dimensions["outcome"] == outcome]
    assert fit.value == pytest.approx(float(target @ np.linalg.solve(among, target)))


def test_the_weights_are_readings_with_their_rows(desk: Desk) -> None:
    found = desk.by("driver_weight", "construct")
    assert [one.dimensions["construct"] for one in found] == list(key_drivers.driver_names())
    assert sum(one.value or 0 for one in found) == pytest.approx(1.0)
    assert all(one.low is not None and one.high is not None and one.low < (one.value or 0) < one.high for one in found)
    traced = desk.trace(found[0])
    assert {"survey_responses", "survey_items"} <= {one.sheet for one in traced.sources}
    assert [one.metric for one in traced.rests_on] == ["dimension_perception"]


def test_the_words_never_claim_a_cause(desk: Desk) -> None:
    known = weighed(desk)
    said = driver_sentences.strongest(known)
    assert "goes most with" in said.en
    assert "not clearly ahead of" in said.en, "intervals of the sample's drivers overlap"
    for word in ("because", "drives", "causes", "leads to"):
        assert word not in said.en
    assert "not what causes" in driver_sentences.NOT_CAUSE.en
    assert driver_sentences.basis(known, 12, 1000).en.startswith("Dimensions explain 78% together · n=3,497")


def survey(office: Office, n: int, seed: int = 1, repeat: bool = False) -> None:
    items = [("A", "reliability"), ("B", "empathy"), ("C", "assurance"), ("S", "satisfaction")]
    for item, construct in items:
        put(office, "survey_items", {"item": item, "construct": construct, "scale_low": 1.0, "scale_high": 7.0})
    random = np.random.default_rng(seed)
    base = random.normal(size=(n, 3))
    if repeat:
        base[:, 1] = base[:, 0] + random.normal(size=n) * 0.01
    outcome = base[:, 0] + random.normal(size=n)
    rows = []
    for at in range(n):
        marks = dict(zip("ABC", base[at], strict=True)) | {"S": outcome[at]}
        rows.append((date(2026, 10, 1), "north", {item: (None, float(mark)) for item, mark in marks.items()}))
    take(office, responses(rows))


def test_few_responses_are_refused_with_what_to_do() -> None:
    office = new_office()
    with office.desk(View("en", today=TODAY)) as desk:
        assert isinstance(key_drivers.drivers(desk, "satisfaction"), Broken)
        assert desk.by("driver_weight", "construct") == ()
        assert desk.reading("driver_fit").status == "empty"
    survey(office, 29)
    with office.desk(View("en", today=TODAY)) as desk:
        found = key_drivers.drivers(desk, "satisfaction")
    assert isinstance(found, Broken)
    assert "29" in found.message.en
    assert found.remedy.zh
    office.close()


def test_noise_and_repetition_are_called_so() -> None:
    office = new_office()
    survey(office, 200, repeat=True)
    with office.desk(View("en", today=TODAY)) as desk:
        known = weighed(desk)
        said = " ".join(one.en for one in driver_sentences.warnings(known))
    assert known.collinear == ("reliability", "empathy")
    assert "Reliability, Empathy repeat the other dimensions" in said
    assert "Assurance cannot be told from random noise" in said
    office.close()


def test_a_large_survey_is_sampled_and_says_so() -> None:
    office = new_office()
    put(
        office,
        "parameters",
        {"parameter": "driver_sample", "value": "100"},
        {"parameter": "driver_resamples", "value": "50"},
    )
    survey(office, 250)
    with office.desk(View("en", today=TODAY)) as desk:
        known = weighed(desk)
        assert (known.found.n, known.responses) == (100, 250)
        assert "n=100 (of 250 in 12 months) · 50 resamples" in driver_sentences.basis(known, 12, 50).en
    put(office, "parameters", {"parameter": "driver_sample", "value": "5000"})
    with office.desk(View("en", today=TODAY)) as desk:
        assert weighed(desk).found.n == 250, "a parameter that changes is heard"
    office.close()


def test_accepted_problems_say_where_they_moved(desk: Desk) -> None:
    found = problem_moves.problem_moves(desk)
    assert [one.problem.problem for one in found] == ["P1", "P2", "P3", "P4"]
    quantile = found[0].found
    assert isinstance(quantile, Broken)
    assert "quantile" in quantile.message.en
    top = problem_moves.strongest(found)
    assert top is not None
    assert not isinstance(top.found, Broken)
    assert top.found.beyond(top.found.chance), "what is beyond chance is told before anything else"
    parts = sum(part.effect.total for part in top.found.parts)
    assert parts + top.found.residual == pytest.approx(top.found.change)
    assert problem_moves.said_of(top).en.startswith(f"{top.problem.problem}: ")
    assert problem_moves.strongest(found[:1]) is None
