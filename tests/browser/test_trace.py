"""The way from a number to its cell, walked in the browser: by mouse and keyboard, from cards, tables, pictures and sentences."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from tests.browser.visitor import PATIENCE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

SAMPLE = "sample_programme.xlsx"
FIGURES = "background.figures_1_1"


def panel(someone: Visitor) -> Locator:
    dialog = someone.page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    someone.settled()
    return dialog


def shut(someone: Visitor) -> None:
    someone.page.keyboard.press("Escape")
    expect(someone.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    someone.settled()


def test_a_row_is_asked_by_keyboard(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/background")
    button = someone.key(FIGURES).locator("[data-ask]").first
    button.focus()
    someone.page.keyboard.press("Enter")
    dialog = panel(someone)
    expect(dialog.get_by_text("seed_benchmarks.xlsx").first).to_be_visible(timeout=PATIENCE)
    expect(dialog.get_by_role("cell", name="K2", exact=True)).to_be_visible(timeout=PATIENCE)


def test_every_row_is_a_page_away(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit")
    someone.page.locator("[data-metric=nps]").first.click()
    dialog = panel(someone)
    rows = someone.key("trace.survey_responses").locator("tbody tr")
    expect(rows).to_have_count(12, timeout=PATIENCE)
    first = rows.first.inner_text()
    number = rows.first.locator("td").first.inner_text()
    someone.key("trace.page.survey_responses").get_by_role("button", name="Page 2", exact=True).click()
    expect(rows.first.locator("td").first).not_to_have_text(number, timeout=PATIENCE)
    someone.settled()
    assert rows.first.inner_text() != first
    expect(dialog.get_by_text("827").first).to_be_visible()


def test_all_rows_can_be_taken_along(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit")
    someone.page.locator("[data-metric=complaint_rate]").first.click()
    panel(someone)
    with someone.page.expect_download(timeout=PATIENCE) as started:
        someone.key("trace.download").get_by_role("button").click()
    book = load_workbook(io.BytesIO(started.value.path().read_bytes()))
    assert book.sheetnames == ["Formula", "KPI values"]
    head, *rows = list(book["KPI values"].iter_rows(values_only=True))
    at = head.index("Actual")
    assert head[at + 1] == "Cell of Actual"
    assert len(rows) == 12
    assert rows[0][:3] == (SAMPLE, "指标实绩", "82")
    assert rows[0][at + 1] == "D82"
    assert isinstance(rows[0][at], float)


def test_a_picture_leads_to_each_number_it_draws(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/background?section=1.1")
    someone.key("background.trend.tools").locator("button").first.click()
    dialog = panel(someone)
    chooser = someone.key("trace.which")
    chooser.locator("input").first.click()
    someone.page.get_by_role("option").filter(has_text="Nov 2024").first.click()
    someone.settled()
    expect(dialog.get_by_role("heading", name="Nov 2024")).to_be_visible(timeout=PATIENCE)
    expect(dialog.get_by_text("1 Nov 2024 – 30 Nov 2024").first).to_be_visible(timeout=PATIENCE)


def test_a_reading_made_by_a_model_leads_on_to_what_it_rests_on_and_back(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/goals?section=2.3")
    someone.page.locator("[data-metric=target_chance]").first.click()
    dialog = panel(someone)
    someone.key("trace.input.0").get_by_role("button").click()
    expect(dialog.get_by_role("button", name="Back to")).to_be_visible(timeout=PATIENCE)
    expect(dialog.get_by_text("Survey responses").first).to_be_visible(timeout=PATIENCE)
    someone.settled()
    dialog.get_by_role("button", name="Back to").click()
    someone.settled()
    expect(dialog.get_by_role("button", name="Back to")).to_have_count(0, timeout=PATIENCE)


def test_why_it_moved_stands_beside_where_it_comes_from(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/cockpit")
    someone.page.locator("[data-metric=nps]").first.click()
    dialog = panel(someone)
    expect(dialog.get_by_text("怎样算出").first).to_be_visible(timeout=PATIENCE)
    someone.key("trace.side").get_by_role("radio", name="为何变动").click()
    someone.settled()
    expect(dialog.get_by_text("怎样算出")).to_have_count(0, timeout=PATIENCE)
    someone.key("trace.side").get_by_role("radio", name="来源").click()
    expect(dialog.get_by_text("怎样算出").first).to_be_visible(timeout=PATIENCE)
