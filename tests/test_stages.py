"""No test falls between the stages of `make test`: core, slow, browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
MAKEFILE = (TESTS.parent / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((TESTS / "browser").glob("test_*.py")), ids=lambda path: path.stem)
def test_a_file_that_is_not_read_without_the_browser_is_marked_as_its_own(path: Path) -> None:
    assert re.search(r"^pytestmark = pytest\.mark\.browser$", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_stages_leave_nothing_out() -> None:
    stages = re.findall(r"pytest -m (\"[^\"]+\"|\w+)", MAKEFILE)
    assert [stage.strip('"') for stage in stages if "tests/store" not in stage][:3] == [
        "not browser and not slow",
        "(slow or hypothesis) and not browser",
        "browser",
    ]
    assert re.search(r"^test: .*check.*slow.*browser", MAKEFILE, re.MULTILINE)
    assert re.search(r"^check: .*core", MAKEFILE, re.MULTILINE)


def test_the_slow_stage_looks_harder() -> None:
    quick, thorough = (settings.get_profile(name).max_examples for name in ("core", "thorough"))
    assert settings().max_examples in (quick, thorough)
    assert thorough >= 8 * quick
    assert "--hypothesis-profile=thorough" in MAKEFILE
