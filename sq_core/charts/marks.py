"""The strokes all pictures are made of, so that actual, plan, forecast and interval look alike everywhere.

Encodings are objects with named fields, never bare strings: Altair re-reads its whole schema for every string, 8 ms a
chart. Scales and axes are plain mappings: as objects each would be checked against that schema while a page waits, where
a test checks every picture once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import altair as alt
from altair.utils.schemapi import Undefined, UndefinedType

from sq_core.charts.scales import Ruler, wrapped
from sq_core.charts.strokes import Row, Stroke, layer
from sq_core.words import Text, decimals_of, interval, number, scale_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sq_core.charts.picture import Caption
    from sq_core.charts.theme import Look
    from sq_core.words import Lang

Axis: TypeAlias = "dict[str, object] | UndefinedType"

LINE = 2.25
THIN = 1.25
DASH = [5, 4]
DOT = 80
ROW_HEIGHT = 36
LINE_PITCH = 15 / ROW_HEIGHT
"""How far the second line of a row's name stands below the first, as a share of the row."""

NAME = Text("名称", "Name")
VALUE = Text("数值", "Value")
INTERVAL = Text("95% 区间", "95% interval")
SAMPLE_SIZE = Text("样本量", "Sample size")
PLAN = Text("计划", "Plan")
PERIOD = Text("期间", "Period")


def across(field: str, ruler: Ruler, axis: Axis = Undefined) -> alt.X:
    """Place a field from left to right."""
    return alt.X(field=field, type="quantitative", scale=ruler.scale(), axis=axis, title=None)


def upward(field: str, ruler: Ruler, axis: Axis | None = Undefined) -> alt.Y:
    """Place a field from bottom to top."""
    return alt.Y(field=field, type="quantitative", scale=ruler.scale(), axis=axis, title=None)


def placed(field: str, ruler: Ruler) -> alt.X:
    """Place a field from left to right where the picture shows no axis: the numbers stand beside the marks."""
    return alt.X(field=field, type="quantitative", scale=ruler.scale(), axis=None, title=None)


def down(field: str, rows: int) -> alt.Y:
    """Place rows from top to bottom, the first on top."""
    scale = {"domain": [rows - 0.5, -0.5], "nice": False, "zero": False}
    return alt.Y(field=field, type="quantitative", scale=scale, axis=None, title=None)


def row_names(names: Sequence[str], look: Look, pixels: float = 120) -> Stroke:
    """Write the name of every row at its left in at most two lines, centred on the row, which an axis label is not."""
    size = look.size(12.5)
    rows = [
        {"row": index + (line - (len(lines) - 1) / 2) * LINE_PITCH, "text": text}
        for index, lines in enumerate(wrapped(name, look.size(pixels), size) for name in names)
        for line, text in enumerate(lines)
    ]
    mark = layer(rows).mark_text(align="right", dx=look.size(-10), color=look.theme.ink)
    return mark.encode(x=left_edge(), y=down("row", len(names)), text=words())


def rows_height(rows: int, *, axis: bool = True, head: int = 0) -> int:
    """Return how high a picture of so many rows is."""
    return max(rows, 1) * ROW_HEIGHT + (28 if axis else 6) + head


def words(field: str = "text") -> alt.Text:
    """Write a field that is already text."""
    return alt.Text(field=field, type="nominal")


def coloured(field: str = "colour") -> alt.Color:
    """Take the colour as it is written in a field: judged in Python, not scaled in the browser."""
    return alt.Color(field=field, type="nominal", scale=None)


def tip(field: str, title: Text, lang: Lang) -> alt.Tooltip:
    """Show a field that is already text when the pointer rests on a mark."""
    return alt.Tooltip(field=field, type="nominal", title=title.of(lang))


def right_edge() -> alt.XValue:
    """Stand at the right edge of the plot, however wide it is."""
    return alt.XValue("width")  # type: ignore[no-untyped-call]


def left_edge() -> alt.XValue:
    """Stand at the left edge of the plot."""
    return alt.XValue(0)  # type: ignore[no-untyped-call]


