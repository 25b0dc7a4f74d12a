"""Models on their own: inputs of every shape, refusals by name, and nothing but refusals for nonsense."""

import copy
import json
import math
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sq_core.errors import MethodUnknown, ModelError, NotEnoughEvidence, OutOfRange
from sq_core.models import METHODS, compute, csv_reference, with_csv
from tests.oracle_cases import OracleCase, cases_due


def test_the_room_loads_without_its_heavy_libraries() -> None:
    code = (
        "import sys, sq_core.models; "
        "heavy = {name.split('.')[0] for name in sys.modules} & {'scipy', 'statsmodels', 'networkx', 'pandas'}; "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_method_lists_the_known() -> None:
    with pytest.raises(MethodUnknown) as refusal:
        compute("magic", {})
    assert "magic" in refusal.value.message.zh
    assert all(kind in refusal.value.remedy.en for kind in METHODS)


def test_methods_are_named_in_both_languages() -> None:
    assert all(method.title.zh and method.title.en and method.kind == kind for kind, method in METHODS.items())


@pytest.mark.parametrize(
    ("kind", "inputs", "named"),
    [
        ("nps", {}, "promoters"),
        ("nps", {"promoters": "many", "passives": 1, "detractors": 1}, "promoters"),
        ("proportion_interval", {"successes": True, "n": 5}, "successes"),
        ("proportion_interval", {"successes": 1, "n": 5, "conf": "high"}, "conf"),
        ("ahp", {"matrix": [[1, 2], [0.5]]}, "matrix"),
        ("ahp", {"matrix": [[1, 2], [0.5, 1]], "items": ["a"]}, "items"),
        ("target_attainment", {"cases": [{"base": 1, "target": 2, "actual": 3}, {"base": 1}]}, "cases[1].target"),
        ("target_attainment", {"cases": 5}, "cases"),
        ("goal_rollup", {"children": [{"w": 1, "children": [{"w": "x", "score": 1}]}]}, "children[0].children[0].w"),
        ("lmg", {"outcome": "y", "drivers": ["a"], "data": {"y": [1, 2, 3]}}, "data.a"),
        ("pls_path", {"data": "data/absent.csv", "blocks": {"A": ["a"]}}, "absent.csv"),
        ("cusum_arl", {"k": 0.5, "h": 4, "sided": "three"}, "sided"),
        ("ahp_incomplete", {"pairs": {"ab": 2}}, "ab"),
        ("seed_arithmetic", {"facts": {"S01": []}}, "S01"),
    ],
)
def test_a_bad_input_is_named_in_both_languages(kind: str, inputs: dict[str, object], named: str) -> None:
    with pytest.raises(OutOfRange) as refusal:
        compute(kind, inputs)
    assert named in refusal.value.message.en
    assert named in refusal.value.message.zh


@pytest.mark.parametrize("inputs", [None, [], "x", {1: 2}])
def test_inputs_are_names_with_values(inputs: object) -> None:
    with pytest.raises(OutOfRange):
        compute("nps", inputs)  # type: ignore[arg-type]


def _value(kind: str, inputs: dict[str, object], key: str) -> object:
    return compute(kind, inputs)[key]


def test_names_of_outputs_follow_the_inputs() -> None:
    assert "se_n50" in compute("nps", {"promoters": 0.5, "passives": 0.3, "detractors": 0.2, "n": 50})
    sizes = compute("sample_size_proportion", {"p": 0.4, "e": 0.03, "N": 5000, "n": 600})
    assert {"n", "n_up", "n_fpc_N5000", "moe_n600"} <= set(sizes)
    assert "n_fpc_N1000" in compute("sample_size_proportion", {"p": 0.4, "e": 0.03})
    assert "CR_ri_0.58" in compute("ahp", {"matrix": [[1, 2, 3], [0.5, 1, 2], [1 / 3, 0.5, 1]], "RI_3": 0.58})
    powers = compute("power_t_two_sample", {"d": [0.4], "n": 50, "alpha": 0.05})
    assert powers["power_n50_d04"] == powers["power"]
    assert "vital_few_70" in compute("pareto", {"counts": {"a": 1, "b": 2}, "threshold": 70})
    assert "c_plus_1_2" in compute("cusum", {"x": [1, 2, 3], "mu0": 1, "K": 0.5, "H": 4})
    assert "policy" not in compute("goal_rollup", {"children": [{"w": 1, "score": 2}]})
    swapped = {
        "children": [{"w": 1, "score": 80}, {"w": 1, "score": None}],
        "policy_a": "missing = 0",
        "policy_z": "renormalise",
    }
    assert (compute("goal_rollup", swapped)["a"], compute("goal_rollup", swapped)["z"]) == (40, 80)


def test_counts_shares_and_scores_give_the_same_promoters() -> None:
    shares = compute("nps", {"promoters": 0.5, "passives": 0.25, "detractors": 0.25, "n": 8})
    for other in (
        {"promoters": 4, "passives": 2, "detractors": 2},
        {"promoters": 50, "passives": 25, "detractors": 25, "n": 8},
        {"scores": [9, 9, 10, 10, 7, 8, 1, 6]},
        {"promoters": 0.5, "detractors": 0.25, "n": 8},
    ):
        found = compute("nps", other)
        assert found == pytest.approx(shares)
    with pytest.raises(OutOfRange):
        compute("nps", {"promoters": 4, "passives": 2, "detractors": 2, "n": 9})


def test_satisfaction_in_every_shape() -> None:
    plain = _value("satisfaction_index", {"satisfaction": 8, "expectancy": 7, "performance": 7}, "index")
    others: tuple[dict[str, object], ...] = (
        {"items": [8, 7, 7]},
        {"items": {"a": 8, "b": 7, "c": 7}, "weights": {"c": 1, "b": 1, "a": 1}},
        {"responses": [[9, 7, None], [7, 7, 7]]},
        {"items": [{"mean": 8, "weight": 1}, {"mean": 7}, {"mean": 7}]},
        {"items": [80, 70, 70], "min": 10, "max": 100},
        {"items": [80, 70, 70], "scale": [10, 100]},
    )
    for other in others:
        assert _value("satisfaction_index", other, "index") == pytest.approx(plain)
    assert _value("satisfaction_index", {"satisfaction": 8, "expectancy": None}, "complete") is False


def test_cases_become_columns_for_any_method() -> None:
    found = compute("proportion_interval", {"cases": [[81, 263], {"successes": 0, "n": 20, "conf": 0.9}], "conf": 0.95})
    low, high = found["lo"], found["hi"]
    assert isinstance(low, list)
    assert isinstance(high, list)
    assert low == [pytest.approx(0.2553, abs=1e-4), 0.0]
    assert high[1] < 0.1611, "the case's own confidence wins"


def test_alpha_shapes() -> None:
    rows = [[1, 2, 1], [2, 3, None], [3, 3, 4], [4, 5, 4], [5, 4, 5]]
    found = compute("cronbach_alpha", {"items_by_subject": rows, "nan_policy": "listwise"})
    assert found["alpha"] == found["alpha_listwise"] != found["alpha_pairwise"]
    turned = [list(column) for column in zip(*rows, strict=True)]
    assert _value("cronbach_alpha", {"items_by_subject": turned, "n": 5, "k": 3}, "alpha") == found["alpha_pairwise"]


def test_ahp_shapes() -> None:
    matrix = [[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]]
    full = compute("ahp", {"matrix": matrix, "items": ["a", "b", "c"]})
    assert full["weights"] == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert _value("ahp", {"matrices": [matrix, matrix]}, "weights") == pytest.approx([0.6, 0.3, 0.1])
    part = compute(
        "ahp_incomplete", {"matrix": [[1, 2, None], [0.5, 1, 3], [None, 1 / 3, 1]], "items": ["a", "b", "c"]}
    )
    assert part["a_over_c"] == pytest.approx(6, rel=1e-4)
    assert part["c_over_a"] == pytest.approx(1 / 6, rel=1e-4)
    listed = compute("ahp_incomplete", {"pairs": [["a", "b", 2], {"a": "b", "b": "c", "ratio": 3}]})
    assert listed["weights"] == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1}, rel=1e-4)
    given = compute(
        "ahp_synthesis",
        {"criteria_weights": {"x": 0.25, "y": 0.75}, "local_weights": {"x": [1, 0], "y": {"p": 0, "q": 1}}},
    )
    assert given["global"] == pytest.approx([0.25, 0.75])
    assert compute("ahp_random_index", {"n": 3})["ri"] == 0.525
    assert compute("ahp_random_index", {"n": [3], "table": "saaty"})["ri"] == [0.58]
    assert compute("ahp_random_index", {"n": 3, "scale": "1/3..3"})["ri"] == pytest.approx(0.09, abs=0.03)


