"""The product's mark and name for the top of the navigation, drawn so that it needs no file and no font from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.charts import FONT, LIGHT, THEMES

if TYPE_CHECKING:
    from sq_core.words import Lang

_NAMES: dict[Lang, tuple[str, ...]] = {"zh": ("服务质量", "驾驶舱"), "en": ("Service Quality", "Cockpit")}
_WIDTH = 150
"""As wide as the narrow navigation allows, so that the name is not made small to fit."""


def wordmark(lang: Lang, theme_name: str | None) -> str:
    """Draw mark and name side by side, the name in two lines, in the colours of a theme."""
    theme = THEMES["dark"] if theme_name == "dark" else LIGHT
    family = FONT.replace('"', "'")
    lines = "".join(f'<tspan x="41" y="{13 + 17 * line}">{text}</tspan>' for line, text in enumerate(_NAMES[lang]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} 32" width="{_WIDTH}" height="32">'
        f'<rect width="32" height="32" rx="7" fill="{theme.accent}"/>'
        f'<path d="M6.5 22.5 13 15.5l5 4 7.5-10" fill="none" stroke="{theme.panel}" stroke-width="3"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="25.5" cy="9.5" r="2.6" fill="{theme.panel}"/>'
        f'<text font-family="{family}" font-size="15" font-weight="600" fill="{theme.ink}">{lines}</text></svg>'
    )
