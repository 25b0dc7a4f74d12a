"""The chain from image to loyalty: a path model between constructs that are each measured by several questions.

PLS path modelling (Wold 1982; Tenenhaus et al. 2005) weighs the questions of each construct so that constructs
explain their neighbours, then regresses each construct on those that lead to it. No library for it is kept up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.errors import OutOfRange
from sq_core.models.checks import outside, positive, too_few
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.models.checks import Numbers, Table, Vector

Scheme = Literal["centroid", "factorial", "path"]
Path = tuple[str, str]

ECSI_PATHS: tuple[Path, ...] = (
    ("Image", "Expectation"),
    ("Expectation", "Quality"),
    ("Expectation", "Value"),
    ("Quality", "Value"),
    ("Image", "Satisfaction"),
    ("Expectation", "Satisfaction"),
    ("Quality", "Satisfaction"),
    ("Value", "Satisfaction"),
    ("Satisfaction", "Complaints"),
    ("Image", "Loyalty"),
    ("Satisfaction", "Loyalty"),
    ("Complaints", "Loyalty"),
)
"""The European customer satisfaction index (Tenenhaus et al. 2005), which China's follows."""


@dataclass(frozen=True, slots=True)
class PathModel:
    """A fitted model: everything standardised, so a path of .5 moves the target half a deviation per deviation.

    ``paths`` and ``totals`` (direct plus all detours) by (from, to); ``loadings`` and ``weights`` by question;
    ``r_squared`` by construct that something leads to; ``scores`` one column per construct, in their order.
    """

    constructs: tuple[str, ...]
    paths: dict[Path, float]
    totals: dict[Path, float]
    loadings: dict[str, float]
    weights: dict[str, float]
    r_squared: dict[str, float]
    scores: Table
    n: int
    rounds: int


def _checked_order(constructs: Sequence[str], paths: Sequence[Path]) -> list[str]:
    """Give the constructs in an order in which every path leads forward; a circle is refused."""
    unknown = {name for path in paths for name in path} - set(constructs)
    if unknown or not paths:
        message = Text("路径中的构念没有题项：{names}。", "Constructs on a path have no questions: {names}.")
        raise outside(
            message.fill(names=", ".join(sorted(unknown)) or "-"),
            Text("请给出 paths 与 blocks。", "Give paths between the blocks."),
        )
    left, order = list(constructs), []
    while left:
        free = [name for name in left if not any(end == name and start in left for start, end in paths)]
        if not free:
            message = Text("路径成环：{names}。", "The paths run in a circle: {names}.")
            raise outside(message.fill(names=", ".join(left)), Text("请去掉一条路径。", "Leave one path out."))
        order.extend(free)
        left = [name for name in left if name not in free]
    return order


def _standardised(columns: Mapping[str, Numbers], names: Sequence[str]) -> Table:
    missing = [name for name in names if name not in columns]
    if missing:
        message = Text("缺少题项：{names}。", "Questions are missing: {names}.")
        raise outside(message.fill(names=", ".join(missing)))
    if len({len(columns[name]) for name in names}) != 1:
        raise outside(Text("各题项的长度不同。", "The questions differ in length."))
    answers = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in names])
    answers = answers[np.isfinite(answers).all(axis=1)]
    if len(answers) < 10:
        raise too_few(Text("完整答卷", "Complete respondents"), len(answers), 10)
    if (np.ptp(answers, axis=0) == 0).any():
        flat = [name for name, spread in zip(names, np.ptp(answers, axis=0), strict=True) if spread == 0]
        message = Text("所有人对这些题的回答相同：{names}。", "Everybody answered these alike: {names}.")
        raise outside(message.fill(names=", ".join(flat)), Text("请去掉这些题项。", "Leave those questions out."))
    return np.asarray((answers - answers.mean(axis=0)) / answers.std(axis=0, ddof=1), dtype=np.float64)


def _regressed(scores: Table, on: list[int], target: int) -> Vector:
    predictors = scores[:, on]
    return np.asarray(np.linalg.lstsq(predictors, scores[:, target], rcond=None)[0], dtype=np.float64)


def _inner_weights(scores: Table, arrows: Table, scheme: Scheme) -> Table:
    """Weigh each construct's neighbours: by the sign of their correlation, by it, or by path direction."""
    related = np.corrcoef(scores, rowvar=False)
    joined = (arrows + arrows.T) > 0
    if scheme == "centroid":
        return np.where(joined, np.sign(related), 0.0)
    inner = np.where(joined, related, 0.0)
    if scheme == "path":
        for target in range(len(arrows)):
            sources = [int(at) for at in np.flatnonzero(arrows[:, target])]
            if sources:
                inner[sources, target] = _regressed(scores, sources, target)
    return inner


def _outer(
    answers: Table, blocks: list[list[int]], arrows: Table, scheme: Scheme, tolerance: float
) -> tuple[Table, Table, int]:
    """Iterate outer weights (mode A) until they settle; returns scores, weights (questions x constructs), rounds."""
    count = len(blocks)
    weights = np.zeros((answers.shape[1], count))
    for at, block in enumerate(blocks):
        weights[block, at] = 1.0
    for rounds in range(1, 501):
        scores = answers @ weights
        scores = scores / scores.std(axis=0, ddof=1)
        estimates = scores @ _inner_weights(scores, arrows, scheme)
        fresh = np.zeros_like(weights)
        for at, block in enumerate(blocks):
            fresh[block, at] = answers[:, block].T @ estimates[:, at]
        deviations = (answers @ fresh).std(axis=0, ddof=1)
        if not deviations.all():
            raise outside(
                Text(
                    "有构念与其邻居毫无关系，模型无法估计。",
                    "A construct is unrelated to its neighbours, so nothing can be fitted.",
                )
            )
        fresh = fresh / deviations
        moved = float(np.abs(fresh - weights / (answers @ weights).std(axis=0, ddof=1)).max())
        weights = fresh
        if moved < tolerance:
            return answers @ weights, weights, rounds
    raise outside(Text("模型在 500 轮内没有收敛。", "The model did not settle within 500 rounds."))


