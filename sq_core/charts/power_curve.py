"""How surely a change would be seen, by how many are asked: what is needed, and what there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sq_core.charts.marks import DASH, DOT, LINE, THIN, across, described, haloed, tip, upward, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Row, Stroke, layer
from sq_core.words import Text, count, number, probability

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from sq_core.charts.theme import Look

SAMPLE = Text("样本量", "Sample size")
POWER = Text("功效", "Power")
NEEDED = Text("需要 {n}", "needed {n}")
HAVE = Text("现有 {n}，功效 {power}", "now {n}, power {power}")
HAVE_ALONE = Text("现有 {n}", "now {n}")
NOTATION = Text(
    "曲线 不同样本量下发现目标变化的把握 · 虚线 要求的功效 · ◇ 需要的样本量 · ● 现有样本量",
    "Curve: how surely the change wanted would be seen · dashed: power asked for · ◇ sample needed · ● sample there is",
)


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """The power a sample of this size has."""

    n: float
    power: float


@dataclass(frozen=True, slots=True)
class _Power:
    points: tuple[PowerPoint, ...]
    needed: float | None
    have: float | None
    power_now: float | None
    wanted: float


def power_curve(
    points: Sequence[PowerPoint],
    *,
    needed: float | None,
    have: float | None,
    caption: Caption,
    power_now: float | None = None,
    wanted: float = 0.8,
    height: int = 260,
) -> Picture:
    """Draw power against sample size, with the sample needed for the power wanted and the sample there is."""
    drawn = _Power(tuple(sorted(points, key=lambda point: point.n)), needed, have, power_now, wanted)
    told = [_said(drawn, lacking=False), _said(drawn, lacking=True)]
    told = [each for each in told if each.zh]
    return Picture(caption, described(caption, told), height, partial(_draw, drawn), NOTATION)


def _said(drawn: _Power, *, lacking: bool) -> Text:
    """Say what is needed, or what there is; nothing where it is not known."""
    n = drawn.needed if lacking else drawn.have
    if n is None:
        return Text("", "")
    size = Text(count(n, "zh"), count(n, "en"))
    if lacking:
        return NEEDED.fill(n=size)
    if drawn.power_now is None:
        return HAVE_ALONE.fill(n=size)
    return HAVE.fill(n=size, power=Text(probability(drawn.power_now, "zh"), probability(drawn.power_now, "en")))


def _draw(drawn: _Power, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    sizes = value_ruler([*(point.n for point in drawn.points), drawn.needed, drawn.have], "count", lang, zero=True)
    ticks = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    levels = Ruler(0.0, 1.05, ticks, tuple(f"{tick:.0%}" for tick in ticks))
    rows = [
        {
            "n": point.n,
            "power": point.power,
            "size": number(point.n, "count", lang, decimals=0).text,
            "shown": probability(point.power, lang),
        }
        for point in drawn.points
    ]
    x, y = across("n", sizes), upward("power", levels)
    curve = layer(rows)
    line = layer([{"n": sizes.low, "power": drawn.wanted}, {"n": sizes.high, "power": drawn.wanted}])
    axis = sizes.axis(orient="bottom", grid=False) | {"title": SAMPLE.of(lang)}
    strokes = [
        curve.mark_line(color=theme.ink, strokeWidth=look.size(LINE)).encode(
            x=across("n", sizes, axis), y=upward("power", levels, levels.axis())
        ),
        line.mark_line(color=theme.muted, strokeWidth=look.size(THIN), strokeDash=DASH).encode(x=x, y=y),
        *_place(drawn, sizes, levels, look, lacking=True),
        *_place(drawn, sizes, levels, look, lacking=False),
        curve.mark_point(size=400, opacity=0, filled=True).encode(
            x=x, y=y, tooltip=[tip("size", SAMPLE, lang), tip("shown", POWER, lang)]
        ),
    ]
    return tuple(strokes)


def _place(drawn: _Power, sizes: Ruler, levels: Ruler, look: Look, *, lacking: bool) -> list[Stroke]:
    """Mark one sample size on the curve, drop a line to the axis and name it on the side that has room."""
    n = drawn.needed if lacking else drawn.have
    power = drawn.wanted if lacking else drawn.power_now
    if n is None:
        return []
    theme = look.theme
    colour = theme.accent if lacking else theme.ink
    text = _said(drawn, lacking=lacking).of(look.lang)
    row = {"n": n, "power": power if power is not None else 0.0, "text": text}
    x, y = across("n", sizes), upward("power", levels)
    mark = layer([row]).mark_point(
        shape="diamond" if lacking else "circle",
        size=look.size(DOT * 1.5),
        stroke=colour,
        fill=theme.page if lacking else colour,
        strokeWidth=look.size(2),
        opacity=1,
    )
    # The curve bends downward: what stands to the upper left or to the lower right of a point is free of it.
    drop = layer([row, {**row, "power": 0.0}]).mark_line(color=colour, strokeWidth=look.size(THIN))
    label, align, dy = _beside(row, n, power, sizes, lacking=lacking)
    under, over = haloed([label], look, dx=9 if align == "left" else -9, dy=dy, align=align)
    return [
        drop.encode(x=x, y=y),
        mark.encode(x=x, y=y),
        under.encode(x=x, y=y, text=words()),
        over.encode(x=x, y=y, text=words()),
    ]


def _beside(
    row: Row, n: float, power: float | None, sizes: Ruler, *, lacking: bool
) -> tuple[Row, Literal["left", "right"], int]:
    """Choose where the name of a point stands: needed above it, what there is below it, at the foot where that is taken."""
    along = (n - sizes.low) / sizes.span
    if lacking:
        return (row, "right", -14) if along >= 0.3 else (row, "left", 14)
    if along <= 0.55:
        return row, "left", 14
    return ({**row, "power": 0.0}, "right", -10) if (power or 0.0) < 0.8 else (row, "right", 20)
