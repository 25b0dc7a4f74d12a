"""Adapters: service gaps, Pareto, failure modes, journeys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sq_core.models.fmea import (
    AIAG_VDA,
    PriorityTable,
    action_priority,
    distinct_risk_priorities,
    is_monotone,
    priority_cells,
    priority_counts,
    risk_priority,
)
from sq_core.models.journey import Touchpoint, journey_score
from sq_core.models.methods.inputs import Inputs, is_list, label
from sq_core.models.methods.registry import Answer, Method
from sq_core.models.pareto import rank_pareto
from sq_core.models.servqual import DIMENSIONS, overall_gap
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.fmea import Band


def _servqual_structure(inputs: Inputs) -> Answer:
    """Items in all and the item numbers of each dimension, in the order given; SERVQUAL's own where none is given."""
    standard = {dimension.key: float(len(dimension.items)) for dimension in DIMENSIONS}
    if inputs.has("items_per_dimension") and is_list(inputs.found("items_per_dimension")[1]):
        counts = {str(at): each for at, each in enumerate(inputs.numbers("items_per_dimension"), start=1)}
    else:
        counts = inputs.named_numbers("items_per_dimension") if inputs.has("items_per_dimension") else standard
    if not counts or any(count < 0 or not count.is_integer() for count in counts.values()):
        raise inputs.wrong("items_per_dimension", Text("各维度的题数", "the number of items of each dimension"))
    ranges: dict[str, tuple[int, int]] = {}
    last = 0
    for name, count in counts.items():
        ranges[name] = (last + 1, last + int(count))
        last += int(count)
    return {"total": last, "dimensions": len(counts), "items": ranges, "standard": counts == standard}


def _gaps(inputs: Inputs) -> dict[str, float]:
    """Fetch gaps by dimension; a bare list is in the order of the questionnaire. P and E are subtracted."""
    names = ("gaps_P_minus_E", "gaps")
    if not inputs.has(*names):
        seen, expected = inputs.named_numbers("P", "perceptions"), inputs.named_numbers("E", "expectations")
        if set(seen) != set(expected):
            raise inputs.wrong("E", Text("与 P 相同的维度", "the same dimensions as P"))
        return {key: seen[key] - expected[key] for key in seen}
    name, value = inputs.found(*names)
    return _by_dimension(inputs.numbers(name)) if is_list(value) else inputs.named_numbers(name)


def _by_dimension(values: list[float]) -> dict[str, float]:
    if len(values) == len(DIMENSIONS):
        return {dimension.key: value for dimension, value in zip(DIMENSIONS, values, strict=True)}
    return {str(at): value for at, value in enumerate(values, start=1)}


def _servqual_overall(inputs: Inputs) -> Answer:
    """Sum, plain mean, weighted gap and the most negative dimension."""
    gaps = _gaps(inputs)
    weights: dict[str, float] | None = None
    if inputs.has("weights"):
        if is_list(inputs.found("weights")[1]):
            listed = inputs.numbers("weights")
            if len(listed) != len(gaps):
                raise inputs.wrong("weights", Text("每个维度一个权重", "one weight per dimension"))
            weights = dict(zip(gaps, listed, strict=True))
        else:
            weights = inputs.named_numbers("weights")
    found = overall_gap(gaps, weights)
    return {
        "gaps": gaps,
        "sum": found.total,
        "overall": found.mean,
        "weighted": found.weighted,
        "weights_sum": found.weights_total,
        "largest_gap": found.largest,
    }


def _pareto(inputs: Inputs) -> Answer:
    """Order, cumulated percentages and the vital few, named after the threshold in per cent (80 unless told)."""
    names = ("counts", "costs", "amounts", "values")
    name, value = inputs.found(*names)
    if is_list(value) and inputs.has("categories", "names"):
        labels, listed = inputs.words("categories", "names"), inputs.numbers(name)
        if len(labels) != len(listed):
            raise inputs.wrong(name, Text("每个类别一个数量", "one amount per category"))
        amounts = dict(zip(labels, listed, strict=True))
    elif is_list(value):
        records = inputs.records(name, positional=("name", "count"))
        amounts = {
            str(each.found("name", "category")[1]): each.number("count", "cost", "amount", "value") for each in records
        }
    else:
        amounts = inputs.named_numbers(name)
    threshold = inputs.number_or(0.8, "threshold")
    percent = threshold if threshold > 1.0 else 100.0 * threshold
    found = rank_pareto(amounts, percent / 100.0)
    return {
        "order": [bar.name for bar in found.bars],
        "amounts": [bar.amount for bar in found.bars],
        "pct": [100.0 * bar.amount / found.total for bar in found.bars],
        "cum_pct": [100.0 * bar.cumulated for bar in found.bars],
        f"vital_few_{label(round(percent, 6))}": found.vital_few,
        "total": found.total,
    }


