"""Pareto, failure modes, journeys, networks, path models."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import (
    AIAG_VDA,
    Link,
    PriorityTable,
    RequiredLink,
    Touchpoint,
    action_priority,
    distinct_risk_priorities,
    fit_path_model,
    is_monotone,
    journey_score,
    laid_out,
    measure_network,
    moment_of_truth,
    passage,
    path_intervals,
    rank_pareto,
    risk_priority,
    synergy_index,
    variance_from_sums,
    wilson,
)


def test_three_bars_on_eighty_stay_three() -> None:
    found = rank_pareto({"price": 80, "date": 27, "supplier": 66, "contact": 94, "part": 33})
    assert found.vital_few == ("contact", "price", "supplier")
    thirds = rank_pareto({str(at): 0.1 for at in range(10)})
    assert len(thirds.vital_few) == 8, "a tenth added eight times is not quite 0.8 in floating point"


def test_pareto_edges() -> None:
    assert rank_pareto({"a": 1, "b": 0}, 1.0).vital_few == ("a",)
    assert [bar.name for bar in rank_pareto({"b": 1, "a": 1}).bars] == ["b", "a"], "ties keep their order"
    with pytest.raises(NotEnoughEvidence):
        rank_pareto({"a": 0})
    with pytest.raises(NotEnoughEvidence):
        rank_pareto({})
    with pytest.raises(OutOfRange):
        rank_pareto({"a": -1, "b": 3})


@given(st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 1000), min_size=1), st.floats(0.1, 1))
def test_vital_few_reach_the_threshold_and_none_to_spare(amounts: dict[str, int], threshold: float) -> None:
    if sum(amounts.values()) == 0:
        return
    found = rank_pareto(amounts, threshold)
    assert found.bars[-1].cumulated == pytest.approx(1)
    few = [amounts[name] for name in found.vital_few]
    assert sum(few) >= threshold * found.total - 1e-6 * found.total
    assert sum(few[:-1]) < threshold * found.total
    assert [bar.amount for bar in found.bars] == sorted(amounts.values(), reverse=True)


def test_risk_priorities() -> None:
    assert risk_priority(9, 2, 5) == risk_priority(5, 3, 6) == 90
    assert action_priority(9, 2, 5) == "M"
    assert action_priority(5, 3, 6) == "L"
    assert distinct_risk_priorities() == 120
    for wrong in (0, 11, 2.5):
        with pytest.raises(OutOfRange):
            action_priority(wrong, 5, 5)


def test_tables_are_checked() -> None:
    assert is_monotone(AIAG_VDA)
    letters = [list(row) for row in AIAG_VDA.letters]
    letters[0][4] = "HLLL"
    swapped = PriorityTable(AIAG_VDA.severity, AIAG_VDA.occurrence, AIAG_VDA.detection, tuple(map(tuple, letters)))
    assert is_monotone(swapped)
    letters[0][0] = "LLLL"
    wrong = PriorityTable(AIAG_VDA.severity, AIAG_VDA.occurrence, AIAG_VDA.detection, tuple(map(tuple, letters)))
    assert not is_monotone(wrong)
    with pytest.raises(OutOfRange):
        PriorityTable(((1, 9),), AIAG_VDA.occurrence, AIAG_VDA.detection, AIAG_VDA.letters)
    with pytest.raises(OutOfRange):
        PriorityTable(AIAG_VDA.severity, AIAG_VDA.occurrence, AIAG_VDA.detection, (("X",),))


def test_journey_by_hand() -> None:
    found = journey_score([Touchpoint(8, 0.5, 100), Touchpoint(4, 0.25, 300), Touchpoint(None, 0.25)])
    assert found.weighted == pytest.approx((8 * 0.5 + 4 * 0.25) / 0.75)
    assert found.by_volume == pytest.approx(5)
    assert found.pain == (1.0, 1.5, None)
    assert found.worst == 1
    assert found.coverage == pytest.approx(0.75)


def test_journey_edges() -> None:
    perfect = journey_score([Touchpoint(10, 1), Touchpoint(10, 2)])
    assert perfect.worst is None
    assert perfect.by_volume is None
    with pytest.raises(NotEnoughEvidence):
        journey_score([])
    with pytest.raises(NotEnoughEvidence):
        journey_score([Touchpoint(None, 1)])
    with pytest.raises(OutOfRange):
        journey_score([Touchpoint(11, 1)])
    with pytest.raises(OutOfRange):
        journey_score([Touchpoint(5, 0)])


def test_the_reach_of_a_journey_is_that_of_independent_means() -> None:
    points = [Touchpoint(8, 2, 100, 0.3), Touchpoint(4, 1, 300, 0.6), Touchpoint(None, 5)]
    found = journey_score(points)
    assert found.reach == pytest.approx(((2 * 0.3) ** 2 + (1 * 0.6) ** 2) ** 0.5 / 3)
    assert found.reach_by_volume == pytest.approx(((100 * 0.3) ** 2 + (300 * 0.6) ** 2) ** 0.5 / 400)
    assert journey_score([*points[:1], Touchpoint(4, 1, 300)]).reach is None, "one spread is not known"
    assert journey_score([*points[:1], Touchpoint(4, 0, 300)]).reach == pytest.approx(0.3), (
        "what weighs nothing adds nothing"
    )


def test_a_moment_of_truth_is_claimed_only_where_it_is_far_and_sure() -> None:
    assert moment_of_truth(-0.8, 0.3, 0.5) == "broken"
    assert moment_of_truth(0.5, 0.3, 0.5) == "made"
    assert moment_of_truth(0.8, None, 0.5) == "made", "without an interval distance alone decides"
    assert moment_of_truth(-0.4, 0.1, 0.5) == "even"
    assert moment_of_truth(-0.8, 0.8, 0.5) == "even", "the interval holds the mean"


def test_a_passage_is_a_share_with_its_interval_or_says_why_not() -> None:
    found = passage(263, 81)
    assert found.share == pytest.approx(81 / 263)
    assert found.interval == wilson(81, 263)
    for began, went_on in ((None, 5), (5, None), (0, 0), (10, 11), (-1, 0)):
        refused = passage(began, went_on)
        assert refused.share is None
        assert refused.interval is None
        assert refused.refused is not None
        assert refused.refused.message.zh


def test_an_unknown_spread_is_no_spread_of_zero() -> None:
    with pytest.raises(OutOfRange):
        variance_from_sums(10.0, float("nan"), 5)


def test_a_line_of_three() -> None:
    found = measure_network([Link("a", "b"), Link("b", "c")])
    places = {each.node: each for each in found.nodes}
    assert places["b"].betweenness == 1
    assert places["b"].closeness == 1
    assert places["a"].closeness == pytest.approx(2 / 3)
    assert found.density == pytest.approx(2 / 3)
    assert found.connected


def test_islands_do_not_look_central() -> None:
    found = measure_network([Link("a", "b"), Link("c", "d"), Link("d", "e")], ["x"])
    places = {each.node: each for each in found.nodes}
    assert places["a"].closeness == pytest.approx(1 / 5), "Wasserman and Faust: 1 * (1 / 5)"
    assert places["x"].closeness == 0
    assert sorted(map(len, found.components)) == [1, 2, 3]
    assert not found.connected


def test_strong_links_are_short() -> None:
    found = measure_network([Link("a", "b", 10), Link("b", "c", 10), Link("a", "c", 1)])
    assert {each.node: each.betweenness for each in found.nodes}["b"] == 1, "the strong detour is nearer"
    assert measure_network([Link("a", "b", 1), Link("b", "a", 5), Link("b", "c", 1)]).nodes[0].closeness > 0.5


def test_a_layout_is_the_same_every_time_and_puts_neighbours_near() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d")]
    places = laid_out(pairs, ["a", "b", "c", "d", "x"])
    assert places == laid_out(pairs, ["a", "b", "c", "d", "x"])
    assert all(0 <= level <= 1 for place in places.values() for level in place)

    def apart(first: str, second: str) -> float:
        return float(np.hypot(*np.subtract(places[first], places[second])))

    assert apart("a", "b") < apart("a", "d")
    assert laid_out([], ["a"]) == {"a": (0.5, 0.5)}
    assert laid_out([]) == {}


def test_network_refusals() -> None:
    with pytest.raises(OutOfRange):
        measure_network([Link("a", "a")])
    with pytest.raises(OutOfRange):
        measure_network([Link("a", "b", 0)])
    with pytest.raises(NotEnoughEvidence):
        measure_network([])
    assert measure_network([], ["a"]).nodes[0].degree_share == 0


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), min_size=1))
def test_centralities_are_fractions_and_equal_strength_changes_nothing_but_scale(pairs: set[tuple[int, int]]) -> None:
    found = measure_network([Link(str(a), str(b)) for a, b in sorted(pairs)])
    twice = measure_network([Link(str(a), str(b), 2) for a, b in sorted(pairs)])
    for one, other in zip(found.nodes, twice.nodes, strict=True):
        assert 0 <= one.betweenness <= 1 + 1e-9
        assert 0 <= one.closeness <= 1 + 1e-9
        assert one.betweenness == pytest.approx(other.betweenness)
        assert other.closeness == pytest.approx(2 * one.closeness)


def test_synergy() -> None:
    assert synergy_index([RequiredLink(1, 2, 1), RequiredLink(9, 3, 2)]) == pytest.approx((1 + 6) / (2 + 6))
    with pytest.raises(OutOfRange):
        synergy_index([])


def _survey(n: int = 120) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(3)
    image = draw.normal(size=n)
    care = 0.7 * image + 0.7 * draw.normal(size=n)
    loyal = 0.5 * care + 0.2 * image + 0.7 * draw.normal(size=n)
    hidden = {"i": image, "c": care, "l": loyal}
    return {f"{key}{at}": value + 0.5 * draw.normal(size=n) for key, value in hidden.items() for at in (1, 2, 3)}


BLOCKS = {"Image": ["i1", "i2", "i3"], "Care": ["c1", "c2", "c3"], "Loyalty": ["l1", "l2", "l3"]}
PATHS = (("Image", "Care"), ("Image", "Loyalty"), ("Care", "Loyalty"))


def test_single_questions_make_a_plain_regression() -> None:
    columns = _survey()
    found = fit_path_model(columns, {"A": ["i1"], "B": ["c1"]}, [("A", "B")])
    assert found.paths[("A", "B")] == pytest.approx(np.corrcoef(columns["i1"], columns["c1"])[0, 1])
    assert found.loadings == {"i1": pytest.approx(1), "c1": pytest.approx(1)}
    assert found.r_squared["B"] == pytest.approx(found.paths[("A", "B")] ** 2)


@pytest.mark.parametrize("scheme", ["centroid", "factorial", "path"])
def test_totals_are_direct_plus_detours(scheme: str) -> None:
    found = fit_path_model(_survey(), BLOCKS, PATHS, scheme)  # type: ignore[arg-type]
    detour = found.paths[("Image", "Care")] * found.paths[("Care", "Loyalty")]
    assert found.totals[("Image", "Loyalty")] == pytest.approx(found.paths[("Image", "Loyalty")] + detour)
    assert np.std(found.scores, axis=0, ddof=1) == pytest.approx(np.ones(3))
    assert all(0.7 < loading < 1 for loading in found.loadings.values())
    assert all(0 < told < 1 for told in found.r_squared.values())


def test_the_unit_of_a_question_does_not_matter_and_its_direction_only_turns_it() -> None:
    columns = _survey()
    plain = fit_path_model(columns, BLOCKS, PATHS)
    turned = fit_path_model({**columns, "i1": -5 * columns["i1"] + 3}, BLOCKS, PATHS)
    assert turned.paths == pytest.approx(plain.paths, abs=1e-5)
    assert turned.loadings["i1"] == pytest.approx(-plain.loadings["i1"], abs=1e-5)


def test_gaps_leave_respondents_out() -> None:
    columns = _survey()
    columns["i2"][:7] = np.nan
    assert fit_path_model(columns, BLOCKS, PATHS).n == 113


def test_path_model_refusals() -> None:
    columns = _survey()
    with pytest.raises(OutOfRange, match="circle"):
        fit_path_model(columns, BLOCKS, [*PATHS, ("Loyalty", "Image")])
    with pytest.raises(OutOfRange, match="Price"):
        fit_path_model(columns, BLOCKS, [("Price", "Care")])
    with pytest.raises(OutOfRange, match="z9"):
        fit_path_model(columns, {**BLOCKS, "Care": ["z9"]}, PATHS)
    with pytest.raises(OutOfRange, match="c1"):
        fit_path_model({**columns, "c1": np.ones(120)}, BLOCKS, PATHS)
    with pytest.raises(OutOfRange):
        fit_path_model(columns, BLOCKS, PATHS[:1])
    with pytest.raises(NotEnoughEvidence):
        fit_path_model({key: value[:9] for key, value in columns.items()}, BLOCKS, PATHS)


def test_path_intervals_are_seeded_and_hold_the_path() -> None:
    columns = _survey()
    found = path_intervals(columns, BLOCKS, PATHS, seed=4, resamples=60)
    whole = fit_path_model(columns, BLOCKS, PATHS)
    assert found == path_intervals(columns, BLOCKS, PATHS, seed=4, resamples=60)
    assert all(found[path].holds(whole.paths[path]) for path in PATHS)
    assert list(found) == list(PATHS)
    assert all(one.half_width > 0 for one in found.values())
    assert len(list(itertools.chain(found))) == 3