def test_regression_shapes() -> None:
    y, x = [1.0, 2.1, 2.9, 4.2, 5.0], [1, 2, 3, 4, 5]
    plain = compute("linear_regression", {"x": x, "y": y})
    for other in (
        {"x": [[each] for each in x], "y": y},
        {"X": [x], "y": y},
        {"outcome": "y", "drivers": ["a"], "data": {"y": [*y, None], "a": [*x, 9]}},
        {"outcome": "y", "drivers": ["a"], "data": [{"y": one, "a": two} for one, two in zip(y, x, strict=True)]},
    ):
        assert compute("linear_regression", other)["slope"] == pytest.approx(plain["slope"])
    curved = compute("linear_regression", {"x": x, "y": [each**2 for each in x], "degree": 2})
    assert curved["coef"] == pytest.approx({"const": 0, "x": 0, "x^2": 1}, abs=1e-9)
    through_zero = compute("linear_regression", {"x": x, "y": y, "intercept": False})
    assert set(through_zero["coef"]) == {"x"}  # type: ignore[call-overload]


def test_published_correlations_will_do() -> None:
    inputs: dict[str, object] = {"drivers": ["a", "b"], "R": [[1, 0.5], [0.5, 1]], "r": [0.6, 0.5]}
    assert compute("lmg", inputs)["general"] == pytest.approx(compute("relative_weights", inputs)["raw"])
    assert compute("lmg", inputs)["subset_r2"] == pytest.approx({"a": 0.36, "b": 0.25, "a+b": 0.31 / 0.75})


