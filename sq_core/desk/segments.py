"""Segments against the rest: which of them differ by more than chance, judged once for having looked at all of them.

A segment is compared with everybody else, not with a whole that holds it. Where a spread is known the difference is tested
and the p-values are raised after Holm; a quantile is called different only where its interval and that of the whole do not
touch. A segment below the programme's smallest sample is shown and never judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.catalogue import Broken
from sq_core.desk.sentences import said
from sq_core.desk.why import dimension_title
from sq_core.desk.why_periods import Added, Both, added, chance_of
from sq_core.desk.why_words import inside
from sq_core.models import adjusted_chances
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Metric, Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.measure import Group

Verdict = Literal["better", "worse", "alike", "thin", "untested"]
BLANK = Text("（未填）", "(blank)")
NO_PARTS = Broken(
    Text("没有可比较的部分。", "There are no parts to compare."),
    Text(
        "请在所用的工作表中填写地区、渠道等列。", "Fill in region, channel and the like in the sheets it is made from."
    ),
)
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """One value of a dimension in the period of the whole: its reading, the rest's value, and whether they differ."""

    name: Text
    reading: Reading
    rest: float | None
    chance: float | None
    """The p-value of the difference from the rest, raised for the number of segments; None where nothing can be tested."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Segments:
    """All segments of a dimension that have a value in the period of the whole."""

    whole: Reading
    dimension: Text
    rows: tuple[Segment, ...]

    def named(self, verdict: Verdict) -> tuple[Segment, ...]:
        """Give the segments with a verdict, furthest from the whole first."""
        middle = self.whole.value or 0.0
        found = [one for one in self.rows if one.verdict == verdict]
        return tuple(sorted(found, key=lambda one: -abs((one.reading.value or 0.0) - middle)))


def segments(desk: Desk, name: str, dimension: str) -> Segments:
    """Compare every value of a dimension with the rest."""
    metric, whole = desk.catalogue.metric(name), desk.reading(name)
    readings = [one for one in desk.by(name, dimension) if one.value is not None and one.period == whole.period]
    groups = {} if metric.combine in ("quantile", "stock") else _groups(desk, name, dimension)
    total = _of(desk, groups.pop(None, None), whole.period)
    pairs = {value: Both(value, _less(total, own), own) for value, own in _each(desk, groups, whole.period)}
    chances = adjusted_chances(
        [chance_of(metric, pairs[_key(one, dimension)]) if _key(one, dimension) in pairs else None for one in readings]
    )
    rows = []
    for one, chance in zip(readings, chances, strict=True):
        value = _key(one, dimension)
        rest = pairs[value].early.value(metric) if value in pairs else None
        rows.append(
            Segment(
                same(value) if value else BLANK, one, rest, chance, _verdict(desk, metric, whole, one, rest, chance)
            )
        )
    parts = tuple(rows) if any(one.name != BLANK for one in rows) else ()  # all blank: there is nothing to compare
    return Segments(whole, dimension_title(metric, dimension), parts)


def _key(reading: Reading, dimension: str) -> str:
    return reading.dimensions[dimension]


def _groups(desk: Desk, name: str, dimension: str) -> dict[str | None, Group]:
    whole, parts = desk.sums(name), desk.sums(name, dimension)
    if isinstance(whole, Broken) or isinstance(parts, Broken) or not whole:
        return {}
    return {None: whole[0], **{one.dimensions[0][1]: one for one in parts}}


def _each(desk: Desk, groups: dict[str | None, Group], period: date | None) -> list[tuple[str, Added]]:
    return [(value, _of(desk, group, period)) for value, group in groups.items() if value is not None]


def _of(desk: Desk, group: Group | None, period: date | None) -> Added:
    if group is None:
        return Added()
    if period is not None:
        return added(group, desk.calendar, desk.grain, period)
    columns = [(m.num, m.den, m.n, m.ss) for m in group.months]
    return Added(
        *(
            sum(known) if (known := [x for x in column if x is not None]) else None
            for column in zip(*columns, strict=True)
        )
    )


def _less(total: Added, own: Added) -> Added:
    def without(whole: float | None, part: float | None) -> float | None:
        return None if whole is None or part is None else whole - part

    return Added(*(without(getattr(total, name), getattr(own, name)) for name in ("num", "den", "n", "ss")))


def _verdict(
    desk: Desk, metric: Metric, whole: Reading, one: Reading, rest: float | None, chance: float | None
) -> Verdict:
    if one.n is not None and one.n < desk.rules.thin_n:
        return "thin"
    if metric.combine == "quantile":
        apart = _apart(whole, one)
        return "untested" if apart is None else _side(whole, one, whole.value) if apart else "alike"
    if chance is None or whole.better == "near":
        return "untested"
    return _side(whole, one, rest) if chance < 1.0 - desk.rules.confidence else "alike"


def _apart(whole: Reading, one: Reading) -> bool | None:
    if whole.low is None or whole.high is None or one.low is None or one.high is None:
        return None
    return one.low > whole.high or one.high < whole.low


def _side(whole: Reading, one: Reading, against: float | None) -> Verdict:
    higher = (one.value or 0.0) > (against if against is not None else whole.value or 0.0)
    return "better" if higher == (whole.better == "up") else "worse"


def sentence(found: Segments) -> Text:
    """Say which segments differ from the rest by more than chance: a title for their picture."""
    unit = found.whole.unit
    worse, better = found.named("worse"), found.named("better")
    if not worse and not better:
        if not found.rows or all(one.verdict in ("thin", "untested") for one in found.rows):
            return Text("{name}：按{by}比较", "{name} by {en_by}").fill(
                name=found.whole.title, by=found.dimension, en_by=inside(found.dimension).en
            )
        return Text(
            "{name}：各{by}之间没有超出偶然的差别", "{name}: no difference by {en_by} is more than chance"
        ).fill(name=found.whole.title, by=found.dimension, en_by=inside(found.dimension).en)
    parts = []
    if worse:
        parts.append(Text("{names}明显差于其余", "{names} clearly worse than the rest").fill(names=_names(worse, unit)))
    if better:
        parts.append(Text("{names}明显较好", "{names} clearly better").fill(names=_names(better, unit)))
    return found.whole.title + Text("：", ": ") + listed(parts)


def _names(rows: tuple[Segment, ...], unit: str) -> Text:
    named = [one.name + Text("（", " (") + said(one.reading.value, unit) + Text("）", ")") for one in rows[:MOST_NAMED]]
    more = len(rows) - MOST_NAMED
    words = Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))
    return words + (Text(f"等 {len(rows)} 个", f" and {more} more") if more > 0 else Text("", ""))
