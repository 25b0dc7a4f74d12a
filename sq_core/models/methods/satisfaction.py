"""Adapters: satisfaction, sample size, promoters, shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.methods.inputs import MAPPING, NUMBERS, Inputs, is_list, is_number, label
from sq_core.models.methods.registry import Answer, Method
from sq_core.models.proportions import SHARE_METHODS, proportion_interval
from sq_core.models.sample_size import krejcie_morgan, margin_of_error, sample_size
from sq_core.models.satisfaction import NetPromoter, nps, nps_of_scores, nps_of_shares, satisfaction_index
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALE = ("min", "max", "scale_min", "scale_max", "scale", "weights", "w", "n", "conf", "confidence")
_ITEMS = ("items", "means", "scores", "x")


def _scores(inputs: Inputs, name: str, values: Sequence[object]) -> list[float | None]:
    if not all(value is None or is_number(value) for value in values):
        raise inputs.wrong(name, NUMBERS)
    return [float(value) if isinstance(value, int | float) else None for value in values]


def _item_means(inputs: Inputs) -> tuple[list[str], list[float | None]]:
    """Fetch item means: a table of responses, a list, named items, or the items written directly into the inputs."""
    if inputs.has("responses", "answers"):
        table = np.array(inputs.table("responses", "answers", gaps=True))
        told = ~np.isnan(table)
        counts = told.sum(axis=0)
        sums = np.where(told, table, 0.0).sum(axis=0)
        means = [float(total) / int(n) if n else None for total, n in zip(sums, counts, strict=True)]
        return [str(at) for at in range(len(means))], means
    if inputs.has(*_ITEMS):
        name, value = inputs.found(*_ITEMS)
        if is_list(value):
            return [str(at) for at in range(len(value))], _scores(inputs, name, value)
        inner = inputs.inner(name)
        return list(inner.values), _scores(inputs, name, list(inner.values.values()))
    named = {key: value for key, value in inputs.values.items() if key not in _SCALE}
    if not named:
        raise inputs.missing("items")
    return list(named), _scores(inputs, next(iter(named)), list(named.values()))


def _weights(inputs: Inputs, names: list[str]) -> list[float] | None:
    if not inputs.has("weights", "w"):
        return None
    name, value = inputs.found("weights", "w")
    if is_list(value):
        return inputs.numbers(name)
    weights = inputs.named_numbers(name)
    if set(weights) != set(names):
        raise inputs.wrong(name, MAPPING)
    return [weights[each] for each in names]


def _scaled_items(inputs: Inputs) -> tuple[list[float | None], list[float]]:
    """Bring items that each have a scale of their own to 0..1, with their weights."""
    means: list[float | None] = []
    weights: list[float] = []
    for item in inputs.records("items"):
        low, high = item.number_or(1.0, "min", "scale_min"), item.number_or(10.0, "max", "scale_max")
        if low >= high:
            raise item.wrong("max", Text("大于最低分的数", "a number above the lowest score"))
        mean = item.optional("mean", "score", "value")
        means.append(None if mean is None else (mean - low) / (high - low))
        weights.append(item.number_or(1.0, "weight", "w"))
    return means, weights


def _scale(inputs: Inputs) -> tuple[float, float]:
    """Fetch the ends of the scale: min and max, or scale as [min, max]; 1 to 10 unless told."""
    if inputs.has("scale"):
        ends = inputs.numbers("scale")
        if len(ends) != 2:
            raise inputs.wrong("scale", Text("[最低分, 最高分]", "[lowest, highest]"))
        return ends[0], ends[1]
    return inputs.number_or(1.0, "min", "scale_min"), inputs.number_or(10.0, "max", "scale_max")


def _satisfaction_index(inputs: Inputs) -> Answer:
    """100 * sum w (mean - min) / (max - min); items 1-10 and equal weights unless told, null items left out."""
    value = inputs.values.get("items")
    if is_list(value) and value and isinstance(value[0], Mapping):
        means, weights = _scaled_items(inputs)
        found = satisfaction_index(means, weights, 0.0, 1.0)
    else:
        names, scores = _item_means(inputs)
        found = satisfaction_index(scores, _weights(inputs, names), *_scale(inputs))
    return {
        "index": found.points,
        "weights": found.weights,
        "answered": found.answered,
        "items": found.items,
        "complete": found.complete,
    }


def _sample_size(inputs: Inputs) -> Answer:
    """Cochran (p, e, conf) with the finite correction for N, or Krejcie-Morgan (N, chi2, P, d) where it is asked for.

    The corrected size and the margin are named after their N and n: those of the inputs, else 1000 and 400.
    """
    if inputs.has("chi2", "d", "P") and not inputs.has("p", "e"):
        sizes, many = inputs.one_or_many("N", "population")
        found = [
            krejcie_morgan(
                size, inputs.number_or(3.841, "chi2"), inputs.number_or(0.5, "P"), inputs.number_or(0.05, "d", "e")
            )
            for size in sizes
        ]
        nearest, up = [each.nearest for each in found], [each.up for each in found]
        exact = [each.exact for each in found]
        return (
            {"S": nearest, "S_up": up, "S_exact": exact}
            if many
            else {"S": nearest[0], "S_up": up[0], "S_exact": exact[0]}
        )
    share, confidence = inputs.number_or(0.5, "p", "P"), inputs.confidence()
    answer: Answer = {}
    if inputs.has("e", "d", "margin") or not inputs.has("n"):
        margin = inputs.number("e", "d", "margin")
        endless = sample_size(share, margin, confidence)
        answer |= {"n": endless.exact, "n_up": endless.up}
        for size in inputs.one_or_many("N", "population")[0] if inputs.has("N", "population") else [1000.0]:
            finite = sample_size(share, margin, confidence, size)
            answer |= {f"n_fpc_N{label(size)}": finite.exact, f"n_fpc_N{label(size)}_up": finite.up}
    for n in inputs.one_or_many("n")[0] if inputs.has("n") else [400.0]:
        answer[f"moe_n{label(n)}"] = margin_of_error(share, n, confidence)
    return answer


def _net_promoter(inputs: Inputs) -> NetPromoter:
    """Tell counts from shares and percentages: shares add up to 1, percentages to 100 while n says otherwise."""
    confidence = inputs.confidence()
    if inputs.has("scores", "responses", "ratings"):
        return nps_of_scores(inputs.numbers("scores", "responses", "ratings"), confidence)
    promoters, detractors = inputs.number("promoters"), inputs.number("detractors")
    n = inputs.optional("n")
    if not inputs.has("passives") and n is None:
        raise inputs.missing("passives")
    whole = 1.0 if promoters + detractors <= 1.0 and n is not None and n > 1 else n
    passives = inputs.number_or((whole or 0.0) - promoters - detractors, "passives")
    total = promoters + passives + detractors
    parts = (promoters, passives, detractors)
    counted = all(part.is_integer() for part in parts)
    if abs(total - 1.0) <= 0.006 and not (counted and n in (None, 1.0)):
        return nps_of_shares(*parts, n, confidence)
    if abs(total - 100.0) <= 0.6 and (not counted or (n is not None and n != total)):
        return nps_of_shares(promoters / total, passives / total, detractors / total, n, confidence)
    if n is not None and abs(n - total) > 1e-9 * max(1.0, n):
        raise inputs.wrong("n", Text("推荐、中立与贬损人数之和", "the sum of the three counts"))
    return nps(*parts, confidence)


def _nps(inputs: Inputs) -> Answer:
    """NPS as a fraction, variance of one answer, standard error (named after n) and t interval as fractions."""
    found = _net_promoter(inputs)
    answer: Answer = {"nps": found.points / 100.0, "nps_points": found.points, "variance": found.variance}
    if found.n is not None and found.standard_error is not None:
        error = found.standard_error / 100.0
        answer |= {"n": found.n, "se": error, f"se_n{label(found.n)}": error}
    if found.interval is not None:
        answer |= {"lo": found.interval.low / 100.0, "hi": found.interval.high / 100.0}
    return answer


_SHARE_SPELLINGS = {method: method for method in SHARE_METHODS} | {
    "score": "wilson",
    "exact": "clopper_pearson",
    "beta": "clopper_pearson",
    "clopper-pearson": "clopper_pearson",
    "agresti-coull": "agresti_coull",
    "normal": "wald",
    "wilson_cc": "wilson_continuity",
}


def _proportion_interval(inputs: Inputs) -> Answer:
    """Wilson's interval as lo and hi (another where ``interval`` names one), and every method under its name."""
    hits, n = inputs.number("successes", "x", "hits", "count"), inputs.number("n", "total", "trials")
    confidence = inputs.confidence()
    chosen = inputs.choice(_SHARE_SPELLINGS, "wilson", "interval", "method")
    all_of_them = {name: proportion_interval(hits, n, confidence, name) for name in SHARE_METHODS}
    answer: Answer = {name: (each.low, each.high) for name, each in all_of_them.items()}
    picked = next(each for name, each in all_of_them.items() if name == chosen)
    return {"p": hits / n, "lo": picked.low, "hi": picked.high, **answer}


SATISFACTION = (
    Method("satisfaction_index", "satisfaction", Text("满意度指数", "Satisfaction index"), _satisfaction_index),
    Method("sample_size_proportion", "satisfaction", Text("比例的样本量", "Sample size for a share"), _sample_size),
    Method(
        "nps", "satisfaction", Text("净推荐值", "Net promoter score"), _nps, ("promoters", "passives", "detractors")
    ),
    Method(
        "proportion_interval",
        "satisfaction",
        Text("比例的置信区间", "Interval of a share"),
        _proportion_interval,
        ("successes", "n"),
    ),
)
