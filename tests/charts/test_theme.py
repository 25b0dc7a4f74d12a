"""Both themes can be read, told apart by everybody, and are the ones the page around the pictures uses."""

import re
import tomllib
from dataclasses import fields
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from sq_core.charts import DARK, FONT, LIGHT, THEMES, Look, Theme, config
from tests.charts.colour import apart, contrast, difference, lab, linear

THEME = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def test_the_measure_itself_against_published_pairs() -> None:
    """Sharma, Wu, Dalal 2005, pairs 1, 7 and 25 of the reference data."""
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert difference((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(1.2644, abs=1e-4)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert lab(linear("#FFFFFF"))[0] == pytest.approx(100, abs=0.01)


@THEME
def test_text_is_readable_on_page_and_panel(theme: Theme) -> None:
    for text in (theme.ink, theme.muted, theme.accent, theme.good_text, theme.watch_text, theme.bad_text):
        for ground in (theme.page, theme.panel):
            assert contrast(text, ground) >= 4.5, (text, ground)


@THEME
def test_text_in_the_cells_of_the_heat_field_is_readable(theme: Theme) -> None:
    for cell in theme.heat:
        assert contrast(theme.ink, cell) >= 4.5, cell


@THEME
def test_marks_stand_out_from_the_page(theme: Theme) -> None:
    for mark in (theme.good, theme.watch, theme.bad, theme.ink, theme.accent, *theme.series):
        assert contrast(mark, theme.page) >= 3, mark
    for mark in (theme.good, theme.watch, theme.bad):
        assert contrast(mark, theme.panel) >= 3, mark


@THEME
def test_neighbours_are_told_apart_by_every_kind_of_colour_vision(theme: Theme) -> None:
    for one, other in pairwise(theme.series):
        assert apart(one, other) >= 10, (one, other)
    for one, other in combinations((theme.good, theme.watch, theme.bad), 2):
        assert apart(one, other) >= 10, (one, other)


@THEME
def test_an_interval_is_seen_and_does_not_hide_the_grid(theme: Theme) -> None:
    assert 1.1 <= contrast(theme.band, theme.page) <= 2
    assert contrast(theme.grid, theme.page) < contrast(theme.band, theme.page)


def test_both_variants_have_the_same_contrast_in_kind() -> None:
    for name in ("ink", "accent", "good_text", "bad_text"):
        light = contrast(getattr(LIGHT, name), LIGHT.page)
        dark = contrast(getattr(DARK, name), DARK.page)
        assert 0.6 <= light / dark <= 1.6, name


def test_every_colour_is_written_in_full() -> None:
    for theme in THEMES.values():
        for field in fields(theme):
            value = getattr(theme, field.name)
            for colour in value if isinstance(value, tuple) else (value,):
                if field.name != "name":
                    assert re.fullmatch("#[0-9A-F]{6}", colour), (field.name, colour)


@THEME
def test_the_page_has_the_same_colours(theme: Theme) -> None:
    settings = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    page = settings[theme.name]
    assert page["textColor"] == theme.ink
    assert page["backgroundColor"] == theme.page
    assert page["secondaryBackgroundColor"] == theme.panel == page["sidebar"]["backgroundColor"]
    assert page["primaryColor"] == page["linkColor"] == theme.accent
    assert page["borderColor"] == theme.hairline
    assert (page["greenColor"], page["greenTextColor"]) == (theme.good, theme.good_text)
    assert (page["orangeColor"], page["orangeTextColor"]) == (theme.watch, theme.watch_text)
    assert (page["redColor"], page["redTextColor"]) == (theme.bad, theme.bad_text)
    assert (page["grayColor"], page["grayTextColor"]) == (theme.previous, theme.muted)
    assert tuple(page["chartCategoricalColors"]) == theme.series
    assert settings["font"] == FONT


def test_the_server_is_set_as_it_is_to_run() -> None:
    settings = tomllib.loads(CONFIG.read_text("utf-8"))
    assert settings["client"] == {"showErrorDetails": "none", "showErrorLinks": False, "toolbarMode": "minimal"}
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["runner"]["magicEnabled"] is False
    assert settings["server"]["maxUploadSize"] == 200
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["server"]["address"] == "127.0.0.1"
    assert "http" not in CONFIG.read_text("utf-8"), "nothing is fetched from outside"


def test_the_look_grows_for_a_room() -> None:
    desk: Any = config(Look("zh"))
    room: Any = config(Look("zh", scale=1.4))
    assert room["axis"]["labelFontSize"] > desk["axis"]["labelFontSize"] >= 12
    assert desk["font"] == FONT