def top_edge() -> alt.YValue:
    """Stand at the top edge of the plot."""
    return alt.YValue(0)  # type: ignore[no-untyped-call]


def at_right(rows: Iterable[Row], vertical: alt.Y, look: Look, *, colour: str, dx: float = 8) -> Stroke:
    """Write texts beside the right edge of the plot."""
    mark = layer(rows).mark_text(align="left", dx=look.size(dx), color=colour)
    return mark.encode(x=right_edge(), y=vertical, text=words())


def alike(
    values: Sequence[float | None], unit: str, lang: Lang, *, sign: bool = False, decimals: int | None = None
) -> list[str]:
    """Write figures that stand under each other with one step of counting and the same decimals."""
    widest = max((abs(value) for value in values if value is not None), default=0.0)
    scale = scale_of(widest, unit, lang)
    decimals = decimals_of(widest, unit, scale) if decimals is None else decimals
    return [
        "" if value is None else number(value, unit, lang, sign=sign, scale=scale, decimals=decimals).text + scale.name
        for value in values
    ]


def written_column(texts: Sequence[str], look: Look, *, dx: float = 8, muted: bool = False) -> Stroke:
    """Write one text beside the right end of every row."""
    rows = [{"row": index, "text": text} for index, text in enumerate(texts) if text]
    return at_right(rows, down("row", len(texts)), look, colour=look.theme.muted if muted else look.theme.ink, dx=dx)


def change_column(changes: Sequence[float | None], unit: str, better: str, look: Look, *, dx: float = 58) -> Stroke:
    """Write a signed change beside the right end of every row, coloured by what is better."""
    texts = alike(changes, unit, look.lang, sign=True)
    rows = [
        {"row": index, "text": text, "colour": look.theme.judgement_text(is_better(change, better))}
        for index, (change, text) in enumerate(zip(changes, texts, strict=True))
        if change is not None
    ]
    mark = layer(rows).mark_text(align="left", dx=look.size(dx))
    return mark.encode(x=right_edge(), y=down("row", len(changes)), text=words(), color=coloured())


def haloed(
    rows: Sequence[Row],
    look: Look,
    *,
    dx: float = 0,
    dy: float = 0,
    align: Literal["left", "center", "right"] = "center",
) -> list[Stroke]:
    """Begin a label among other strokes: once in the colour of the page, broad, and once in its own colour."""
    page = look.theme.page
    across, along = look.size(dx), look.size(dy)
    under: Stroke = layer(rows).mark_text(
        align=align, dx=across, dy=along, color=page, stroke=page, strokeWidth=look.size(4), strokeJoin="round"
    )
    over: Stroke = layer(rows).mark_text(align=align, dx=across, dy=along)
    return [under, over]


def spoken_both(value: float | None, unit: str, *, sign: bool = False) -> Text:
    """Write a value in both languages, for descriptions."""
    return Text(spoken(value, unit, "zh", sign=sign), spoken(value, unit, "en", sign=sign))


def interval_both(low: float | None, high: float | None, unit: str) -> Text:
    """Write an interval in both languages, for descriptions."""
    return Text(interval(low, high, unit, "zh"), interval(low, high, unit, "en"))


def described(caption: Caption, parts: Iterable[Text]) -> Text:
    """Say the title and what is drawn, item by item, to somebody who cannot see it."""
    found = list(parts)
    title, subtitle = caption.title, caption.subtitle
    zh = f"{title.zh}。{subtitle.zh}。" + "；".join(part.zh for part in found)
    en = f"{title.en}. {subtitle.en}. " + "; ".join(part.en for part in found)
    return Text(zh, en)


def apart(now: float | None, before: float | None) -> float | None:
    """Return the change between two values where both are known."""
    return None if now is None or before is None else now - before


def is_better(change: float | None, better: str) -> bool | None:
    """Judge a change by the metric's direction; nothing is said about no change or a metric that should stay near."""
    if change is None or not change or better == "near":
        return None
    return (change > 0) == (better == "up")
