"""Adapters: weights from judgements and from figures, goal roll-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sq_core.models.ahp import (
    LIMIT,
    SAATY_INDEX,
    SIMULATED_INDEX,
    ahp_weights,
    group_judgement,
    random_index,
    simulate_random_index,
    synthesise,
)
from sq_core.models.ahp_incomplete import Judgement, complete_judgements
from sq_core.models.checks import outside
from sq_core.models.entropy import entropy_weights
from sq_core.models.goal_tree import Goal, attainment, roll_up
from sq_core.models.methods.inputs import MAPPING, Inputs, is_list, label
from sq_core.models.methods.registry import Answer, Method
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAIRS = Text("形如 a/b 的成对比较", "comparisons such as a/b")


def _named(names: Sequence[str], values: Sequence[float]) -> object:
    return dict(zip(names, values, strict=True)) if names else list(values)


def _items(inputs: Inputs, size: int) -> list[str]:
    names = inputs.words("items", "criteria", "names") if inputs.has("items", "criteria", "names") else []
    if names and len(names) != size:
        raise inputs.wrong("items", Text("与矩阵同样多的名称", "as many names as the matrix has rows"))
    return names


def _indices(inputs: Inputs, size: int) -> list[float]:
    """List the random indices to divide by: those the inputs hold (RI, RI_5_saaty, ...), else both tables' own."""
    given = [inputs.number(key) for key in inputs.values if key == "RI" or key.startswith("RI_")]
    return given or [random_index(size), random_index(size, SAATY_INDEX)]


def _ahp(inputs: Inputs) -> Answer:
    """Weights, eigenvalue, CI and CR; one more CR per random index, named after it. Several matrices are merged."""
    if inputs.has("matrices"):
        name, value = inputs.found("matrices")
        if not isinstance(value, list | tuple):
            raise inputs.wrong(name, Text("一列判断矩阵", "a list of matrices"))
        each = [Inputs(inputs.kind, {"matrix": one}, f"{name}[{at}].").table("matrix") for at, one in enumerate(value)]
        matrix = group_judgement(each).tolist()
    else:
        matrix = inputs.table("matrix")
    indices = _indices(inputs, len(matrix))
    given = any(key == "RI" or key.startswith("RI_") for key in inputs.values)
    found = ahp_weights(matrix, indices[0] if given and len(matrix) > 2 else None)
    answer: Answer = {
        "weights": _named(_items(inputs, len(matrix)), found.weights),
        "lambda_max": found.largest_eigenvalue,
        "CI": found.consistency_index,
        "RI": found.random_index,
        "CR": found.consistency_ratio,
        "consistent": found.consistency_ratio <= inputs.number_or(LIMIT, "cr_limit"),
    }
    for index in indices:
        answer[f"CR_ri_{label(index)}"] = found.consistency_index / index if len(matrix) > 2 and index > 0 else 0.0
    return answer


def _judgements(inputs: Inputs) -> list[Judgement]:
    """Read ``a/b: 3``, or [a, b, 3], or {a, b, ratio}."""
    name, value = inputs.found("pairs", "comparisons")
    if isinstance(value, Mapping):
        pairs: list[Judgement] = []
        for key, ratio in inputs.named_numbers(name).items():
            ends = re.split(r"\s*(?:/|,|:|\bvs\b|\|)\s*", key.strip())
            if len(ends) != 2 or not all(ends):
                raise inputs.wrong(f"{name}.{key}", _PAIRS)
            pairs.append(Judgement(ends[0], ends[1], ratio))
        return pairs
    return [
        Judgement(str(each.found("a", "first")[1]), str(each.found("b", "second")[1]), each.number("ratio", "value"))
        for each in inputs.records(name, positional=("a", "b", "ratio"))
    ]


def _judgements_of_matrix(inputs: Inputs) -> list[Judgement]:
    rows = inputs.table("matrix", gaps=True)
    names = _items(inputs, len(rows)) or [str(at + 1) for at in range(len(rows))]
    if len(rows) != len(rows[0]):
        raise inputs.wrong("matrix", Text("方阵", "a square table"))
    return [
        Judgement(names[row], names[column], rows[row][column])
        for row in range(len(rows))
        for column in range(row + 1, len(rows))
        if rows[row][column] == rows[row][column]
    ]


def _ahp_incomplete(inputs: Inputs) -> Answer:
    """Weights by item, and each missing ratio under ``a_over_b`` and ``b_over_a``."""
    given = _judgements(inputs) if inputs.has("pairs", "comparisons") else _judgements_of_matrix(inputs)
    found = complete_judgements(given)
    answer: Answer = {
        "weights": dict(zip(found.items, found.priorities.weights, strict=True)),
        "lambda_max": found.priorities.largest_eigenvalue,
        "CI": found.priorities.consistency_index,
        "CR": found.priorities.consistency_ratio,
    }
    for each in found.filled:
        answer[f"{each.first}_over_{each.second}"] = each.ratio
        answer[f"{each.second}_over_{each.first}"] = 1.0 / each.ratio
    return answer


