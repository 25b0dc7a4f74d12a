"""A picture: its sentence, what it shows, a description for those who cannot see it, and how it is drawn.

A picture knows both languages and no colours until a ``Look`` is given, so the same value is drawn on a light page in
Chinese and in an English report. Title and subtitle stay outside the drawing: the page sets them as text that wraps on a
phone, can be selected and is read aloud; only an export puts them inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import altair as alt

from sq_core.charts.strokes import Stroke
from sq_core.charts.theme import config

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.charts.theme import Look
    from sq_core.words import Text

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The name of the format, which the browser compares and never fetches."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A sentence the data make true, and what is shown: quantity, unit, n, period."""

    title: Text
    subtitle: Text


Strokes: TypeAlias = tuple[Stroke, ...]
"""What a picture is drawn of, the lowest first. Vega makes room for texts that stand beside the plot."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart, ready to be drawn in a language and a theme; ``height`` is in pixels at a desk."""

    caption: Caption
    describes: Text
    """What somebody who cannot see the picture is told: the finding and its numbers."""
    height: int
    draw: Callable[[Look], Strokes]
    note: Text | None = None
    """The notation, once, under the picture."""

    def spec(self, look: Look) -> dict[str, object]:
        """Draw the picture as a Vega-Lite specification, as wide as its container and exactly as high as it says.

        The strokes are put together here and not by Altair, whose layering copies and checks every value several times.
        """
        return {
            "$schema": SCHEMA,
            "description": self.describes.of(look.lang),
            "width": "container",
            "height": look.size(self.height),
            "padding": {"left": 2, "top": 4, "right": 2, "bottom": 2},  # by sides: Streamlit sets one of them
            "layer": [stroke.spec() for stroke in self.draw(look)],
            "config": config(look),
        }

    def chart(self, look: Look, width: int | None = None) -> alt.LayerChart:
        """Draw the picture for an export: checked, with its title and subtitle inside, on a page of its own colour."""
        theme = look.theme
        spec = self.spec(look) | {
            "background": theme.page,
            "title": {
                "text": self.caption.title.of(look.lang),
                "subtitle": self.caption.subtitle.of(look.lang),
                "anchor": "start",
                "color": theme.ink,
                "fontSize": look.size(16),
                "subtitleColor": theme.muted,
                "subtitleFontSize": look.size(12.5),
            },
        }
        if width is not None:
            spec["width"] = width
        drawn: alt.LayerChart = alt.LayerChart.from_dict(spec)
        return drawn
