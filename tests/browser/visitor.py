"""Somebody at the screen: opens pages, waits until they are drawn, and complains when something went wrong."""

from __future__ import annotations

import re
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, expect

from sq_core.charts import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Request, ViewportSize

    from tests.browser.server import Server

Lang = Literal["zh", "en"]
Theme = Literal["light", "dark"]
PAGE = {"light": LIGHT.page, "dark": DARK.page}

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
SETTLED = f"""() => new Promise((told) => {{
  const until = performance.now() + 1000;
  let since = null;
  const look = () => {{
    const now = performance.now();
    since = document.querySelector("{DRAWN}") ? since ?? now : null;
    if (since !== null && now - since >= 180) told(true);
    else if (now > until && since === null) told(false);
    else setTimeout(look, 20);
  }};
  look();
}})"""
"""Nothing runs for a little longer than an element takes to ask for one more run."""
WHOLE = f"""() => new Promise((told) => {{
  const until = performance.now() + 4000;
  const count = (root) => {{
    let found = 0;
    for (const node of root.querySelectorAll("*")) found += 1 + (node.shadowRoot ? count(node.shadowRoot) : 0);
    return found;
  }};
  const ready = () => document.fonts.status === "loaded" && !document.querySelector("[data-testid=stSkeleton], [aria-busy=true]")
    && [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].every((one) => one.querySelector("svg.marks"));
  let before = "", since = performance.now();
  const look = () => {{
    const now = performance.now();
    const seen = `${{count(document)}} ${{document.body.innerText.length}} ${{Boolean(document.querySelector("{DRAWN}"))}}`;
    if (seen !== before) [before, since] = [seen, now];
    if (now - since >= (ready() ? 350 : 1200)) told(true);
    else if (now > until) told(false);
    else setTimeout(look, 50);
  }};
  look();
}})"""
"""Nothing came or went for a while; longer where a picture is not drawn, as one out of sight may stay."""
EDITION = re.compile(r"(?:数据版本|Edition) (\d+)")
TURNED = "(page) => getComputedStyle(document.documentElement).getPropertyValue('--sq-page') === page"
BROKEN = "[data-testid=stException]"
PATIENCE = 15_000
"""Milliseconds a condition may take; the machine may be busy with other tests."""
COLD_SECONDS = 60
"""Seconds a run may take: the first one of a server reads everything, and other tests run beside it."""


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
        self._waits(SETTLED, "a run does not end")

    def whole(self) -> None:
        """Wait until everything that draws itself stands: pictures and elements come after the page and tell nobody."""
        self.settled()
        self._waits(WHOLE, "the page does not come to rest")

    def _waits(self, script: str, complaint: str) -> None:
        """Have the page itself look, until it says yes; a page that is left meanwhile is asked anew."""
        until = monotonic() + COLD_SECONDS
        while True:
            try:
                if self.page.evaluate(script):
                    return
            except Error as error:
                if "context was destroyed" not in str(error) and "navigat" not in str(error):
                    raise
            assert monotonic() < until, complaint

    def looks(self, theme: Theme, width: int) -> None:
        """Look at pages in the light or the dark, and on a screen this wide; it is the next page that is so for sure."""
        self.page.emulate_media(color_scheme=theme)
        self.page.set_viewport_size({"width": width, "height": 1000})

    def turns(self, theme: Theme, width: int) -> None:
        """Make the open page light or dark and another width, and wait until it is."""
        self.looks(theme, width)
        self.page.wait_for_function(TURNED, arg=PAGE[theme], timeout=PATIENCE)

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


def profile(
    browser: Browser, lang: Lang, *, width: int = 1440, height: int = 1000, theme: Theme = "light"
) -> BrowserContext:
    """Make a fresh profile of the browser: a person with a language, a screen and a taste for light or dark."""
    size: ViewportSize = {"width": width, "height": height}
    return browser.new_context(
        locale=LOCALES[lang], timezone_id="Asia/Shanghai", viewport=size, color_scheme=theme, accept_downloads=True
    )


@contextmanager
def visiting(
    browser: Browser,
    server: Server,
    lang: Lang = "zh",
    *,
    width: int = 1440,
    height: int = 1000,
    theme: Theme = "light",
) -> Iterator[Visitor]:
    """Lend a visitor with a fresh profile; nothing of it outlives the block."""
    context = profile(browser, lang, width=width, height=height, theme=theme)
    try:
        yield Visitor(context.new_page(), server)
    finally:
        try:
            context.close()
        except Error:  # the browser went away already
            pass
