"""Draws every chapter for people to look at: ``python -m tests.browser.screens docs/screens``.

Every section of every chapter, in both languages, on a desk and on a telephone, in the light and in the dark. A picture is
as high as its page, and kept small: the documentation shows these.
"""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from sq_core.ui.pages import found_pages
from tests.browser.server import make_sample, serving
from tests.browser.visitor import ARGUMENTS, CHROMIUM, Lang, Visitor, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.server import Server

LANGS: tuple[Lang, ...] = ("zh", "en")
WIDTHS = {1440: 900, 390: 844}
"""Width of a screen, and the height a picture has at least."""
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BOTH_THEMES = {"cockpit"}
"""Chapters kept in the dark too: the others are looked at there by the tests of access, and pictures are heavy."""
HIGHEST = 4000
CONTENT = "document.querySelector('[data-testid=stMain]').scrollHeight"


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: what is open, and how it is looked at."""

    chapter: str
    section: str
    lang: Lang
    width: int
    theme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """Name the file."""
        place = f"{self.chapter}-{self.section}" if self.section else self.chapter
        return f"{place}-{self.lang}-{self.width}-{self.theme}.png"

    @property
    def address(self) -> str:
        """Say where it is found."""
        return f"/{self.chapter}?lang={self.lang}" + (f"&section={self.section}" if self.section else "")


def screens() -> Iterator[Screen]:
    """List every picture."""
    for page in found_pages():
        chapter = page.chapter
        for section in chapter.section_names() or ("",):
            for lang in LANGS:
                for width in WIDTHS:
                    for theme in THEMES if chapter.slug in BOTH_THEMES else THEMES[:1]:
                        yield Screen(chapter.slug, section, lang, width, theme)


def draw(browser: Browser, server: Server, screen: Screen, folder: Path) -> Path:
    """Draw one picture at the full height of its page."""
    lowest = WIDTHS[screen.width]
    with visiting(browser, server, screen.lang, width=screen.width, height=lowest, theme=screen.theme) as someone:
        someone.open(screen.address)
        _grow(someone, screen.width, lowest)
        someone.all_is_well()
        path = folder / screen.name
        _kept_small(someone.page.screenshot(animations="disabled", caret="hide"), path)
    return path


def _kept_small(picture: bytes, path: Path) -> None:
    """Write a picture with 256 colours: a page has few, and the file is a third of the size."""
    with Image.open(io.BytesIO(picture)) as drawn:
        drawn.convert("RGB").quantize(256).save(path, optimize=True)


def _grow(someone: Visitor, width: int, lowest: int) -> None:
    """Make the window as high as the page; pictures that come into sight only then may make it higher again."""
    height = lowest
    for _ in range(4):
        someone.page.wait_for_timeout(250)  # charts draw themselves once they are in sight, and tell nobody
        needed = min(max(int(someone.page.evaluate(CONTENT)), lowest), HIGHEST)
        if needed == height:
            break
        height = needed
        someone.page.set_viewport_size({"width": width, "height": height})
        someone.settled()


def main(folder: Path) -> int:
    """Draw all of them on a fresh sample; return how many bytes they take."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as named, sync_playwright() as playwright:
        place = Path(named)
        make_sample(place / "sample.duckdb")
        with serving(place / "sample.duckdb", place / "server.log") as server:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            drawn = [draw(browser, server, screen, folder) for screen in screens()]
            browser.close()
    return sum(path.stat().st_size for path in drawn)


if __name__ == "__main__":
    total = main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens"))
    sys.stdout.write(f"{total / 1e6:.1f} MB\n")
