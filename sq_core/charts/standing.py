"""How a status is marked in a picture: by shape, by colour and by word, so that none of the three has to be seen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from sq_core.catalogue import status_words
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Status
    from sq_core.charts.theme import Look, Theme

STATUS = Text("状态", "Status")
_SHAPES: dict[Status, str] = {"good": "circle", "watch": "triangle-up", "bad": "square"}
MARKS = Text("● 达标 ▲ 关注 ■ 偏离 ○ 未作判断", "● on track ▲ watch ■ off track ○ not judged")


def standing(status: Status, look: Look) -> dict[str, object]:
    """Return what a row needs to mark a status: shape, filling, outline, the word and its colour."""
    theme = look.theme
    colour = {"good": theme.good, "watch": theme.watch, "bad": theme.bad}.get(status)
    return {
        "shape": _SHAPES.get(status, "circle"),
        "fill": colour or theme.page,
        "outline": colour or theme.muted,
        "word": status_words(status).of(look.lang),
        "word_colour": status_text(status, theme),
    }


def status_text(status: Status, theme: Theme) -> str:
    """Choose the colour of a status written as text."""
    return {"good": theme.good_text, "watch": theme.watch_text, "bad": theme.bad_text}.get(status, theme.muted)


def shaped() -> alt.Shape:
    """Take the shape as it is written in a row."""
    return alt.Shape(field="shape", type="nominal", scale=None)


def filled() -> alt.Fill:
    """Take the filling as it is written in a row."""
    return alt.Fill(field="fill", type="nominal", scale=None)


def outlined() -> alt.Stroke:
    """Take the outline as it is written in a row."""
    return alt.Stroke(field="outline", type="nominal", scale=None)
