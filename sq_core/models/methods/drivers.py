"""Adapters: regression, driver importance, importance-performance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.drivers import (
    Correlations,
    checked_correlations,
    correlations,
    importance_intervals,
    lmg,
    relative_weights,
)
from sq_core.models.importance_performance import Crosshair, importance_quadrants
from sq_core.models.methods.columns import complete_rows
from sq_core.models.methods.inputs import Inputs, is_list, is_number
from sq_core.models.methods.registry import Answer, Method
from sq_core.models.regression import Regression, least_squares
from sq_core.words import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CROSS: dict[str, Crosshair] = {
    "mean": "mean",
    "means": "mean",
    "median": "median",
    "medians": "median",
    "midpoint": "midpoint",
    "scale midpoint": "midpoint",
}


def _drivers(inputs: Inputs) -> list[str]:
    names = inputs.words("drivers", "predictors")
    if not names or len(set(names)) != len(names):
        raise inputs.wrong("drivers", Text("不重复的名称", "names that differ"))
    return names


def _outcome(inputs: Inputs) -> str:
    name, value = inputs.found("outcome", "target")
    if not isinstance(value, str) or not value:
        raise inputs.wrong(name, Text("一列的名称", "the name of a column"))
    return value


def _known(inputs: Inputs) -> tuple[list[str], Correlations]:
    """Fetch correlations: from observations, or as published (R among drivers, r with the outcome)."""
    names = _drivers(inputs)
    if inputs.has("data", "columns"):
        return names, correlations(*complete_rows(inputs, _outcome(inputs), names))
    known = checked_correlations(
        inputs.table("R", "predictor_correlations"), inputs.numbers("r", "outcome_correlations")
    )
    if len(known.with_outcome) != len(names):
        raise inputs.wrong("R", Text("每个驱动因素一行", "one row per driver"))
    return names, known


def _lmg(inputs: Inputs) -> Answer:
    """General dominance by driver, R-squared, and that of every proper subset named ``a+b`` in the drivers' order."""
    names, known = _known(inputs)
    found = lmg(known)
    shares = found.importance.shares
    return {
        "general": dict(zip(names, found.importance.parts, strict=True)),
        "r2": found.importance.r_squared,
        "subset_r2": {"+".join(names[at] for at in members): value for members, value in found.subsets.items()},
        "percent": shares and {name: 100.0 * share for name, share in zip(names, shares, strict=True)},
        "conditional": {name: [row[at] for row in found.conditional] for at, name in enumerate(names)},
        "sign": dict(zip(names, found.importance.signs, strict=True)),
    }


def _relative_weights(inputs: Inputs) -> Answer:
    """Raw weights, their percentages and R-squared; with a seed a bootstrap interval for each."""
    names, known = _known(inputs)
    found = relative_weights(known)
    shares = found.shares
    answer: Answer = {
        "raw": dict(zip(names, found.parts, strict=True)),
        "rescaled_pct": shares and {name: 100.0 * share for name, share in zip(names, shares, strict=True)},
        "r2": found.r_squared,
        "sign": dict(zip(names, found.signs, strict=True)),
    }
    if inputs.has("seed") and inputs.has("data", "columns"):
        drawn = importance_intervals(
            *complete_rows(inputs, _outcome(inputs), names),
            seed=abs(inputs.whole("seed")),
            resamples=min(10_000, max(100, int(inputs.number_or(1000, "resamples")))),
            confidence=inputs.confidence(),
        )
        answer["ci"] = {name: (each.low, each.high) for name, each in zip(names, drawn, strict=True)}
    return answer


