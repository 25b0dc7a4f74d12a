"""Adapters: control charts, run lengths, change points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.models.attribute_charts import AttributeChart, c_chart, c_limits, np_chart, np_limits, p_chart, p_limits
from sq_core.models.change_point import find_change_point, find_change_points, split_series
from sq_core.models.chart_constants import MOST, control_constants
from sq_core.models.control_charts import SigmaEstimator, individuals_chart, subgroup_chart, subgroup_limits
from sq_core.models.methods.inputs import Inputs, label
from sq_core.models.methods.registry import Answer, Method
from sq_core.models.run_length import Sides, cusum_run_length
from sq_core.models.run_rules import run_signals
from sq_core.models.time_weighted_charts import cusum_chart, ewma_chart
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.models.control_charts import Limits

_ESTIMATORS: dict[str, SigmaEstimator] = {
    "rmsdf": "RMSDF",
    "pooled": "RMSDF",
    "rbar/d2": "Rbar/d2",
    "rbar": "Rbar/d2",
    "uwave-r": "Rbar/d2",
    "sbar/c4": "Sbar/c4",
    "sbar": "Sbar/c4",
    "uwave-sd": "Sbar/c4",
}
_SIDES: dict[str, Sides] = {"two": "two", "two-sided": "two", "one": "one", "one-sided": "one"}


def _limits(found: Sequence[Limits], many: bool) -> Answer:
    columns = {
        "cl": [each.center for each in found],
        "ucl": [each.upper for each in found],
        "lcl": [each.lower for each in found],
    }
    return {key: column if many else column[0] for key, column in columns.items()}


def _charted(found: AttributeChart) -> Answer:
    """Write out a chart of periods; limits that do not step are given once."""
    steps = len(set(found.limits)) > 1
    return {
        **_limits(found.limits, many=steps),
        "values": found.values,
        "signals": found.signals,
        "beyond": len(found.signals),
        "dispersion": found.dispersion,
    }


def _c_chart(inputs: Inputs) -> Answer:
    """Limits for one or many mean counts, or the chart of counts."""
    if inputs.has("cbar", "c_bar"):
        means, many = inputs.one_or_many("cbar", "c_bar")
        if not means:
            raise inputs.missing("cbar")
        return _limits([c_limits(mean) for mean in means], many)
    counts = inputs.numbers("counts", "c", "x", "defects")
    found = c_chart(counts)
    return {"cbar": found.limits[0].center, **_charted(found)}


def _paired(shares: list[float], sizes: list[float], inputs: Inputs) -> list[tuple[float, float]]:
    """Pair shares with sizes; a single one goes with all of the others."""
    count = max(len(shares), len(sizes))
    if not shares or not sizes or any(len(each) not in (1, count) for each in (shares, sizes)):
        raise inputs.wrong("n", Text("与 pbar 等长", "as long as pbar"))
    wide = [each * count if len(each) == 1 else each for each in (shares, sizes)]
    return list(zip(*wide, strict=True))


def _p_chart(inputs: Inputs) -> Answer:
    """Limits of a share for one or many n, or the chart of defectives with limits that step; ``laney`` widens them."""
    if inputs.has("pbar", "p_bar", "p"):
        shares, many_shares = inputs.one_or_many("pbar", "p_bar", "p")
        sizes, many_sizes = inputs.one_or_many("n")
        found = [p_limits(share, n) for share, n in _paired(shares, sizes, inputs)]
        return _limits(found, many_shares or many_sizes)
    hits = inputs.numbers("defectives", "counts", "x", "d")
    sizes, many = inputs.one_or_many("n", "sizes")
    chart = p_chart(hits, sizes if many else sizes * len(hits), laney=inputs.flag("laney"))
    return {"pbar": chart.limits[0].center, **_charted(chart)}


def _np_chart(inputs: Inputs) -> Answer:
    """Limits of a number of defectives for one or many n, or the chart of counts."""
    if inputs.has("pbar", "p_bar", "p"):
        shares, many_shares = inputs.one_or_many("pbar", "p_bar", "p")
        sizes, many_sizes = inputs.one_or_many("n")
        found = [np_limits(share, n) for share, n in _paired(shares, sizes, inputs)]
        return _limits(found, many_shares or many_sizes)
    n = inputs.number("n")
    chart = np_chart(inputs.numbers("defectives", "counts", "x", "d"), n)
    return {"pbar": chart.limits[0].center / n, **_charted(chart)}


def _constants(inputs: Inputs) -> Answer:
    """Every constant by subgroup size, sizes as text: A2 {"2": 1.88, ...}."""
    sizes, _ = inputs.one_or_many("n")
    if any(not size.is_integer() or not 2 <= size <= MOST for size in sizes):
        raise inputs.wrong("n", Text("{a} 到 {b} 的整数", "whole numbers from {a} to {b}").fill(a=2, b=MOST))
    found = {label(size): control_constants(int(size)) for size in sizes}
    names = ("A2", "A3", "B3", "B4", "D3", "D4", "E2", "d2", "d3", "c4")
    return {name: {size: float(getattr(each, name)) for size, each in found.items()} for name in names}


def _imr(inputs: Inputs) -> Answer:
    """Centre, limits, mean moving range and its limit; points beyond, counted from 1."""
    values = inputs.numbers("x", "values")
    found = individuals_chart(values)
    return {
        "center": found.limits.center,
        "mr_bar": found.moving_range.center,
        "sigma": found.sigma,
        "ucl": found.limits.upper,
        "lcl": found.limits.lower,
        "mr_ucl": found.moving_range.upper,
        "mr_lcl": found.moving_range.lower,
        "mr": found.ranges,
        "signals": found.limits.beyond(values),
        "mr_signals": [at + 1 for at in found.moving_range.beyond(found.ranges)],
        "rules": _rules(values, found.limits.center, found.sigma),
    }


def _rules(values: Sequence[float], center: float, sigma: float) -> dict[str, list[int]]:
    fired: dict[str, list[int]] = {}
    for signal in run_signals(values, center, sigma) if sigma > 0 else ():
        fired.setdefault(str(signal.rule), []).append(signal.point)
    return fired


def _xbar(inputs: Inputs) -> Answer:
    """Chart of subgroup means; the estimator is named. ``phase2_beyond`` counts signals after calibration."""
    if not inputs.has("subgroups", "samples"):
        n = inputs.whole("n")
        if not 2 <= n <= MOST:
            raise inputs.wrong("n", Text("每个子组的测量数", "the number of values in a subgroup"))
        mean, spread = (
            inputs.one_or_many("xbarbar", "center", "xbar", "means")[0],
            inputs.one_or_many("rbar", "R", "ranges")[0],
        )
        if not mean or not spread:
            raise inputs.missing("subgroups")
        limits = subgroup_limits(sum(mean) / len(mean), sum(spread) / len(spread), n)
        sigma = sum(spread) / len(spread) / control_constants(n).d2
        return {"center": limits.center, "ucl": limits.upper, "lcl": limits.lower, "sigma_within": sigma}
    rows = inputs.table("subgroups", "samples")
    chosen = (
        inputs.choice(_ESTIMATORS, "Rbar/d2", "sigma_estimator", "estimator")
        if inputs.has("sigma_estimator", "estimator")
        else None
    )
    found = subgroup_chart(rows, chosen, inputs.whole("calibration") if inputs.has("calibration") else None)
    return {
        "center": found.limits.center,
        "sigma_within": found.sigma,
        "sigma_estimator": found.estimator,
        "sigma_by_estimator": dict(found.sigmas),
        "ucl": found.limits.upper,
        "lcl": found.limits.lower,
        "r_bar": found.ranges.center,
        "r_ucl": found.ranges.upper,
        "r_lcl": found.ranges.lower,
        "s_bar": found.deviations.center,
        "s_ucl": found.deviations.upper,
        "s_lcl": found.deviations.lower,
        "signals": found.signals,
        "phase1_beyond": sum(at <= found.calibration for at in found.signals),
        "phase2_beyond": sum(at > found.calibration for at in found.signals),
    }


def _ewma(inputs: Inputs) -> Answer:
    """Averages, the limits they settle at, each point's own limits, and signals by the latter, counted from 1."""
    found = ewma_chart(
        inputs.numbers("x", "values"),
        inputs.number("target", "mu0", "center"),
        inputs.number("sigma"),
        inputs.number_or(0.2, "lambda", "lam", "weight"),
        inputs.number_or(3.0, "L", "width"),
    )
    return {
        "ewma": found.values,
        "ucl": found.steady.upper,
        "lcl": found.steady.lower,
        "ucl_i": [each.upper for each in found.limits],
        "lcl_i": [each.lower for each in found.limits],
        "signals": found.signals,
        "first_signal": found.signals[0] if found.signals else None,
    }