def _bands(inputs: Inputs) -> tuple[tuple[Band, ...], tuple[Band, ...], tuple[Band, ...]]:
    """Read ``S 9-10/7-8/...; O ...; D ...``; the published bands where none are given."""
    if not inputs.has("bands"):
        return AIAG_VDA.severity, AIAG_VDA.occurrence, AIAG_VDA.detection
    found: dict[str, tuple[Band, ...]] = {}
    for part in inputs.word("", "bands").split(";"):
        said = re.fullmatch(r"\s*([SOD])\s+(\d{1,2}(?:-\d{1,2})?(?:/\d{1,2}(?:-\d{1,2})?)*)\s*", part)
        if said is not None:
            ends = [[int(end) for end in band.split("-")] for band in said.group(2).split("/")]
            found[said.group(1)] = tuple((end[0], end[-1]) for end in ends)
    if set(found) != set("SOD"):
        raise inputs.wrong(
            "bands", Text("形如 S 9-10/7-8/…; O …; D … 的分段", "bands such as S 9-10/7-8/...; O ...; D ...")
        )
    return found["S"], found["O"], found["D"]


def _priority_table(inputs: Inputs) -> PriorityTable:
    """Take the published table, or another whose cells the inputs spell out under ``table``."""
    bands = _bands(inputs)
    if not inputs.has("table"):
        if bands != (AIAG_VDA.severity, AIAG_VDA.occurrence, AIAG_VDA.detection):
            raise inputs.missing("table")
        return AIAG_VDA
    cells = inputs.inner("table")
    blank = PriorityTable(*bands, letters=tuple(tuple("L" * len(bands[2]) for _ in bands[1]) for _ in bands[0]))
    letters = [cells.word("", name) if cells.has(name) else cells.word("", "missing") for name in priority_cells(blank)]
    if not all(letter in ("H", "M", "L") for letter in letters):
        raise inputs.wrong("table", Text("每个组合一个 H、M 或 L", "H, M or L for every combination of bands"))
    words = iter(letters)
    rows = tuple(tuple("".join(next(words) for _ in bands[2]) for _ in bands[1]) for _ in bands[0])
    return PriorityTable(*bands, letters=rows)


def _ranks(inputs: Inputs) -> list[tuple[float, float, float]]:
    """Fetch severity, occurrence, detection of each row."""
    return [
        (row.number("S", "severity"), row.number("O", "occurrence"), row.number("D", "detection"))
        for row in inputs.records("rows", "modes", positional=("S", "O", "D"))
    ]


def _action_priority(inputs: Inputs) -> Answer:
    """The whole table, its counts over 1,000 triples, whether worse never ranks lower, and each row's priority.

    The table is the public quotation of AIAG-VDA 2019: unverified, to be confirmed against the handbook.
    """
    table = _priority_table(inputs)
    answer: Answer = {
        "table": priority_cells(table),
        "counts_over_1000": priority_counts(table),
        "monotone": is_monotone(table),
    }
    if inputs.has("S", "severity"):
        answer["ap"] = action_priority(
            inputs.number("S", "severity"), inputs.number("O", "occurrence"), inputs.number("D", "detection"), table
        )
    elif inputs.has("rows", "modes"):
        answer["ap"] = [action_priority(*each, table) for each in _ranks(inputs)]
    return answer


def _rpn(inputs: Inputs) -> Answer:
    """S x O x D of each row, and how many distinct values there can be."""
    if inputs.has("S", "severity"):
        ranks = (inputs.number("S", "severity"), inputs.number("O", "occurrence"), inputs.number("D", "detection"))
        return {
            "rpn": risk_priority(*ranks),
            "ap": action_priority(*ranks),
            "distinct_rpn_values": distinct_risk_priorities(),
        }
    rows = _ranks(inputs)
    return {
        "rpn": [risk_priority(*each) for each in rows],
        "ap": [action_priority(*each) for each in rows],
        "distinct_rpn_values": distinct_risk_priorities(),
    }


def _journey(inputs: Inputs) -> Answer:
    """Importance- and volume-weighted scores, pain by touchpoint, the worst (its name, or its number from 0)."""
    records = inputs.records("touchpoints", positional=("n", "sat", "imp"))
    points = [
        Touchpoint(
            each.optional("sat", "satisfaction", "score"),
            each.number("imp", "importance", "weight"),
            each.number_or(0.0, "n"),
        )
        for each in records
    ]
    found = journey_score(points, inputs.number_or(10.0, "scale_max", "max", "top"))
    worst: object = found.worst
    if found.worst is not None and records[found.worst].has("name", "id"):
        worst = str(records[found.worst].found("name", "id")[1])
    return {
        "weighted": found.weighted,
        "volume_weighted": found.by_volume,
        "pain_index": found.pain,
        "worst": worst,
        "coverage": found.coverage,
    }


EXPERIENCE = (
    Method("servqual_structure", "servqual", Text("SERVQUAL 结构", "SERVQUAL structure"), _servqual_structure),
    Method("servqual_overall", "servqual", Text("SERVQUAL 总差距", "SERVQUAL overall gap"), _servqual_overall),
    Method("pareto", "pareto_rca", Text("帕累托分析", "Pareto"), _pareto),
    Method("action_priority", "fmea", Text("措施优先级", "Action priority"), _action_priority),
    Method("rpn", "fmea", Text("风险优先数", "Risk priority number"), _rpn),
    Method("journey_score", "journey", Text("旅程评分", "Journey score"), _journey),
)
