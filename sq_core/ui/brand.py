"""The product's mark and name for the top of the navigation, drawn so that it needs no file and no font from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.charts import FONT, LIGHT, THEMES

if TYPE_CHECKING:
    from sq_core.words import Lang

_NAMES: dict[Lang, tuple[str, int]] = {"zh": ("服务质量驾驶舱", 190), "en": ("Service Quality Cockpit", 238)}


def wordmark(lang: Lang, theme_name: str | None) -> str:
    """Draw mark and name side by side in the colours of a theme."""
    theme = THEMES["dark"] if theme_name == "dark" else LIGHT
    name, width = _NAMES[lang]
    family = FONT.replace('"', "'")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 32" width="{width}" height="32">'
        f'<rect width="32" height="32" rx="7" fill="{theme.accent}"/>'
        f'<path d="M6.5 22.5 13 15.5l5 4 7.5-10" fill="none" stroke="{theme.panel}" stroke-width="3"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="25.5" cy="9.5" r="2.6" fill="{theme.panel}"/>'
        f'<text x="42" y="22" font-family="{family}" font-size="17" font-weight="600" fill="{theme.ink}">{name}</text></svg>'
    )