def _points(inputs: Inputs) -> tuple[list[str], NDArray[np.float64], list[float]]:
    """Fetch drivers and outcome: named columns, or x (a list, rows, or columns by name) and y."""
    if inputs.has("data", "columns"):
        names = _drivers(inputs)
        rows, outcome = complete_rows(inputs, _outcome(inputs), names)
        return names, rows, outcome.tolist()
    y, (name, x) = inputs.numbers("y"), inputs.found("x", "X")
    if isinstance(x, Mapping):
        inner = inputs.inner(name)
        columns = {str(key): inner.numbers(key) for key in x}
    elif is_list(x) and all(is_number(each) for each in x):
        columns = {"x": inputs.numbers(name)}
    else:
        table = inputs.table(name)
        sideways = len(table) != len(y) and len(table[0]) == len(y)
        turned = table if sideways else [list(column) for column in zip(*table, strict=True)]
        columns = {f"x{at}": column for at, column in enumerate(turned, start=1)}
    if {len(column) for column in columns.values()} != {len(y)}:
        raise inputs.wrong(name, Text("与 y 等长", "as long as y"))
    degree = int(inputs.number_or(1, "degree"))
    if len(columns) == 1 and 1 < degree <= 10:
        ((key, base),) = columns.items()
        columns = {key: base} | {f"{key}^{power}": [each**power for each in base] for power in range(2, degree + 1)}
    return list(columns), np.array(list(columns.values()), dtype=np.float64).T, y


def _linear_regression(inputs: Inputs) -> Answer:
    """Coefficients and standard errors by name with ``const`` the intercept; a single x also gives a slope."""
    names, rows, outcome = _points(inputs)
    start = not inputs.has("intercept") or inputs.flag("intercept")
    return _told(names, least_squares(rows, outcome, inputs.confidence(), intercept=start))


def _told(names: list[str], found: Regression) -> Answer:
    fitted = dict(zip(names, found.slopes, strict=True))
    if found.intercept is not None:
        fitted = {"const": found.intercept, **fitted}
    answer: Answer = {
        "coef": {name: each.value for name, each in fitted.items()},
        "se": {name: each.standard_error for name, each in fitted.items()},
        "t": {name: each.t for name, each in fitted.items()},
        "p": {name: each.p_value for name, each in fitted.items()},
        "ci": {name: (each.interval.low, each.interval.high) for name, each in fitted.items()},
        "r2": found.r_squared,
        "r2_adj": found.adjusted,
        "resid_se": found.residual_sd,
        "resid_sd": found.residual_sd,
        "df": found.freedom,
        "n": found.n,
        "f": found.f,
        "f_p": found.p_value,
        "vif": dict(zip(names, found.inflation, strict=True)),
        "collinear": found.collinear,
        "thin": found.thin,
    }
    if len(names) == 1:
        answer |= {"slope": found.slopes[0].value, "slope_sd": found.slopes[0].standard_error}
    if found.intercept is not None:
        answer |= {"intercept": found.intercept.value, "intercept_sd": found.intercept.standard_error}
    return answer


def _importance_performance(inputs: Inputs) -> Answer:
    """Quadrant of each attribute and where the crosshair stands: means unless told median, midpoint or values."""
    records = inputs.records("attributes", "items", positional=("name", "importance", "performance"))
    matters = [record.number("importance") for record in records]
    done = [record.number("performance") for record in records]
    at: Crosshair | tuple[float, float]
    if inputs.has("cross", "crosshair") and isinstance(inputs.found("cross", "crosshair")[1], Mapping):
        given = inputs.inner("cross", "crosshair")
        at = (given.number("importance"), given.number("performance"))
    else:
        at = inputs.choice(_CROSS, "mean", "cross", "crosshair", "at", "center", "split")
    scale = None
    if inputs.has("scale_min", "min") and inputs.has("scale_max", "max"):
        scale = (inputs.number("scale_min", "min"), inputs.number("scale_max", "max"))
    found = importance_quadrants(matters, done, at, scale)
    names = [
        str(record.found("name")[1]) if record.has("name") else str(place) for place, record in enumerate(records, 1)
    ]
    return {
        "cross": {"importance": found.importance, "performance": found.performance},
        "quadrant": dict(zip(names, found.quadrants, strict=True)),
    }


DRIVERS = (
    Method(
        "importance_performance", "drivers", Text("重要性-绩效分析", "Importance-performance"), _importance_performance
    ),
    Method("lmg", "drivers", Text("驱动因素分解（LMG）", "Driver importance (LMG)"), _lmg),
    Method("linear_regression", "drivers", Text("线性回归", "Linear regression"), _linear_regression),
    Method("relative_weights", "drivers", Text("相对权重", "Relative weights"), _relative_weights),
)