def _random_index(inputs: Inputs) -> Answer:
    """Mean consistency index of random matrices: from the table for the scale 1/9..9, else simulated with a seed."""
    sizes, many = inputs.one_or_many("n")
    if any(size < 1 or not size.is_integer() or size > 60 for size in sizes):
        raise inputs.wrong("n", Text("1 到 60 的整数", "whole numbers from 1 to 60"))
    scale = re.fullmatch(r"\s*1/(\d+)\s*\.\.\s*(\d+)\s*", inputs.word("1/9..9", "scale"))
    if scale is None or scale.group(1) != scale.group(2) or len(scale.group(1)) > 3:
        raise inputs.wrong("scale", Text("形如 1/9..9 的标度", "a scale such as 1/9..9"))
    largest = int(scale.group(1))
    tables = {"simulated": "simulated", "saaty": "saaty"}
    table = SAATY_INDEX if inputs.choice(tables, "simulated", "table") == "saaty" else SIMULATED_INDEX
    found = [
        random_index(int(size), table) if largest == 9 else simulate_random_index(int(size), largest) for size in sizes
    ]
    return {"ri": found if many else found[0], "cr_limit": inputs.number_or(LIMIT, "cr_limit")}


def _criterion_weights(inputs: Inputs, order: list[str]) -> list[float]:
    if inputs.has("criteria_matrix"):
        return list(ahp_weights(inputs.table("criteria_matrix")).weights)
    name, value = inputs.found("criteria_weights", "weights")
    if is_list(value):
        return inputs.numbers(name)
    weights = inputs.named_numbers(name)
    if set(weights) != set(order):
        raise inputs.wrong(name, MAPPING)
    return [weights[each] for each in order]


def _local_weights(inputs: Inputs, order: list[str]) -> list[list[float]]:
    if inputs.has("local_matrices"):
        local = inputs.inner("local_matrices")
        return [list(ahp_weights(local.table(name)).weights) for name in order]
    local = inputs.inner("local_weights")
    return [
        list(local.named_numbers(name).values()) if isinstance(local.values.get(name), Mapping) else local.numbers(name)
        for name in order
    ]


def _ahp_synthesis(inputs: Inputs) -> Answer:
    """Global weights of alternatives; criteria and local weights come from matrices or are given as weights."""
    keys = inputs.inner("local_matrices", "local_weights").values
    order = inputs.words("criteria") if inputs.has("criteria") else list(keys)
    criteria, local = _criterion_weights(inputs, order), _local_weights(inputs, order)
    if len({len(row) for row in local}) != 1:
        raise inputs.wrong("local_matrices", Text("同样多的方案", "the same alternatives under every criterion"))
    names = inputs.words("alternatives") if inputs.has("alternatives") else []
    found = synthesise(criteria, local)
    if names and len(names) != len(found):
        raise inputs.wrong("alternatives", Text("与矩阵同样多的名称", "as many names as the matrices have rows"))
    answer: Answer = {
        "global": _named(names, found),
        "criteria_weights": dict(zip(order, criteria, strict=True)) if len(order) == len(criteria) else criteria,
        "local_weights": {name: _named(names, row) for name, row in zip(order, local, strict=True)},
    }
    if inputs.has("criteria_matrix"):
        answer["CR"] = ahp_weights(inputs.table("criteria_matrix")).consistency_ratio
    return answer


def _entropy(inputs: Inputs) -> Answer:
    """Weights w, entropies e and divergences d; rows are alternatives. ``equal``: nothing told them apart."""
    found = entropy_weights(inputs.table("matrix_alternatives_by_criteria", "matrix", "table"))
    names = _items(inputs, len(found.weights))
    return {
        "w": found.weights,
        "e": found.entropies,
        "d": [1.0 - each for each in found.entropies],
        "equal": found.equal,
        **({"weights": _named(names, found.weights)} if names else {}),
    }


def _goal(child: Inputs, depth: int) -> Goal:
    if depth > 50:
        raise outside(Text("目标树超过 50 层。", "The goal tree is deeper than 50 levels."))
    weight = child.number("w", "weight")
    if child.has("children"):
        return Goal(weight, children=tuple(_goal(each, depth + 1) for each in child.records("children")))
    score = child.optional("score", "value", "a")
    if score is None and child.has("actual"):
        score = attainment(child.number("base"), child.number("target"), child.number("actual"))
    return Goal(weight, score)


def _goal_rollup(inputs: Inputs) -> Answer:
    """Weighted roll-up under both policies, and coverage; ``policy_x`` names an output x (a and b unless told)."""
    goals = [_goal(each, 1) for each in inputs.records("children", "goals", positional=("w", "score"))]
    found = roll_up(goals)
    answer: Answer = {
        "a": found.reported,
        "b": found.missing_as_zero,
        "coverage": found.coverage,
        "reported": found.reported,
        "missing_as_zero": found.missing_as_zero,
    }
    for key in inputs.values:
        if key.startswith("policy_") and inputs.has(key):
            zero = re.search(r"\b0\b|zero|零", inputs.word("", key).lower())
            answer[key.removeprefix("policy_")] = found.missing_as_zero if zero else found.reported
    return answer


WEIGHTS = (
    Method("ahp", "weights", Text("层次分析法权重", "Weights from judgements (AHP)"), _ahp),
    Method(
        "ahp_incomplete", "weights", Text("不完整判断的权重", "Weights from incomplete judgements"), _ahp_incomplete
    ),
    Method("ahp_random_index", "weights", Text("随机一致性指标", "Random consistency index"), _random_index),
    Method("ahp_synthesis", "weights", Text("层次分析法综合", "AHP roll-up of two levels"), _ahp_synthesis),
    Method("entropy_weights", "weights", Text("熵权", "Entropy weights"), _entropy),
    Method("goal_rollup", "weights", Text("目标加权汇总", "Weighted roll-up of goals"), _goal_rollup),
)
