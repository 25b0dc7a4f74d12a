"""The bowling chart: month by month, what each goal reached over what was planned, with the misses to be seen from afar.

A table of months does not shrink. The picture shows as many of the latest months as its width holds, which the browser
decides while it draws, and says how many earlier ones it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.catalogue import status_words
from sq_core.charts.marks import (
    NAME,
    PERIOD,
    PLAN,
    coloured,
    described,
    left_edge,
    spoken_both,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import wrapped
from sq_core.charts.standing import MARKS, STATUS, filled, outlined, shaped, standing
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import UNITS, Text, decimals_of, month, month_name, number, scale_of, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Status
    from sq_core.charts.theme import Look
    from sq_core.words import Lang

ACTUAL = Text("实际", "Actual")
MISSED = Text("未达标 {count} 个月，共 {total} 个月", "missed in {count} of {total} months")
EARLIER = Text("更早 {count} 个月略", "{count} earlier left out")
NOTATION = Text(
    "上 实际 · 下 计划 · 红框 未达标 · 空格 没有数据 · ",
    "Above: actual · below: plan · red frame: missed · empty: no reading · ",
)
CELL = 52
"""A month takes at least so many pixels, or its figures would touch."""
ROW = 44
HEAD = 0.75
"""How much of a row the months' names take above the first."""
GUTTER = 126
PITCH = 14 / ROW
TOLD = ("name", "month", "shown", "planned", "word")


@dataclass(frozen=True, slots=True)
class BowlerCell:
    """One month of one goal; a month without a reading keeps its plan."""

    actual: float | None
    plan: float | None = None
    status: Status = "none"
    complete: bool = True


@dataclass(frozen=True, slots=True)
class BowlerRow:
    """One goal with a cell for every month of the picture, in the unit of its metric; None where nothing is known."""

    name: Text
    unit: str
    cells: tuple[BowlerCell | None, ...]

    def written(self, lang: Lang) -> list[tuple[str, str]]:
        """Write actual and plan of every month alike: one step of counting and one number of decimals in the row."""
        known = [level for cell in self.cells if cell for level in (cell.actual, cell.plan) if level is not None]
        widest = max((abs(level) for level in known), default=0.0)
        scale = scale_of(widest, self.unit, lang)
        decimals = decimals_of(widest, self.unit, scale)

        def one(level: float | None) -> str:
            return number(level, self.unit, lang, scale=scale, decimals=decimals).text

        return [(one(cell.actual), one(cell.plan)) if cell else ("", "") for cell in self.cells]

    def titled(self, lang: Lang) -> str:
        """Give the name and what its figures count."""
        known = [level for cell in self.cells if cell for level in (cell.actual, cell.plan) if level is not None]
        widest = max((abs(level) for level in known), default=0.0)
        between = " " if lang == "en" else ""
        unit = f"{scale_of(widest, self.unit, lang).name}{between}{UNITS[self.unit].label.of(lang)}".strip()
        return self.name.of(lang) + (("，" if lang == "zh" else ", ") + unit if unit else "")


def bowler(rows: Sequence[BowlerRow], months: Sequence[date], *, caption: Caption, most: int = 12) -> Picture:
    """Draw goals against the latest months, actual over plan in every cell; ``months`` run from the earliest on."""
    first = max(len(months) - most, 0)
    found = tuple(BowlerRow(row.name, row.unit, row.cells[first : len(months)]) for row in rows)
    shown = tuple(months[first:])
    told = [row.name + Text(" ", " ") + _told(row) for row in found]
    height = round((max(len(found), 1) + HEAD) * ROW)
    return Picture(caption, described(caption, told), height, partial(_draw, found, shown), NOTATION + MARKS)


def _told(row: BowlerRow) -> Text:
    known = [cell for cell in row.cells if cell is not None and cell.actual is not None]
    if not known:
        return status_words("empty")
    missed = sum(cell.status == "bad" for cell in known)
    return spoken_both(known[-1].actual, row.unit) + Text("，", ", ") + MISSED.fill(count=missed, total=len(known))


def _draw(rows: tuple[BowlerRow, ...], months: tuple[date, ...], look: Look) -> Strokes:
    cells = [
        _cell(index, row, cell, figures, months, column, look)
        for index, row in enumerate(rows)
        for column, (cell, figures) in enumerate(zip(row.cells, row.written(look.lang), strict=True))
    ]
    strokes = [
        _names(rows, look),
        *_heads(rows, months, look),
        *_cells(cells, len(rows), len(months), look),
    ]
    return tuple(strokes)


def _vertical(field: str, rows: int) -> alt.Y:
    scale = {"domain": [max(rows, 1) - 0.5, -0.5 - HEAD], "nice": False, "zero": False}
    return alt.Y(field=field, type="quantitative", scale=scale, axis=None, title=None)


def _along(field: str, months: int, look: Look) -> alt.X:
    """Place a month; the earliest leave the picture where the width cannot hold them."""
    first = {"expr": f"{months} - 0.5 - {_held(months, look)}"}
    scale = {"domain": [first, months - 0.5], "nice": False, "zero": False}
    return alt.X(field=field, type="quantitative", scale=scale, axis=None, title=None)


def _held(months: int, look: Look) -> str:
    """Return the expression of how many months the width holds."""
    return f"clamp(floor(width / {look.size(CELL)}), 1, {max(months, 1)})"


