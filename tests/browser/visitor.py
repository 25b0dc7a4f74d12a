"""Somebody at the screen: opens pages, waits until they are drawn, and complains when something went wrong."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Request, ViewportSize

    from tests.browser.server import Server

Lang = Literal["zh", "en"]

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOCALES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"
EDITION = re.compile(r"(?:数据版本|Edition) (\d+)")
BROKEN = "[data-testid=stException]"
PATIENCE = 15_000
"""Milliseconds a condition may take; the machine may be busy with other tests."""


class Visitor:
    """One tab of one browser profile, with an eye on everything that must not happen."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.errors: list[str] = []
        self.strangers: list[str] = []
        home = urlsplit(server.url).netloc
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request, home))

    def _note(self, request: Request, home: str) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != home:
            self.strangers.append(request.url)

    def open(self, address: str) -> Visitor:
        """Open an address of the application and wait until it is drawn."""
        self.page.goto(self.server.url + address, wait_until="domcontentloaded")
        self.drawn()
        return self

    def drawn(self) -> None:
        """Wait until a page stands: its title is there and no run is under way."""
        expect(self.page.locator("h1").first).to_be_visible(timeout=PATIENCE)
        self.settled()

    def settled(self) -> None:
        """Wait until no run is under way, nor one that the last one asked for."""
        quiet = 0
        while quiet < 3:
            self.page.wait_for_selector(DRAWN, state="attached", timeout=PATIENCE)
            self.page.wait_for_timeout(60)
            quiet = quiet + 1 if self.page.locator(DRAWN).count() else 0

    def key(self, name: str) -> Locator:
        """Return the element with this widget key."""
        return self.page.locator(f".st-key-{name.replace('.', '-')}")

    def press(self, name: str) -> None:
        """Press the button with this widget key once it may be pressed."""
        button = self.key(name).get_by_role("button").first
        expect(button).to_be_enabled(timeout=PATIENCE)
        button.click()

    def write(self, name: str, text: str) -> None:
        """Write into the field with this widget key, and leave it."""
        field = self.key(name).locator("input").first
        expect(field).to_be_visible(timeout=PATIENCE)
        field.fill(text)
        field.press("Enter")
        field.blur()
        self.settled()

    def sees(self, text: str) -> None:
        """Wait until a text stands in the page."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def choose(self, name: str, option: str) -> None:
        """Pick an option of the list with this widget key."""
        self.key(name).locator("input").first.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settled()

    def table(self, name: str) -> list[list[str]]:
        """Read the printed table with this key, row by row."""
        rows = self.key(name).locator("tbody tr")
        expect(rows.first).to_be_visible(timeout=PATIENCE)
        return [[cell.inner_text() for cell in row.locator("td").all()] for row in rows.all()]

    def edition(self) -> int:
        """Read the edition in the last line of the page."""
        line = self.page.get_by_text(EDITION).last
        expect(line).to_be_visible(timeout=PATIENCE)
        found = EDITION.search(line.inner_text())
        assert found is not None
        return int(found[1])

    def all_is_well(self) -> None:
        """Fail on an error of a script, a traceback, or a request that left this machine."""
        assert not self.errors, f"errors in the page: {self.errors}"
        assert not self.strangers, f"requests to strangers: {self.strangers}"
        assert self.page.locator(BROKEN).count() == 0, self.page.locator(BROKEN).first.inner_text()
        assert not self.server.failures(), self.server.log.read_text("utf-8", errors="replace")[-4000:]


@contextmanager
def visiting(
    browser: Browser,
    server: Server,
    lang: Lang = "zh",
    *,
    width: int = 1440,
    height: int = 1000,
    theme: Literal["light", "dark"] = "light",
) -> Iterator[Visitor]:
    """Lend a visitor with a fresh profile; nothing of it outlives the block."""
    size: ViewportSize = {"width": width, "height": height}
    context: BrowserContext = browser.new_context(
        locale=LOCALES[lang], timezone_id="Asia/Shanghai", viewport=size, color_scheme=theme, accept_downloads=True
    )
    try:
        yield Visitor(context.new_page(), server)
    finally:
        try:
            context.close()
        except Error:  # the browser went away already
            pass
