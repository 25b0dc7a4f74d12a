"""What browser tests share: one Chromium, one server that nobody changes, and one to change for those who do."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from playwright.sync_api import sync_playwright

from sq_core.desk import open_office
from tests.browser.residue import data_texts
from tests.browser.server import Server, make_sample, serving
from tests.browser.visitor import ARGUMENTS, CHROMIUM, LOCALES, Lang, Visitor, profile, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext


class Lends(Protocol):
    """Gives a visitor of a server; several at once are several people."""

    def __call__(self, server: Server, lang: Lang = "zh") -> Visitor: ...


class Profiles(Protocol):
    """Gives the profile of the browser with a language and a number, the same one every time."""

    def __call__(self, lang: Lang, number: int) -> BrowserContext: ...


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
def data(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, tuple[str, ...]]:
    """What the sample holds as text, in each language: data, which no page translates."""
    office = open_office(Path(shutil.copy(sample, tmp_path_factory.mktemp("data"))))
    try:
        return {lang: data_texts(office, lang) for lang in LOCALES}
    finally:
        office.close()


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


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[Profiles]:
    """Profiles to be used one after the other: what the browser has read and compiled of the page stays with a profile."""
    made: dict[tuple[Lang, int], BrowserContext] = {}

    def get(lang: Lang, number: int) -> BrowserContext:
        if (lang, number) not in made:
            made[lang, number] = profile(browser, lang)
        return made[lang, number]

    yield get
    for one in made.values():
        one.close()


@pytest.fixture
def visitor(profiles: Profiles) -> Iterator[Lends]:
    """Lends visitors; whatever else a test looks at, nothing may have gone wrong in any of their pages.

    Each has a profile without cookies and permissions, which nobody else has at the same time.
    """
    lent: list[Visitor] = []

    def lend(server: Server, lang: Lang = "zh") -> Visitor:
        context = profiles(lang, len(lent))
        context.clear_cookies()
        context.clear_permissions()
        lent.append(Visitor(context.new_page(), server))
        return lent[-1]

    yield lend
    try:
        for one in lent:
            one.all_is_well()
    finally:
        for one in lent:
            one.page.close()


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[Lends]:
    """One tab for each language and server, for those who walk from page to page."""
    made: dict[tuple[str, Lang], Visitor] = {}
    with ExitStack() as stack:

        def lend(server: Server, lang: Lang = "zh") -> Visitor:
            if (server.url, lang) not in made:
                made[server.url, lang] = stack.enter_context(visiting(browser, server, lang))
            return made[server.url, lang]

        yield lend
