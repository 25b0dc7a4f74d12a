"""What is wrong with the structure of the causes, each with its remedy: circles, strangers, shares, leaves, unreadable proofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk.causes import (
    StatedCause,
    ancestors,
    children,
    explains,
    in_circle,
    stated_causes,
    stated_problems,
)
from sq_core.desk.modelled import Outcome
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.catalogue import Metric
    from sq_core.desk.desk import Desk

_SLACK = 0.005
"""By how much shares may pass one: the rounding of percent."""


@dataclass(frozen=True, slots=True)
class CauseFlaw:
    """One thing wrong with one cause: what it is, what to do, and in which column."""

    cause: StatedCause
    message: Text
    remedy: Text
    column: str


def cause_flaws(desk: Desk) -> tuple[CauseFlaw, ...]:
    """Find everything wrong with the causes, in the order of their codes."""

    def make() -> tuple[CauseFlaw, ...]:
        causes, known = stated_causes(desk), {one.problem for one in stated_problems(desk)}
        return tuple(
            flaw
            for cause in causes
            for found in (
                _placed(cause, causes, known),
                _shares(cause, causes),
                _answered(cause, causes),
                _provable(desk, cause),
            )
            for flaw in found
        )

    return desk.kept("cause flaws", sheets=("causes", "problems"), make=make)


def _placed(cause: StatedCause, causes: tuple[StatedCause, ...], known: set[str]) -> Iterator[CauseFlaw]:
    correct = Text("改正上级原因的编号。", "Correct the code of its parent.")
    if cause.parent and cause.parent not in {one.cause for one in causes}:
        yield CauseFlaw(
            cause,
            Text("上级原因 {code} 不存在", "Its parent {code} does not exist").fill(code=cause.parent),
            Text("改正上级原因的编号，或补上那条原因。", "Correct the code of its parent, or add that cause."),
            "parent",
        )
    if in_circle(cause, causes):
        ring = [cause, *ancestors(cause, causes)]
        path = " → ".join(one.cause for one in ring)
        yield CauseFlaw(
            cause, Text("原因循环：{path}", "It explains itself: {path}").fill(path=path), correct, "parent"
        )
    problem = explains(cause, causes)
    if problem is None:
        yield CauseFlaw(
            cause, Text("不知属于哪个问题", "It belongs to no problem"),
            Text("填写问题编号。", "Name the problem it explains."), "problem",
        )  # fmt: skip
    elif problem not in known:
        yield CauseFlaw(
            cause, Text("问题清单中没有 {code}", "There is no problem {code} on the list").fill(code=problem),
            Text("改正问题编号，或在问题清单中补上。", "Correct the code, or add the problem to the list."), "problem",
        )  # fmt: skip
    above = next((one for one in causes if one.cause == cause.parent), None)
    if above is not None and above.problem and cause.problem and above.problem != cause.problem:
        yield CauseFlaw(
            cause,
            Text("它属于 {own}，上级原因却属于 {other}", "It belongs to {own}, its parent to {other}").fill(
                own=cause.problem, other=above.problem
            ),
            Text("改为同一个问题，或改正上级原因。", "Name one problem for both, or correct its parent."),
            "problem",
        )


def _shares(cause: StatedCause, causes: tuple[StatedCause, ...]) -> Iterator[CauseFlaw]:
    """Check the shares right below a cause; those on top of a problem are told with the first of them."""
    groups = [(Text("下级原因", "the causes below it"), children(cause, causes))]
    tops = tuple(one for one in causes if not one.parent and one.problem == cause.problem)
    if tops and tops[0] == cause:
        groups.append(
            (Text("问题 {code} 的直接原因", "the first causes of {code}").fill(code=cause.problem or "?"), tops)
        )
    for whose, group in groups:
        total = sum(one.share or 0.0 for one in group)
        if total > 1.0 + _SLACK:
            yield CauseFlaw(
                cause,
                Text("{whose}占比合计 {total}%，超过 100%", "The shares of {whose} add up to {total}%, over 100%").fill(
                    whose=whose, total=f"{total * 100:.0f}"
                ),
                Text("调低这些占比：{codes}。", "Lower these shares: {codes}.").fill(
                    codes=listed([same(one.cause) for one in group])
                ),
                "share",
            )


def _answered(cause: StatedCause, causes: tuple[StatedCause, ...]) -> Iterator[CauseFlaw]:
    if not children(cause, causes) and cause.countermeasure is None:
        yield CauseFlaw(
            cause, Text("最末一层的原因没有对策", "It is a last why and has no countermeasure"),
            Text("写上对策和负责人，或再追问一层。", "Write what is done about it and by whom, or ask why once more."),
            "countermeasure_zh",
        )  # fmt: skip


def _provable(desk: Desk, cause: StatedCause) -> Iterator[CauseFlaw]:
    if cause.metric is None:
        return
    metric = desk.catalogue.metrics.get(cause.metric)
    if metric is None or "causes" in metric.sheets:
        yield CauseFlaw(
            cause,
            Text("指标“{name}”不能用来验证它", "The metric “{name}” cannot prove it").fill(name=cause.metric),
            Text(
                "改为指标目录中的名称；字典页列出了全部。",
                "Use a name of the catalogue; the dictionary lists them all.",
            ),
            "metric",
        )
        return
    if cause.dimension and cause.dimension not in metric.dimensions:
        cuts = listed([same(one) for one in metric.dimensions]) if metric.dimensions else Text("无", "none")
        yield CauseFlaw(
            cause, Text("指标没有维度“{name}”", "The metric has no dimension “{name}”").fill(name=cause.dimension),
            Text("可用的维度：{cuts}。", "Its dimensions: {cuts}.").fill(cuts=cuts), "dimension",
        )  # fmt: skip
    if bool(cause.dimension) != bool(cause.part):
        yield CauseFlaw(
            cause, Text("维度和所在部分只写了一个", "Of dimension and part only one is named"),
            Text("两个都写，或都留空。", "Name both, or leave both blank."), "part",
        )  # fmt: skip
    if cause.condition is None:
        yield CauseFlaw(
            cause, Text("没有成立条件", "It has no condition"),
            Text("选择上升、下降、高于或低于。", "Choose risen, fallen, above or below."), "condition",
        )  # fmt: skip
    elif cause.condition in ("above", "below") and cause.threshold is None:
        yield CauseFlaw(
            cause, Text("条件需要阈值，却没有写", "Its condition needs a threshold and has none"),
            Text("写上阈值，比率写小数。", "Write the threshold, rates as fractions."), "threshold",
        )  # fmt: skip


def flawed(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Count the causes with at least one flaw, and each cause's flaws."""
    causes, flaws = stated_causes(desk), cause_flaws(desk)
    if not causes:
        return ()
    counted = {one.cause: sum(flaw.cause == one for flaw in flaws) for one in causes}
    each = tuple(Outcome((("cause", code),), float(count)) for code, count in counted.items())
    return (Outcome((), float(sum(count > 0 for count in counted.values())), n=float(len(causes))), *each)
