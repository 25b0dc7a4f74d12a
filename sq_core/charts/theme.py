"""The look of every picture: colours, type and lines, once, in a light and a dark variant of the same contrast.

Colours carry meaning before they carry difference: ink is what happened, grey is what was, green, amber and red are
judgements and nothing else. Series colours are for parts of a whole that are neither. They keep at least 10 (CIEDE2000)
between neighbours under the three common kinds of colour vision, which a test holds. The same values stand in
`.streamlit/config.toml` for the page around the pictures; a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sq_core.words import Lang

FONT = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Helvetica Neue',Arial,sans-serif"
"""One family for both scripts, so that digits in a Chinese sentence and in an English one are the same digits."""

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one variant, named by what they say."""

    name: ThemeName
    ink: str
    """Text, and what happened."""
    muted: str
    """Captions, axes, the plan."""
    page: str
    panel: str
    hairline: str
    grid: str
    accent: str
    """A choice, a link."""
    previous: str
    """The period before."""
    band: str
    """An interval."""
    good: str
    watch: str
    bad: str
    good_text: str
    """The same judgement as a word: at least 4.5:1, where a mark needs 3:1."""
    watch_text: str
    bad_text: str
    series: tuple[str, ...]
    heat: tuple[str, ...]
    """From no concern to the highest, five steps of one hue, light to dark on a light page and the reverse on a dark one."""

    def judgement(self, better: bool | None) -> str:
        """Choose the colour of a variance: better, worse, or neither."""
        if better is None:
            return self.muted
        return self.good if better else self.bad

    def judgement_text(self, better: bool | None) -> str:
        """Choose the colour of a variance written as text."""
        if better is None:
            return self.muted
        return self.good_text if better else self.bad_text


LIGHT = Theme(
    name="light",
    ink="#1D2733",
    muted="#5B6B7B",
    page="#FFFFFF",
    panel="#F4F6F8",
    hairline="#DDE3E9",
    grid="#EEF1F4",
    accent="#0B5A86",
    previous="#B4BEC9",
    band="#E1E7ED",
    good="#1F7A5C",
    watch="#B26A00",
    bad="#B3261E",
    good_text="#1F7A5C",
    watch_text="#9A5B00",
    bad_text="#B3261E",
    series=("#0B5A86", "#C8791B", "#5B6B7B", "#2E8B74", "#8A5A9E", "#B8403A", "#8393A5"),
    heat=("#F4F6F8", "#FBEBD3", "#F6CFA6", "#EBA07C", "#DB7062"),
)

DARK = Theme(
    name="dark",
    ink="#E4EAF0",
    muted="#93A3B3",
    page="#11171E",
    panel="#1A222B",
    hairline="#2D3843",
    grid="#212B35",
    accent="#62ABDA",
    previous="#56636F",
    band="#2B3743",
    good="#45B394",
    watch="#E8B04A",
    bad="#E8625A",
    good_text="#45B394",
    watch_text="#E8B04A",
    bad_text="#F0776E",
    series=("#5AA9DB", "#E0973F", "#8D9DAD", "#45B394", "#B98BCC", "#E5736B", "#6E8195"),
    heat=("#1A222B", "#3B3325", "#5E4526", "#8A4A2E", "#A8443A"),
)

THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to be drawn: in which language, in which colours, how large (1.4 for a room, 1 for a desk)."""

    lang: Lang
    theme: Theme = LIGHT
    scale: float = 1.0

    def size(self, pixels: float) -> int:
        """Scale a length given for a desk."""
        return round(pixels * self.scale)


def config(look: Look) -> dict[str, object]:
    """Return what every picture shares: type, axes, grid, and nothing drawn that carries no meaning."""
    theme, label = look.theme, look.size(12.5)
    axis = {
        "aria": False,
        "labelColor": theme.muted,
        "labelFontSize": label,
        "labelFontWeight": "normal",
        "titleColor": theme.muted,
        "titleFontSize": label,
        "titleFontWeight": "normal",
        "gridColor": theme.grid,
        "domain": False,
        "ticks": False,
        "labelPadding": look.size(6),
        "labelLimit": look.size(190),
    }
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "labelOverlap": "greedy", "labelSeparation": 8},
        "axisY": {"labelOverlap": False},
        "mark": {"aria": False},  # the description says what is to be heard; coordinates mark by mark are noise
        "point": {"opacity": 1},
        "text": {"color": theme.ink, "fontSize": label, "baseline": "middle"},
        "legend": {"disable": True},
    }
