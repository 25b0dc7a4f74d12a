"""What section 2.2 says: each cause's evidence in words, the five whys as one sentence, and the titles of its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.cause_evidence import VERDICTS
from sq_core.desk.causes import explains, flat
from sq_core.desk.sentences import NOTHING_YET, said
from sq_core.desk.why_words import chance_said, inside
from sq_core.sheets import contracts
from sq_core.words import Text, interval, listed, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.desk.cause_checks import CauseFlaw
    from sq_core.desk.cause_evidence import Evidence
    from sq_core.desk.causes import CauseBranch, StatedCause, StatedProblem

_COUNTED = (
    ("supported", Text("{n} 条得到支持", "{n} supported")),
    ("refuted", Text("{n} 条被否定", "{n} refuted")),
    ("undecided", Text("{n} 条尚无定论", "{n} undecided")),
    ("thin", Text("{n} 条样本太少", "{n} with too few cases")),
    ("none", Text("{n} 条没有数据", "{n} without data")),
)


def overall(found: Sequence[Evidence]) -> Text:
    """Say how many causes the readings bear out, and that this is no proof."""
    if not found:
        return NOTHING_YET
    causes = tuple(one.cause for one in found)
    problems = len({named for one in causes if (named := explains(one, causes))})
    return Text(
        "{problems} 个问题下列出 {all} 条原因，按数据看：{counts}。得到支持表示数据与它相符，并不证明因果。",
        "{all} causes are given for {problems} problems; by their readings {counts}. Supported means that the figures "
        "agree with it, not that it is proved.",
    ).fill(problems=problems, all=len(found), counts=_counts(found))


def _counts(found: Sequence[Evidence]) -> Text:
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict, _ in _COUNTED}
    return listed([words.fill(n=counts[verdict]) for verdict, words in _COUNTED if counts[verdict]])


def borne_out(problem: StatedProblem, found: Sequence[Evidence]) -> Text:
    """Count the verdicts under one problem: a title for its tree."""
    if not found:
        return Text("“{name}”还没有列出原因", "No cause is given yet for “{name}”").fill(name=problem.name)
    return Text("“{name}”的 {n} 条原因：{counts}", "{n} causes of “{name}”: {counts}").fill(
        name=problem.name, n=len(found), counts=_counts(found)
    )


def whys(problem: StatedProblem, branches: Sequence[CauseBranch], found: Mapping[str, Evidence]) -> Text | None:
    """Ask why from the symptom down to the last cause: at each step the best supported, then the largest; None if none.

    What the figures refute is not followed.
    """
    steps: list[StatedCause] = []
    at = tuple(branches)
    while at:
        open_ways = [one for one in at if found[one.cause.cause].verdict != "refuted"]
        if not open_ways:
            break
        chosen = max(open_ways, key=lambda one: (_supported(one, found), one.cause.share or 0.0))
        steps.append(chosen.cause)
        at = chosen.below
    if not steps:
        return None
    zh = "，".join(
        f"{'因为' if place == 0 else '再因为'}{one.name.zh}（{VERDICTS[found[one.cause].verdict].zh}）"
        for place, one in enumerate(steps)
    )
    en = ", ".join(f"because {inside(one.name).en} ({VERDICTS[found[one.cause].verdict].en.lower()})" for one in steps)
    head = Text("“{name}”：", "“{name}”: ").fill(name=problem.name)
    return head + Text(zh, en) + _answer(steps[-1])


def _supported(branch: CauseBranch, found: Mapping[str, Evidence]) -> int:
    """Count how many causes of a branch the figures support; one supported at its head counts before any below."""
    below = sum(found[one.cause.cause].verdict == "supported" for one in flat(branch.below))
    return below + (len(found) if found[branch.cause.cause].verdict == "supported" else 0)


def _answer(last: StatedCause) -> Text:
    if last.countermeasure is None:
        return Text("。还没有对策。", ". There is no countermeasure yet.")
    return Text("。对策：{what}。", ". Countermeasure: {what}.").fill(what=inside(last.countermeasure))


def condition_said(cause: StatedCause, unit: str) -> Text:
    """Say how a reading must stand for its cause to be supported."""
    if cause.condition in ("above", "below") and cause.threshold is not None:
        words = Text("高于 {at}", "above {at}") if cause.condition == "above" else Text("低于 {at}", "below {at}")
        return words.fill(at=said(cause.threshold, unit))
    return Text("较上期上升", "risen on the period before") if cause.condition == "up" else Text(
        "较上期下降", "fallen on the period before"
    )  # fmt: skip


def read_at(one: Evidence) -> Text:
    """Name what was read and where."""
    if one.reading is None:
        return same(one.cause.metric) if one.cause.metric else Text("未绑定指标", "no metric bound")
    part = one.reading.dimensions.get(one.cause.dimension or "")
    return one.reading.title + (Text("（{part}）", " ({part})").fill(part=part) if part else Text("", ""))


def weighed(one: Evidence) -> Text:
    """Say what the reading says of a cause: value, interval or earlier value, and how sure that is."""
    reading = one.reading
    if reading is None or reading.value is None:
        return _unstopped(one.reason.message) if one.reason else VERDICTS[one.verdict]
    parts = [said(reading.value, reading.unit)]
    if one.before is not None:
        parts = [Text("{before} → {now}", "{before} → {now}").fill(before=said(one.before, reading.unit), now=parts[0])]
        if one.chance is not None:
            chance = chance_said(one.chance)
            parts.append(
                Text("超出偶然（{p}）", "beyond chance ({p})").fill(p=chance)
                if one.tested and one.verdict != "undecided"
                else Text("可能出于偶然（{p}）", "may be chance ({p})").fill(p=chance)
            )
        elif one.tested:
            apart = one.verdict != "undecided"
            parts.append(
                Text("两期区间不重叠", "intervals apart") if apart else Text("两期区间重叠", "intervals overlap")
            )
    elif reading.low is not None:
        between = Text(
            interval(reading.low, reading.high, reading.unit, "zh"),
            interval(reading.low, reading.high, reading.unit, "en"),
        )
        parts.append(Text("区间 {between}", "interval {between}").fill(between=between))
        if one.verdict == "undecided":
            parts.append(Text("跨过阈值", "which holds the threshold"))
    if not one.tested and one.verdict in ("supported", "refuted"):
        parts.append(Text("没有区间，仅看数值", "no interval: the value alone"))
    if one.verdict in ("thin", "none") and one.reason is not None:
        parts.append(_unstopped(one.reason.message))
    return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _unstopped(sentence: Text) -> Text:
    """Write a sentence as a part of another."""
    return Text(sentence.zh.rstrip("。"), sentence.en.rstrip("."))


def kind_said(cause: StatedCause) -> Text | None:
    """Name the branch of the fishbone a cause hangs on."""
    labels = {choice.value: choice.label for choice in contracts()["causes"].by_name["kind"].choices}
    return labels.get(cause.kind or "")


def structure(flaws: Sequence[CauseFlaw], causes: int) -> Text:
    """Say how many causes have structural flaws: a heading over the list."""
    if not flaws:
        return Text("{n} 条原因的结构没有缺陷", "The structure of {n} causes is sound").fill(n=causes)
    return Text("{n} 条原因需要补正", "{n} causes to mend").fill(n=len({one.cause.cause for one in flaws}))
