"""How long from a click until the page stands, in Chromium: ``python -m sq_core.ui.bench.clicks``.

Every chapter is opened from the menu, against an empty Streamlit page opened the same way on a server beside it in the
same run. A page stands when its title is there, no run is under way and every picture in sight is drawn. The same run
tells how long a change made elsewhere takes to reach a page. Playwright and Chromium are developers' tools.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from sq_core.ui.bench.served import DOOR, serving
from sq_core.ui.pages import found_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from sq_core.ui.bench.served import Served

CHROMIUM = "chromium"
MISSING = 3
"""Exit code where a tool is not installed."""
ROUNDS, CHANGES = 5, 5
_PATIENCE = 60_000
_GOAL = "G1"
_EMPTY = """
import streamlit as st
def one():
    st.title("One")
def two():
    st.title("Two")
st.navigation([st.Page(one, title="One", url_path="one"), st.Page(two, title="Two", url_path="two")]).run()
"""
_APP = 'import streamlit as st\n\napp = st.App("{script}")\n'
_STANDS = """(title) => new Promise((resolve) => {
  const links = [...document.querySelectorAll("[data-testid=stSidebarNavLink]")];
  const link = links.find((one) => one.innerText.trim().endsWith(title));
  const within = (one) => { const box = one.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; };
  const stands = () =>
    document.querySelector("h1")?.innerText.trim() === title
    && document.querySelector("[data-testid=stApp]").dataset.testScriptState !== "running"
    && !document.querySelector("[data-stale=true]")
    && [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].filter(within)
      .every((one) => one.querySelector("svg, canvas"));
  const began = performance.now();
  let since = 0;
  const look = () => {
    const now = performance.now();
    if (!stands()) since = 0;
    else if (!since) since = now;
    if (since && now - since > 300) resolve((since - began) / 1000);
    else if (now - began > 60000) resolve(-1);
    else requestAnimationFrame(look);
  };
  link.click();
  requestAnimationFrame(look);
})"""
_SHOWN = "(edition) => document.body.innerText.includes(`Edition ${edition}`)"


def _clicks(page: Page, title: str, away: str) -> float:
    """Give the median time of a click on a title in the menu, coming from another page each time."""
    spans = []
    for _ in range(ROUNDS + 1):
        page.evaluate(_STANDS, away)
        page.wait_for_timeout(150)
        spans.append(float(page.evaluate(_STANDS, title)))
        page.wait_for_timeout(150)
    return statistics.median(spans[1:])


def _opened(browser: Browser, served: Served, address: str) -> Page:
    page = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 1000}).new_page()
    page.set_default_timeout(_PATIENCE)
    page.goto(served.url + address)
    page.locator("h1").first.wait_for()
    page.wait_for_timeout(2000)
    return page


def _news(browser: Browser, served: Served) -> float:
    """Give the median time from a change made elsewhere until the page shows its edition."""
    page = _opened(browser, served, "/cockpit?lang=en")
    spans = []
    for step in range(CHANGES + 1):
        with urlopen(f"{served.url}/bench/target/{_GOAL}/{80 + step / 10}", timeout=60) as answer:  # noqa: S310  this machine
            edition = int(json.load(answer)["edition"])
        began = time.perf_counter()
        while not page.evaluate(_SHOWN, edition):
            if time.perf_counter() - began > _PATIENCE / 1000:
                raise RuntimeError("a change did not reach the page")
            page.wait_for_timeout(20)
        spans.append(time.perf_counter() - began)
        page.wait_for_timeout(1000)
    page.context.close()
    return statistics.median(spans[1:])


def measure(browser: Browser, served: Served, empty: Served) -> dict[str, float]:
    """Click through every chapter and through an empty page."""
    nothing = _opened(browser, empty, "/one")
    floor = _clicks(nothing, "Two", "One")
    figures = {"click.seconds until an empty Streamlit page stands": floor}
    page = _opened(browser, served, "/cockpit?lang=en")
    titles = [one.chapter.title.en for one in found_pages()]
    for one in found_pages():
        title = one.chapter.title.en
        spent = _clicks(page, title, next(other for other in reversed(titles) if other != title))
        figures[f"click.seconds until {one.chapter.slug} stands (goal < 1)"] = spent
        figures[f"click.times an empty page, {one.chapter.slug} (goal ≤ 3)"] = spent / floor
    figures["live.seconds until a change elsewhere is on the page (goal < 2)"] = _news(browser, served)
    return figures


def main() -> int:
    """Measure and print; say so where the tools are not installed."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.stderr.write("Playwright is not installed (pip install --group dev); clicks were not measured.\n")
        return MISSING
    chromium = shutil.which(CHROMIUM)
    if chromium is None:
        sys.stderr.write("Chromium is not installed (apt-get install chromium); clicks were not measured.\n")
        return MISSING
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script, app = Path(folder) / "empty.py", Path(folder) / "app.py"
        script.write_text(_EMPTY, "utf-8")
        app.write_text(_APP.format(script=script), "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with serving(DOOR) as served, serving(app) as empty:
            figures = measure(browser, served, empty)
        browser.close()
    sys.stdout.write(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
