"""What browser tests share: one Chromium, one server that nobody changes, and one to change for those who do."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.server import Server, make_sample, serving
from tests.browser.visitor import ARGUMENTS, CHROMIUM, Lang, Visitor, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


class Lends(Protocol):
    """Gives a visitor of a server; several at once are several people."""

    def __call__(self, server: Server, lang: Lang = "zh") -> Visitor: ...


class Starts(Protocol):
    """Starts one more server on a copy of the sample; nobody has visited it."""

    def __call__(self) -> Server: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        reason = f"{CHROMIUM} is missing; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("programme") / "sample.duckdb"
    make_sample(database)
    return database


@pytest.fixture(scope="session")
def untouched(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for those who only look."""
    place = tmp_path_factory.mktemp("untouched")
    with serving(Path(shutil.copy(sample, place)), place / "server.log") as server:
        yield server


@pytest.fixture(scope="module")
def workshop(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for those who change things: one for each file of tests."""
    place = tmp_path_factory.mktemp("workshop")
    with serving(Path(shutil.copy(sample, place)), place / "server.log") as server:
        yield server


@pytest.fixture
def cold(sample: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited."""
    with serving(Path(shutil.copy(sample, tmp_path)), tmp_path / "server.log") as server:
        yield server


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Lends]:
    """Lends visitors; whatever else a test looks at, nothing may have gone wrong in any of their pages."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        lent: list[Visitor] = []

        def lend(server: Server, lang: Lang = "zh") -> Visitor:
            one = stack.enter_context(visiting(browser, server, lang))
            lent.append(one)
            return one

        yield lend
        for one in lent:
            one.all_is_well()