def _names(rows: tuple[BowlerRow, ...], look: Look) -> Stroke:
    size = look.size(12.5)
    lines = [
        {"row": index + (line - (len(texts) - 1) / 2) * PITCH, "text": text}
        for index, texts in enumerate(wrapped(row.titled(look.lang), look.size(GUTTER), size, 3) for row in rows)
        for line, text in enumerate(texts)
    ]
    mark = layer(lines).mark_text(align="right", dx=look.size(-8), color=look.theme.ink)
    return mark.encode(x=left_edge(), y=_vertical("row", len(rows)), text=words())


def _heads(rows: tuple[BowlerRow, ...], months: tuple[date, ...], look: Look) -> list[Stroke]:
    """Name the months; the year stands at every January and at the last month, which no width leaves out."""
    lang, theme = look.lang, look.theme
    place = -0.5 - HEAD * 0.66
    names = [{"at": index, "row": place, "text": month_name(when, lang)} for index, when in enumerate(months)]
    years = [
        {"at": index, "row": place + PITCH, "text": str(when.year)}
        for index, when in enumerate(months)
        if when.month == 1 or index == len(months) - 1
    ]
    x, y = _along("at", len(months), look), _vertical("row", len(rows))
    before, after = EARLIER.of(lang).split("{count}")
    left_out = f"{len(months)} - {_held(len(months), look)}"
    said = {"expr": f"{left_out} > 0 ? '{before}' + ({left_out}) + '{after}' : ''"}
    earlier = layer([{"row": place}]).mark_text(
        text=said, align="right", dx=look.size(-8), color=theme.muted, fontSize=look.size(11)
    )
    return [
        layer(names).mark_text(color=theme.ink, clip=True).encode(x=x, y=y, text=words()),
        layer(years).mark_text(color=theme.muted, clip=True, fontSize=look.size(10.5)).encode(x=x, y=y, text=words()),
        earlier.encode(x=left_edge(), y=y),
    ]


def _cell(
    row: int,
    goal: BowlerRow,
    cell: BowlerCell | None,
    figures: tuple[str, str],
    months: tuple[date, ...],
    column: int,
    look: Look,
) -> dict[str, object]:
    lang, theme = look.lang, look.theme
    known = cell is not None and cell.actual is not None
    missed = cell is not None and cell.status == "bad"
    status: Status = cell.status if cell is not None and known else "empty"
    running = cell is not None and known and not cell.complete
    return {
        **standing("open" if running and status == "none" else status, look),
        "known": known,
        "at": column,
        "left": column - 0.47,
        "right": column + 0.47,
        "row": row - 0.19,
        "below": row + 0.21,
        "top": row - 0.44,
        "bottom": row + 0.44,
        "ground": theme.page if running or not known else theme.panel,
        "frame": theme.bad if missed else theme.hairline if running or not known else theme.panel,
        "actual": figures[0],
        "colour": theme.bad_text if missed else theme.ink,
        "plan": figures[1],
        "name": goal.name.of(lang),
        "month": month(months[column], lang),
        "shown": spoken(cell.actual if cell else None, goal.unit, lang),
        "planned": spoken(cell.plan if cell else None, goal.unit, lang),
    }


def _cells(cells: list[dict[str, object]], rows: int, months: int, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    tips = [tip("name", NAME, lang), tip("month", PERIOD, lang), tip("shown", ACTUAL, lang)]
    tips += [tip("planned", PLAN, lang), tip("word", STATUS, lang)]
    x = _along("at", months, look)
    strokes = []
    for known, dash in ((True, [1, 0]), (False, [2, 3])):
        mark = layer(_only(cells, known, "left", "right", "top", "bottom", "ground", "frame", *TOLD)).mark_rect(
            cornerRadius=look.size(3), strokeWidth=look.size(1.5), strokeDash=dash, clip=True
        )
        strokes.append(
            mark.encode(
                x=_along("left", months, look),
                x2=alt.X2(field="right"),
                y=_vertical("top", rows),
                y2=alt.Y2(field="bottom"),
                fill=alt.Fill(field="ground", type="nominal", scale=None),
                stroke=alt.Stroke(field="frame", type="nominal", scale=None),
                tooltip=tips,
            )
        )
    signs = layer(_only(cells, True, "at", "row", "shape", "fill", "outline")).mark_point(
        size=look.size(46), strokeWidth=look.size(1.25), opacity=1, xOffset=look.size(-19), clip=True
    )
    strokes.append(signs.encode(x=x, y=_vertical("row", rows), shape=shaped(), fill=filled(), stroke=outlined()))
    actual = layer(_only(cells, True, "at", "row", "actual", "colour")).mark_text(
        dx=look.size(4), fontWeight=600, clip=True
    )
    strokes.append(actual.encode(x=x, y=_vertical("row", rows), text=words("actual"), color=coloured()))
    plans = layer([*_only(cells, True, "at", "below", "plan"), *_only(cells, False, "at", "below", "plan")]).mark_text(
        dx=look.size(4), color=theme.muted, fontSize=look.size(11), clip=True
    )
    strokes.append(plans.encode(x=x, y=_vertical("below", rows), text=words("plan")))
    return strokes


def _only(cells: list[dict[str, object]], known: bool, *fields: str) -> list[dict[str, object]]:
    """Keep the cells that are known, or are not, and of each what a stroke needs: a year of goals is many cells."""
    return [{field: cell[field] for field in fields} for cell in cells if cell["known"] is known]
