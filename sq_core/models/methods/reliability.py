"""Adapters: reliability, agreement, and what the planning document's figures imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.errors import ModelError
from sq_core.models.agreement import Correlation, agreement_table, cohen_kappa, intraclass_correlations
from sq_core.models.methods.registry import Answer, Method
from sq_core.models.reliability import Alpha, MissingRule, cronbach_alpha
from sq_core.models.stated_facts import implied_figures
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.agreement import KappaWeights
    from sq_core.models.intervals import Interval
    from sq_core.models.methods.inputs import Inputs

_TABLES = ("items_by_subject", "scores", "responses", "matrix", "table")
_MISSING: dict[str, MissingRule] = {"pairwise": "pairwise", "listwise": "listwise", "complete": "listwise"}
_KAPPA: dict[str, KappaWeights] = {
    "none": "none",
    "unweighted": "none",
    "linear": "linear",
    "equal": "linear",
    "quadratic": "quadratic",
    "squared": "quadratic",
}


def _ends(interval: Interval | None) -> tuple[float, float] | None:
    return None if interval is None else (interval.low, interval.high)


def _scores_by_subject(inputs: Inputs) -> list[list[float]]:
    """Fetch the table with a row per respondent; n and k, where given, tell whether it lies on its side."""
    rows = inputs.table(*_TABLES, gaps=True)
    if not (inputs.has("n") and inputs.has("k")):
        return rows
    told, shape = (inputs.whole("n"), inputs.whole("k")), (len(rows), len(rows[0]))
    if shape == told:
        return rows
    if shape != told[::-1]:
        raise inputs.wrong("n", Text("与表格一致的行数", "the number of rows of the table"))
    return [list(column) for column in zip(*rows, strict=True)]


def _cronbach(inputs: Inputs) -> Answer:
    """Alpha with Feldt's interval; with gaps pairwise unless told, both readings under their own names.

    Rows are respondents. The listwise interval counts complete respondents only.
    """
    rows, confidence = _scores_by_subject(inputs), inputs.confidence()
    rule = inputs.choice(_MISSING, "pairwise", "nan_policy", "missing", "policy", "deletion")
    chosen = cronbach_alpha(rows, rule, confidence)
    answer: Answer = {
        "alpha": chosen.value,
        "ci": _ends(chosen.interval),
        "n": chosen.n,
        "k": chosen.items,
        "dropped": chosen.dropped,
        "alpha_without": chosen.without,
    }
    for each in ("pairwise", "listwise"):
        other = _alpha_or_none(rows, _MISSING[each], confidence)
        answer[f"alpha_{each}"] = other and other.value
        answer[f"ci_{each}"] = other and _ends(other.interval)
    return answer


def _alpha_or_none(rows: list[list[float]], rule: MissingRule, confidence: float) -> Alpha | None:
    try:
        return cronbach_alpha(rows, rule, confidence)
    except ModelError:  # the reading that was not asked for may be impossible; the one asked for has been refused above
        return None


def _kappa(inputs: Inputs) -> Answer:
    """Kappa from a square table or from two coders' labels; null where both used a single category."""
    if inputs.has("table", "matrix"):
        counts = inputs.table("table", "matrix")
    else:
        first, second = (
            inputs.words("rater1", "rater_1", "rater_a", "a"),
            inputs.words("rater2", "rater_2", "rater_b", "b"),
        )
        counts = agreement_table(first, second)[1].tolist()
    found = cohen_kappa(counts, inputs.choice(_KAPPA, "none", "weights", "weighting"), inputs.confidence())
    return {
        "kappa": found.value,
        "po": found.observed,
        "pe": found.expected,
        "n": found.n,
        "ci": _ends(found.interval),
    }


def _icc(inputs: Inputs) -> Answer:
    """The six forms by Shrout and Fleiss's names; rows are targets, columns judges."""
    found = intraclass_correlations(
        inputs.table("ratings_targets_by_judges", "ratings", "matrix", "table"), inputs.confidence()
    )
    forms: dict[str, Correlation] = {
        "ICC1": found.one_way,
        "ICC2": found.random,
        "ICC3": found.fixed,
        "ICC1k": found.mean_one_way,
        "ICC2k": found.mean_random,
        "ICC3k": found.mean_fixed,
    }
    answer: Answer = {name: form.value for name, form in forms.items()}
    return {**answer, "ci": {name: _ends(form.interval) for name, form in forms.items()}}


def _seed_arithmetic(inputs: Inputs) -> Answer:
    """What the stated figures imply; a value that rests on an absent figure or on a bound is null."""
    facts = inputs.inner("facts")
    stated = {key: facts.stated(key) for key in facts.values if facts.has(key)}
    figures = implied_figures(stated)
    answer: Answer = {figure.key: figure.value for figure in figures}
    agreements = {figure.key: figure.agrees for figure in figures if figure.agrees is not None}
    return {**answer, "agrees": agreements}


RELIABILITY = (
    Method("cronbach_alpha", "reliability", Text("克朗巴赫信度", "Cronbach's alpha"), _cronbach),
    Method("cohen_kappa", "reliability", Text("编码一致性 kappa", "Cohen's kappa"), _kappa),
    Method("icc", "reliability", Text("组内相关", "Intraclass correlations"), _icc),
    Method("seed_arithmetic", "seed", Text("方案数据的推算值", "What the stated figures imply"), _seed_arithmetic),
)
