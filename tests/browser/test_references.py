"""Files that others wrote, loaded into an empty programme: the pages show the figures these files are known for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.inputs import folder
from tests.browser.server import ROOT, serving
from tests.browser.visitor import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Lends

pytestmark = pytest.mark.browser


def loaded(place: Path, *given: tuple[str, ...]) -> Path:
    """Load real files into a new programme by the command line, as somebody would who keeps one for each source."""
    real, database = folder(), place / "programme.duckdb"
    assert real is not None
    for name, *more in given:
        command = [
            sys.executable,
            "-m",
            "sq_core",
            "--db",
            str(database),
            "load",
            str(real / name),
            *more,
            "--who",
            "Test",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return database


@pytest.mark.skipif(folder() is None, reason="the files of others are not at hand; look-alikes go in by test_inputs")
def test_requests_and_a_survey_of_others_show_their_known_figures(tmp_path: Path, visitor: Lends) -> None:
    database = loaded(
        tmp_path,
        ("nyc311_20k/nyc_311_sample.csv",),
        ("kiosk_servqual_kr/설문응답지_redacted.xlsx", "--sheet", "서브퀄_문항만"),
    )
    with serving(database, tmp_path / "server.log") as server:
        someone = visitor(server, "en")
        someone.open("/problems?section=flow&lang=en")
        for figure in ("2.8", "9.5", "125"):
            expect(someone.page.get_by_text(figure, exact=True).first).to_be_visible(timeout=PATIENCE)
        someone.sees("BRONX (4.1 h)")
        someone.open("/frameworks?section=3.1&lang=en")
        expect(someone.page.get_by_text("4.97", exact=True).first).to_be_visible(timeout=PATIENCE)
        picture = someone.page.locator("svg[aria-label*='gap'], svg[aria-label*='Gap'], [aria-label*='−1.94']").first
        said = picture.get_attribute("aria-label") or ""
        worst = [said.index(f"{item} ") for item in (13, 12, 21)]
        assert worst == sorted(worst), said
        someone.open("/problems?section=voice&lang=zh")
        someone.all_is_well()
