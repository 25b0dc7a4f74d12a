"""Both languages entirely: what opens in a chapter, and chapters without data, read word by word (all others: test_pages)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sq_core.ui.pages import found_pages
from tests.browser.inputs import BAD, ratings
from tests.browser.residue import residue
from tests.browser.server import serving
from tests.browser.visitor import PATIENCE, Lang, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sq_core.ui.chapter import Chapter
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

LANGS: tuple[Lang, ...] = ("zh", "en")
CHAPTERS = tuple(page.chapter for page in found_pages())
DIALOG = "[role=dialog]"

Texts = dict[Lang, tuple[str, ...]]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a programme that holds nothing."""
    place = tmp_path_factory.mktemp("bare")
    with serving(place / "empty.duckdb", place / "server.log") as server:
        yield server


def speaks(someone: Visitor, lang: Lang, data: Texts) -> None:
    """Check that a page says nothing in the other language."""
    until = time.monotonic() + PATIENCE / 1000
    while not someone.page.evaluate("Boolean(window.__sqPatcher)") and time.monotonic() < until:
        someone.page.wait_for_timeout(50)
    someone.whole()  # pictures, and the words Streamlit writes late
    found = residue(someone.page, lang, data[lang])
    assert not found, "\n".join(sorted({str(one) for one in found}))


def open_all(someone: Visitor, within: str = "[data-testid=stApp]") -> None:
    """Unfold what is folded on a page, so that it is read too."""
    folds = someone.page.locator(f"{within} [data-testid=stExpander] summary").all()
    for fold in folds:
        fold.click()
    if folds:
        someone.settled()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=[chapter.slug for chapter in CHAPTERS])
def test_an_empty_programme_speaks_one_language(bare: Server, tabs: Lends, chapter: Chapter, lang: Lang) -> None:
    for section in chapter.section_names() or ("",):
        someone = tabs(bare, lang).open(f"/{chapter.slug}" + (f"?section={section}" if section else ""))
        speaks(someone, lang, {"zh": (), "en": ()})
        someone.all_is_well()


def trace(someone: Visitor, _lang: Lang) -> None:
    someone.page.locator("[data-metric]").first.click()
    expect(someone.page.locator(DIALOG)).to_be_visible(timeout=PATIENCE)
    someone.settled()
    open_all(someone, DIALOG)


def source_of_a_picture(someone: Visitor, lang: Lang) -> None:
    someone.page.get_by_role("button", name={"zh": "来源", "en": "Source"}[lang]).first.click()
    expect(someone.page.locator(DIALOG)).to_be_visible(timeout=PATIENCE)
    someone.settled()


def position(someone: Visitor, _lang: Lang) -> None:
    someone.key("shell.position").get_by_role("button").first.click()
    someone.page.locator("[data-testid=stDateInputCalendarButton]").click()
    expect(someone.page.locator(f"{DIALOG} [role=grid]")).to_be_visible(timeout=PATIENCE)


def more(someone: Visitor, _lang: Lang) -> None:
    someone.key("shell.more").get_by_role("button").first.click()
    expect(someone.page.locator(DIALOG)).to_be_visible(timeout=PATIENCE)


def uploaded(someone: Visitor, _lang: Lang) -> None:
    one = ratings()
    send(someone, one.name, one.content)
    expect(someone.key("workbooks.findings").first).to_be_visible(timeout=PATIENCE)
    someone.settled()
    open_all(someone)


def refused(someone: Visitor, _lang: Lang) -> None:
    send(someone, *BAD["encrypted"])
    expect(someone.page.locator("[data-testid=stAlert]").first).to_be_visible(timeout=PATIENCE)
    someone.settled()


def send(someone: Visitor, name: str, content: bytes) -> None:
    someone.page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def grid_menu(someone: Visitor, _lang: Lang) -> None:
    """The menu of a column in the grid, and the tools above it."""
    grid = someone.page.locator("[data-testid=stDataFrame]").first
    expect(grid.locator("[role=columnheader]").first).to_be_attached(timeout=PATIENCE)
    box = grid.locator("canvas").first.bounding_box()
    assert box is not None
    menu = someone.page.locator("[data-testid=stDataFrameColumnMenu]")
    for x in range(60, 300, 8):  # its sign stands at the end of the head, wherever the column ends
        someone.page.mouse.move(box["x"] + x - 4, box["y"] + 17)
        someone.page.mouse.click(box["x"] + x, box["y"] + 17)
        someone.page.wait_for_timeout(60)
        if menu.count():
            break
    expect(menu.first).to_be_visible(timeout=PATIENCE)


OPENED: dict[str, tuple[str, Callable[[Visitor, Lang], None]]] = {
    "trace": ("/cockpit", trace),
    "source": ("/background", source_of_a_picture),
    "position": ("/cockpit", position),
    "more": ("/cockpit", more),
    "upload": ("/workbooks", uploaded),
    "refused upload": ("/workbooks", refused),
    "grid": ("/workbooks?section=sheets", grid_menu),
    "presented": ("/background?present=1", lambda someone, _lang: someone.settled()),
    "the past": ("/cockpit?as_of=1", lambda someone, _lang: someone.settled()),
    "nowhere": ("/cockpit?branch=nowhere", lambda someone, _lang: someone.settled()),
    "no such page": ("/nothing-here", lambda someone, _lang: someone.page.wait_for_timeout(500)),
}


THEIR_OWN = {
    "upload": ("fft_ratings", *ratings().content.splitlines()[0].decode("utf-8-sig").split(","), "Don't know"),
    "nowhere": ("nowhere",),
    "no such page": ("nothing-here",),
}
"""What the files and addresses used here bring with them; it is shown as it stands."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", OPENED)
def test_what_opens_speaks_one_language(untouched: Server, visitor: Lends, data: Texts, name: str, lang: Lang) -> None:
    address, opens = OPENED[name]
    someone = visitor(untouched, lang).open(address)
    opens(someone, lang)
    speaks(someone, lang, {lang: (*data[lang], *THEIR_OWN.get(name, ()))})


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_is_the_one_chosen_and_not_the_browsers(
    untouched: Server, visitor: Lends, data: Texts, lang: Lang
) -> None:
    other: Lang = "en" if lang == "zh" else "zh"
    someone = visitor(untouched, other).open(f"/background?lang={lang}")
    speaks(someone, lang, data)
    position(someone, lang)
    speaks(someone, lang, data)