def test_forecast_shapes() -> None:
    y = [1.0, 2.1, 2.9, 4.2, 5.0]
    one, many = (
        compute("linear_forecast", {"y": y, "h": 2}),
        compute("linear_forecast", {"x": [1, 2, 3, 4, 5], "y": y, "x0": [6, 7]}),
    )
    assert many["f"][1] == pytest.approx(one["f"])  # type: ignore[index]
    level = _value("ses_forecast", {"y": y, "alpha": 0.5}, "f1")
    assert _value("ses_forecast", {"y": y, "alpha": [0.5]}, "f1") == [level]
    assert _value("ses_forecast", {"y": y, "alpha": 0.5, "h": 3}, "f") == [level] * 3
    assert _value("ses_forecast", {"y": y, "alpha": 0.5, "beta": 0.5, "h": 3}, "f") != [level] * 3


def test_charts_from_counts_and_from_summaries() -> None:
    chart = compute("p_chart", {"defectives": [5, 6, 30], "n": [50, 60, 50]})
    assert chart["pbar"] == pytest.approx(41 / 160)
    assert chart["signals"] == [3]
    assert len(chart["ucl"]) == 3  # type: ignore[arg-type]
    assert compute("c_chart", {"counts": [4, 5, 6]})["ucl"] == pytest.approx(5 + 3 * 5**0.5)
    assert compute("np_chart", {"defectives": [5, 6], "n": 50})["pbar"] == pytest.approx(0.11)
    assert compute("p_chart", {"pbar": 0.2, "n": [50, 100]})["cl"] == [0.2, 0.2]
    summary = compute("xbar_chart", {"means": [10, 12], "ranges": [2, 4], "n": 5})
    assert summary["ucl"] == pytest.approx(11 + 0.577 * 3, abs=0.001)
    in_sigmas = compute("cusum", {"x": [10, 14, 16], "target": 10, "sigma": 2, "k": 0.5, "h": 4})
    assert in_sigmas["c_plus"] == [0, 3, 8]
    assert compute("changepoint", {"x": [1, 1, 5, 5, 9, 9], "n_breaks": 2})["break_after_index"] == [2, 4]