def _cusum(inputs: Inputs) -> Answer:
    """Both sums; K and H in the unit of x, or k and h in sigmas with sigma.

    For n points also ``c_plus_1_{n-1}`` (all but the last), ``c_plus_{n}`` and ``c_minus_{n}`` (the last).
    """
    values, sigma = inputs.numbers("x", "values"), inputs.number_or(1.0, "sigma")
    slack = inputs.number("K") if inputs.has("K") else inputs.number("k") * sigma
    decision = inputs.number("H") if inputs.has("H") else inputs.number("h") * sigma
    start = inputs.number_or(0.0, "head_start", "headstart", "fir")
    found = cusum_chart(values, inputs.number("mu0", "target", "mu"), slack, decision, start)
    last = len(values)
    return {
        "c_plus": found.upper,
        "c_minus": found.lower,
        "first_signal": found.first_signal,
        "signals": found.signals,
        f"c_plus_1_{last - 1}": found.upper[:-1],
        f"c_minus_1_{last - 1}": found.lower[:-1],
        f"c_plus_{last}": found.upper[-1],
        f"c_minus_{last}": found.lower[-1],
    }


def _cusum_arl(inputs: Inputs) -> Answer:
    """Average run length for one or many shifts in sigmas; two-sided unless told."""
    shifts, many = (
        inputs.one_or_many("shift_sigma", "shift", "mu", "delta")
        if inputs.has("shift_sigma", "shift", "mu", "delta")
        else ([0.0], False)
    )
    sides = inputs.choice(_SIDES, "two", "sided", "sides")
    start = inputs.number_or(0.0, "head_start", "headstart", "hs")
    found = [cusum_run_length(inputs.number("k"), inputs.number("h"), shift, start, sides) for shift in shifts]
    return {"arl": found if many else found[0]}


