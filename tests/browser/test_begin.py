"""An empty programme says how it begins, and begins."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from sq_core.sheets import contracts
from tests.browser.server import serving
from tests.browser.visitor import PATIENCE, visiting

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_an_empty_programme_offers_a_template_and_the_sample(browser: Browser, tmp_path: Path) -> None:
    with (
        serving(tmp_path / "empty.duckdb", tmp_path / "server.log") as server,
        visiting(browser, server, "en") as someone,
    ):
        someone.open("/cockpit?lang=en")
        someone.sees("Begin with a workbook")
        with someone.page.expect_download(timeout=PATIENCE) as taken:
            someone.press("begin.template")
        assert taken.value.suggested_filename == "template.xlsx"
        sheets = load_workbook(io.BytesIO(taken.value.path().read_bytes()), read_only=True).sheetnames
        assert len(sheets) >= len(contracts())

        someone.open("/background?lang=en&section=1.2")
        with someone.page.expect_download(timeout=PATIENCE) as taken:
            someone.press("template.drivers")
        assert contracts()["drivers"].title.en in taken.value.suggested_filename

        someone.open("/cockpit?lang=en")
        assert someone.page.get_by_text("Sample data", exact=True).count() == 0
        someone.press("begin.sample")
        expect(someone.page.locator("button.card").first).to_be_visible(timeout=4 * PATIENCE)
        someone.settled()
        someone.sees("Sample data")
        assert someone.edition() >= 1
        someone.all_is_well()