def test_gaps_pareto_and_priorities_in_other_shapes() -> None:
    gaps = compute("servqual_overall", {"P": {"a": 4, "b": 5}, "E": {"a": 6, "b": 5.5}, "weights": {"a": 60, "b": 40}})
    assert gaps["weighted"] == pytest.approx(-1.4)
    assert gaps["largest_gap"] == "a"
    listed = compute("pareto", {"categories": ["x", "y"], "costs": [10, 90]})
    assert listed["vital_few_80"] == ["y"]
    assert compute("pareto", {"values": [["x", 10], {"name": "y", "value": 90}]})["order"] == ["y", "x"]
    assert compute("action_priority", {"rows": [[9, 2, 5], {"S": 1, "O": 1, "D": 1}]})["ap"] == ["M", "L"]
    cells = compute("action_priority", {})["table"]
    assert isinstance(cells, dict)
    own = compute("action_priority", {"table": {**cells, "S1|O1|D1": "H"}, "S": 1, "O": 1, "D": 1})
    assert own["ap"] == "H"
    assert own["monotone"] is False
    assert compute("rpn", {"S": 2, "O": 3, "D": 4})["rpn"] == 24


def test_networks_of_named_and_weighted_links() -> None:
    found = compute(
        "network_centrality", {"edges": [["a", "b", 3], {"from": "b", "to": "c", "weight": 1}], "nodes": ["z"]}
    )
    assert found["components"] == [["z"], ["a", "b", "c"]]
    assert found["degree"] == {"z": 0, "a": 1, "b": 2, "c": 1}


def test_path_model_from_a_csv_text() -> None:
    rows = "\n".join(f"{at % 7},{(at * 3 + at % 4) % 9},{at % 7 + at % 3}" for at in range(40))
    inputs: dict[str, object] = {
        "data": "data/answers.csv",
        "blocks": {"A": ["a"], "B": ["b", "c"]},
        "paths": ["A->B"],
    }
    assert csv_reference(inputs) == "data/answers.csv"
    found = compute("pls_path", with_csv(inputs, "a,b,c\n" + rows))
    assert set(found["loadings"]) == {"a", "b", "c"}  # type: ignore[call-overload]
    assert csv_reference({"data": {}}) is None


NONSENSE: tuple[object, ...] = (
    None, "x", True, -1, 0, 2.5, 1e308, 10**400, [], {}, [None], ["a"], [0, 0, 0], [[1, 2], [3]], [[0, 0], [0, 0]],
    math.nan, math.inf, -0.5, [{}],
)  # fmt: skip


def _places(value: object, here: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    if here:
        yield here
    if isinstance(value, dict):
        for key in value:
            yield from _places(value[key], (*here, key))
    elif isinstance(value, list) and value:
        yield from _places(value[0], (*here, 0))


def _spoilt(inputs: dict[str, object], place: tuple[object, ...], value: object) -> dict[str, object]:
    whole = copy.deepcopy(inputs)
    spot: object = whole
    for step in place[:-1]:
        spot = spot[step]  # type: ignore[index]
    if value is Ellipsis:
        del spot[place[-1]]  # type: ignore[attr-defined]
    else:
        spot[place[-1]] = value  # type: ignore[index]
    return whole


@pytest.mark.parametrize("case", cases_due(), ids=lambda case: case.id)
def test_nonsense_is_refused_or_answered_but_never_breaks(case: OracleCase) -> None:
    inputs = case.inputs
    places = [place for place in _places(inputs) if len(place) <= 3 and len(str(place)) < 60][:12]
    refusals: list[ModelError] = []
    for number, place in enumerate(places):
        for value in (Ellipsis, *NONSENSE[number % 2 :: 2]):
            try:
                answer = compute(case.kind, _spoilt(inputs, place, value))
            except (OutOfRange, NotEnoughEvidence) as refusal:
                refusals.append(refusal)
            else:
                json.dumps(answer, allow_nan=False)
    assert refusals
    assert all(refusal.message.zh and refusal.remedy.zh for refusal in refusals)
