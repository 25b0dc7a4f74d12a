"""Policies and standards on a time axis: when each was issued, when it binds, and where today is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    NAME,
    across,
    coloured,
    described,
    down,
    right_edge,
    row_names,
    rows_height,
    tip,
    top_edge,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import day_number, time_ruler
from sq_core.charts.strokes import layer
from sq_core.words import Text, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look, Theme

ISSUED = Text("发布", "Issued")
EFFECTIVE = Text("生效", "In force from")
DUE = Text("须达标", "Comply by")
TODAY = Text("今天", "Today")
NOTATION = Text(
    "空框 已发布未生效 · 实条 已生效 · ◆ 须达标之日（绿 已达标，黄 180 天内，红 已逾期）",
    "Outline: issued, not yet in force · solid: in force · ◆ comply by (green met, amber within 180 days, red overdue)",
)
SOON_DAYS = 180


@dataclass(frozen=True, slots=True)
class Obligation:
    """One policy: issued, in force, to be complied with by a day; ``met`` is None where nobody has said."""

    title: Text
    issued: date
    effective: date
    due: date | None = None
    until: date | None = None
    """The day it ceases to bind; None where it binds on."""
    met: bool | None = None
    authority: Text | None = None


def timeline_obligations(obligations: Sequence[Obligation], *, today: date, caption: Caption) -> Picture:
    """Draw obligations by the day they bind, the earliest on top, with a line at today."""
    found = tuple(sorted(obligations, key=lambda each: (each.effective, each.issued)))
    told = [
        each.title + Text("，生效 ", ", in force from ") + Text(day(each.effective, "zh"), day(each.effective, "en"))
        for each in found
    ]
    height = rows_height(len(found), head=18)
    return Picture(caption, described(caption, told), height, partial(_draw, found, today), NOTATION)


def _span(obligations: tuple[Obligation, ...], today: date) -> tuple[date, date]:
    days = [today] + [moment for each in obligations for moment in (each.issued, each.effective, each.due) if moment]
    days += [each.until for each in obligations if each.until]
    first, last = min(days), max(days)
    room = max((last - first).days // 20, 31)
    return date.fromordinal(first.toordinal() - room // 2), date.fromordinal(last.toordinal() + room)


def _draw(obligations: tuple[Obligation, ...], today: date, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    first, last = _span(obligations, today)
    ruler = time_ruler(first, last, lang)
    names = row_names([each.title.of(lang) for each in obligations], look, pixels=150)
    rows = [_row(index, each, today, last, look) for index, each in enumerate(obligations)]
    dues = [row for row in rows if row["due"] is not None]
    tips = [tip("name", NAME, lang), tip("issued_on", ISSUED, lang), tip("effective_on", EFFECTIVE, lang)]
    tips.append(tip("due_on", DUE, lang))
    x_axis = ruler.axis(orient="bottom", grid=True)
    plain = down("row", len(obligations))
    bars = layer(rows)
    now = layer([{"at": day_number(today), "text": f"{TODAY.of(lang)} {day(today, lang)}"}])
    strokes = [
        names,
        bars.mark_bar(
            color="transparent", stroke=theme.muted, strokeWidth=look.size(1.25), height=look.size(12)
        ).encode(
            x=across("issued", ruler, x_axis),
            x2=alt.X2(field="effective"),
            y=down("row", len(obligations)),
            tooltip=tips,
        ),
        bars.mark_bar(color=theme.previous, height=look.size(12)).encode(
            x=across("effective", ruler), x2=alt.X2(field="until"), y=plain, tooltip=tips
        ),
        now.mark_rule(color=theme.accent, strokeWidth=look.size(1.5)).encode(x=across("at", ruler)),
        now.mark_text(color=theme.accent, baseline="bottom", dy=look.size(-5)).encode(
            x=across("at", ruler), y=top_edge(), text=words()
        ),
        layer(dues)
        .mark_point(shape="diamond", filled=True, size=look.size(120), opacity=1)
        .encode(x=across("due", ruler), y=plain, color=coloured(), tooltip=tips),
        layer(rows)
        .mark_text(align="left", dx=look.size(8))
        .encode(x=right_edge(), y=plain, text=words("left"), color=coloured("text_colour")),
    ]
    return tuple(strokes)


def _row(index: int, each: Obligation, today: date, last: date, look: Look) -> dict[str, object]:
    lang, theme = look.lang, look.theme
    text, colour, text_colour = _standing(each, today, theme)
    return {
        "row": index,
        "issued": day_number(each.issued),
        "effective": day_number(each.effective),
        "until": day_number(each.until or last),
        "due": day_number(each.due) if each.due else None,
        "colour": colour,
        "text_colour": text_colour,
        "left": text.of(lang),
        "name": each.title.of(lang),
        "issued_on": day(each.issued, lang),
        "effective_on": day(each.effective, lang),
        "due_on": day(each.due, lang),
    }


def _standing(each: Obligation, today: date, theme: Theme) -> tuple[Text, str, str]:
    """Say how an obligation stands today, with the colours of its mark and of its words."""
    if each.met:
        return Text("已达标", "Met"), theme.good, theme.good_text
    binding = each.due or each.effective
    left = (binding - today).days
    if left < 0 and each.due:
        return Text(f"逾期 {-left} 天", f"{-left} days overdue"), theme.bad, theme.bad_text
    if left < 0:
        return Text("已生效", "In force"), theme.muted, theme.muted
    words_left = Text(f"还有 {left} 天", f"{left} days left")
    return (words_left, theme.watch, theme.watch_text) if left <= SOON_DAYS else (words_left, theme.muted, theme.muted)
