"""A metric as its file declares it: the head in TOML, the select below it. Inputs are not declared, they are read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from sq_core.errors import MetricUnreadable, Place
from sq_core.words import UNITS, Text

if TYPE_CHECKING:
    from pathlib import Path

    from sq_core.catalogue.reading import Better

Combine = Literal["ratio", "sum", "last", "stock", "quantile", "model"]
IntervalRule = Literal["none", "mean", "wilson", "order"]
_HEAD = re.compile(r"\A\s*/\*(?P<head>.*?)\*/(?P<select>.*)\Z", re.DOTALL)
_KNOWN = {
    "title",
    "means",
    "unit",
    "better",
    "combine",
    "interval",
    "owner",
    "section",
    "check",
    "model",
    "hidden",
    "within",
    "dimensions",
    "quantile",
    "until",
    "whole",
}


@dataclass(frozen=True, slots=True)
class Metric:
    """A formula with its name, meaning, unit and rules.

    ``combine``: ratio and sum add over dimensions and months; last takes the newest month; model recomputes from the
    points, or from the rows themselves where the head names the ``dimensions`` it answers by. ``interval``: mean from n and the sum of squares, wilson from a share of cases, none where neither is known.
    ``check`` is its value on the sample workbook.
    """

    name: str
    title: Text
    means: Text
    unit: str
    better: Better
    section: str
    select: str
    combine: Combine = "ratio"
    interval: IntervalRule = "none"
    owner: str = ""
    check: float | None = None
    model: str = ""
    hidden: bool = False
    within: str = ""
    """The dimension it is never rolled up over: items, KPIs and series are different things."""
    inputs: tuple[str, ...] = ()
    """The views and sheets its select names, from the syntax tree."""
    sheets: tuple[str, ...] = ()
    """The tables it rests on in the end."""
    quantile: float = 0.5
    """Which quantile of the values of its rows is meant, where it combines by quantile."""
    until: str = ""
    """For a stock: the view whose one moment says how far the rows reach; a month up to it that has no row has none."""
    dimensions: tuple[str, ...] = ()
    whole: bool = False
    """Whether its select looks across batches of facts, so that what it adds up to cannot be grown batch by batch."""
    over_rows: bool = False
    """Whether a model reads its rows as they are; else it reads what they add up to month by month."""


def read_metric(path: Path) -> Metric:
    """Read a metric file; refuse a head that lacks a language, a unit or a known word."""
    return _read(path.stem, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def _read(name: str, text: str) -> Metric:
    parts = _HEAD.match(text)
    if parts is None:
        raise unreadable(name, Text("文件开头没有说明块", "the file does not open with its head in a comment"))
    try:
        head = tomllib.loads(parts["head"])
    except tomllib.TOMLDecodeError as error:
        raise unreadable(name, Text(f"说明块不是 TOML：{error}", f"the head is not TOML: {error}")) from error
    if unknown := set(head) - _KNOWN:
        names = ", ".join(sorted(unknown))
        raise unreadable(name, Text(f"说明块中有未知的项：{names}", f"unknown words in the head: {names}"))
    for word in ("title", "means", "unit", "better", "section"):
        if word not in head:
            raise unreadable(name, Text(f"说明块缺少 {word}", f"the head lacks {word}"))
    if head["unit"] not in UNITS and head["unit"] != "row":
        raise unreadable(name, Text(f"未知单位 {head['unit']}", f"unknown unit {head['unit']}"))
    return Metric(
        name=name,
        title=Text(head["title"]["zh"], head["title"]["en"]),
        means=Text(head["means"]["zh"], head["means"]["en"]),
        unit=head["unit"],
        better=cast("Better", head["better"]),
        section=head["section"],
        select=parts["select"].strip().rstrip(";"),
        combine=cast("Combine", head.get("combine", "ratio")),
        interval=cast("IntervalRule", head.get("interval", "none")),
        owner=head.get("owner", ""),
        check=head.get("check"),
        model=head.get("model", ""),
        hidden=head.get("hidden", False),
        within=head.get("within", ""),
        quantile=float(head.get("quantile", 0.5)),
        until=head.get("until", ""),
        whole=head.get("whole", False),
        dimensions=tuple(head.get("dimensions", ())),
        over_rows="dimensions" in head,
    )


def unreadable(name: str, reason: Text) -> MetricUnreadable:
    """Refuse a metric file for a reason."""
    return MetricUnreadable(
        Text(f"指标 {name} 无法使用：", f"Metric {name} cannot be used: ") + reason,
        Text(f"请修正 {name}.sql；其他指标不受影响。", f"Mend {name}.sql; other metrics are not affected."),
        Place(file=f"{name}.sql"),
    )
