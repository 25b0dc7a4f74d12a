"""Paper replaces every colour of a dark page, and the stylesheet of the house names only what it owns."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sq_core.charts import DARK, LIGHT
from sq_core.ui.brand import wordmark
from sq_core.ui.elements.tables import shared_unit
from sq_core.ui.elements.tools import SENTENCE_TOOLS
from sq_core.ui.pictures import PICTURE_TOOLS
from sq_core.ui.stage import paper

BROWSER = Path(__file__).parents[2] / "sq_core" / "ui" / "browser"


def colours(theme: object) -> set[str]:
    found: set[str] = set()
    for field in fields(theme):  # type: ignore[arg-type]
        value = getattr(theme, field.name)
        found |= set(value) if isinstance(value, tuple) else {value}
    return {colour for colour in found if colour.startswith("#")}


def test_every_dark_colour_has_one_on_paper() -> None:
    instead: Any = paper("dark")["instead"]
    assert set(instead) == colours(DARK)
    assert set(instead.values()) <= colours(LIGHT)
    assert instead[DARK.page] == LIGHT.page == "#FFFFFF"
    assert instead[DARK.ink] == LIGHT.ink
    assert instead[DARK.good] == LIGHT.good
    assert not set(instead) & colours(LIGHT), "what is replaced once is not replaced again"


@pytest.mark.parametrize("theme", ["light", None])
def test_a_light_page_is_paper_already(theme: str | None) -> None:
    assert paper(theme)["instead"] == {}


def test_every_tool_is_drawn_named_and_known_to_the_browser() -> None:
    script = (BROWSER / "tools.js").read_text("utf-8")
    for tool in (*PICTURE_TOOLS, *SENTENCE_TOOLS):
        assert re.search(rf"^  {tool.name}: (async )?\(data", script, re.MULTILINE), tool.name
        written = tool.written("zh")
        assert re.search("[\u4e00-\u9fff]", written["label"])
        assert not re.search("[\u4e00-\u9fff]", tool.written("en")["label"])


def test_the_stylesheet_leans_on_no_generated_class() -> None:
    for sheet in BROWSER.glob("*.css"):
        assert not re.search(r"emotion|\.e[0-9a-z]{8}", sheet.read_text("utf-8")), sheet.name


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["18.3%", "12.5%", "—"], "%"),
        (["72.3 points", "< 70.0 points"], "points"),
        (["+1.8分", "−5.2分"], "分"),
        (["18.3%", "2.1 min"], ""),
        (["76.4", "80.0"], ""),
        (["150.0万元", "1.28亿元"], ""),
        (["3.1 → 3.4", "3.2 → 3.3"], ""),
        (["5.0%"], ""),
        (["5.0–6.0%", "6.0–7.0%"], ""),
        ([], ""),
    ],
)
def test_a_unit_all_figures_share_stands_in_the_head(texts: list[str], unit: str) -> None:
    assert shared_unit(texts) == unit


def test_the_name_of_the_product_is_drawn_in_both_languages() -> None:
    assert "驾驶舱" in wordmark("zh", "light")
    assert "Cockpit" in wordmark("en", "dark")
    assert LIGHT.accent in wordmark("en", None)
    assert DARK.accent in wordmark("en", "dark")