def _change_point(inputs: Inputs) -> Answer:
    """Best single break (points before it), whether it is warranted, and all breaks worth their penalty.

    ``n_breaks`` above one asks for that many: they stand as a list under ``break_after_index`` and ``breaks``.
    """
    values = inputs.numbers("x", "values")
    shortest = inputs.whole("min_size", "shortest") if inputs.has("min_size", "shortest") else 2
    wanted = inputs.whole("n_breaks", "n_bkps") if inputs.has("n_breaks", "n_bkps") else 1
    if wanted != 1:
        several = split_series(values, wanted, shortest)
        return {"break_after_index": several, "breaks": several}
    found = find_change_point(values, shortest)
    return {
        "break_after_index": found.after,
        "mean_before": found.mean_before,
        "mean_after": found.mean_after,
        "explained": found.explained,
        "warranted": found.warranted,
        "breaks": find_change_points(values, inputs.optional("penalty", "pen"), shortest),
    }


SPC = (
    Method("changepoint", "spc", Text("结构突变", "Change point"), _change_point),
    Method("cusum_arl", "spc", Text("累积和图平均链长", "Run length of a CUSUM"), _cusum_arl),
    Method("c_chart", "spc", Text("c 图", "c chart"), _c_chart),
    Method("control_chart_constants", "spc", Text("控制图系数", "Constants of control charts"), _constants),
    Method("cusum", "spc", Text("累积和图", "CUSUM chart"), _cusum),
    Method("ewma_chart", "spc", Text("EWMA 图", "EWMA chart"), _ewma),
    Method("imr_chart", "spc", Text("单值移动极差图", "Individuals chart"), _imr),
    Method("np_chart", "spc", Text("np 图", "np chart"), _np_chart),
    Method("p_chart", "spc", Text("p 图", "p chart"), _p_chart),
    Method("xbar_chart", "spc", Text("均值图", "Chart of subgroup means"), _xbar),
)
