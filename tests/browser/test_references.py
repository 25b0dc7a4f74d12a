"""Files that others wrote, loaded into an empty programme: the pages show the figures these files are known for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.inputs import folder
from tests.browser.server import ROOT, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Lends

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        folder() is None, reason="the files of others are not at hand; look-alikes go in by test_inputs"
    ),
]


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


def test_requests_and_a_survey_of_others_show_their_known_figures(tmp_path: Path, visitor: Lends) -> None:
    database = loaded(
        tmp_path,
        ("nyc311_20k/nyc_311_sample.csv",),
        ("kiosk_servqual_kr/설문응답지_redacted.xlsx", "--sheet", "서브퀄_문항만"),
    )
    with serving(database, tmp_path / "server.log") as server:
        someone = visitor(server, "en")
        someone.open("/problems?section=flow&lang=en")
        cards = someone.page.locator("[data-testid=stMain]").inner_text()
        for figure in ("2.8", "9.5", "125"):
            assert figure in cards.split(), figure
        someone.sees("BRONX (4.1 h)")
        someone.open("/frameworks?section=3.1&lang=en")
        text = someone.page.locator("[data-testid=stMain]").inner_text()
        for figure in ("4.97",):
            assert figure in text
        described = someone.page.locator(
            "[data-testid=stMain] [aria-label], [data-testid=stMain] [aria-roledescription]"
        )
        told = " ".join(described.evaluate_all("all => all.map(one => one.getAttribute('aria-label') || '')"))
        at = [told.find(f"{item} ") for item in ("13", "12", "21", "4")]
        assert "13" in text or at[0] >= 0
        someone.open("/problems?section=voice&lang=zh")
        someone.all_is_well()