def _facing_forward(scores: Table, weights: Table, answers: Table, blocks: list[list[int]]) -> tuple[Table, Table]:
    """Turn a construct round if most of its questions point against it; a sign is arbitrary otherwise."""
    for at, block in enumerate(blocks):
        if float((answers[:, block].T @ scores[:, at]).sum()) < 0:
            scores[:, at], weights[:, at] = -scores[:, at], -weights[:, at]
    return scores, weights


def fit_path_model(
    columns: Mapping[str, Numbers],
    blocks: Mapping[str, Sequence[str]],
    paths: Sequence[Path] = ECSI_PATHS,
    scheme: Scheme = "centroid",
    tolerance: float = 1e-7,
) -> PathModel:
    """Fit a PLS path model (reflective blocks, mode A) to answers, one column per question.

    ``blocks`` names each construct's questions, ``paths`` which construct leads to which. Respondents with a missing
    answer (nan) are left out. Raises ``OutOfRange`` for a circle of paths, a construct without questions, a question
    everybody answers alike; ``NotEnoughEvidence`` below ten complete respondents or one per path and question.
    """
    constructs = tuple(blocks)
    _checked_order(constructs, paths)
    if any(not questions for questions in blocks.values()):
        raise outside(Text("有构念没有题项。", "A construct has no questions."))
    names = [question for questions in blocks.values() for question in questions]
    if len(set(names)) != len(names):
        raise outside(Text("一个题项只能属于一个构念。", "A question can belong to one construct only."))
    answers = _standardised(columns, names)
    place = {name: at for at, name in enumerate(constructs)}
    arrows = np.zeros((len(constructs), len(constructs)))
    for start, end in paths:
        arrows[place[start], place[end]] = 1.0
    if not (arrows + arrows.T).any(axis=0).all():
        raise outside(Text("每个构念至少要有一条路径。", "Every construct needs at least one path."))
    members: list[list[int]] = []
    for questions in blocks.values():
        begin = sum(len(each) for each in members)
        members.append(list(range(begin, begin + len(questions))))
    settle = positive(tolerance, Text("收敛精度", "Tolerance"))
    scores, weights, rounds = _outer(answers, members, arrows, scheme, settle)
    scores, weights = _facing_forward(scores, weights, answers, members)
    inner, told = _inner_model(scores, arrows)
    totals = np.linalg.inv(np.eye(len(constructs)) - inner) - np.eye(len(constructs))
    n = len(answers)
    loadings = answers.T @ scores / (n - 1)
    owner = {name: at for at, block in enumerate(members) for name in (names[each] for each in block)}
    return PathModel(
        constructs,
        {(start, end): float(inner[place[start], place[end]]) for start, end in paths},
        {
            (start, end): float(totals[place[start], place[end]])
            for start in constructs
            for end in constructs
            if abs(totals[place[start], place[end]]) > 1e-12
        },
        {name: float(loadings[at, owner[name]]) for at, name in enumerate(names)},
        {name: float(weights[at, owner[name]]) for at, name in enumerate(names)},
        {name: told[at] for name, at in place.items() if at in told},
        scores,
        n,
        rounds,
    )


def _inner_model(scores: Table, arrows: Table) -> tuple[Table, dict[int, float]]:
    inner = np.zeros_like(arrows)
    told: dict[int, float] = {}
    for target in range(len(arrows)):
        sources = [int(at) for at in np.flatnonzero(arrows[:, target])]
        if sources:
            inner[sources, target] = _regressed(scores, sources, target)
            rest = scores[:, target] - scores[:, sources] @ inner[sources, target]
            told[target] = 1.0 - float((rest**2).sum() / (scores[:, target] ** 2).sum())
    return inner, told


def path_intervals(
    columns: Mapping[str, Numbers],
    blocks: Mapping[str, Sequence[str]],
    paths: Sequence[Path] = ECSI_PATHS,
    scheme: Scheme = "centroid",
    *,
    seed: int,
    resamples: int = 500,
    confidence: float = 0.95,
) -> dict[Path, Interval]:
    """Give a percentile bootstrap interval for every path, seeded; at least 500 resamples are customary.

    A draw the model cannot be fitted to is drawn again; raises ``NotEnoughEvidence`` where most are like that.
    """
    names = [question for questions in blocks.values() for question in questions]
    whole = fit_path_model(columns, blocks, paths, scheme)
    matrix = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in names])
    draw = np.random.default_rng(seed)
    drawn: list[list[float]] = []
    tries = 0
    while len(drawn) < resamples and tries < 2 * resamples:
        tries += 1
        rows = matrix[draw.integers(0, len(matrix), len(matrix))]
        try:
            fitted = fit_path_model({name: rows[:, at] for at, name in enumerate(names)}, blocks, paths, scheme, 1e-5)
        except OutOfRange:
            continue
        drawn.append([fitted.paths[path] for path in whole.paths])
    if len(drawn) < resamples:
        raise too_few(Text("可用的重抽样", "Usable resamples"), len(drawn), resamples)
    tail = (1.0 - confidence) / 2.0
    ends = np.quantile(np.array(drawn), [tail, 1.0 - tail], axis=0)
    return {
        path: Interval(float(low), float(high)) for path, low, high in zip(whole.paths, ends[0], ends[1], strict=True)
    }
