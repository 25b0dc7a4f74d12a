"""Every section of every chapter, visited once in each language: whatever must hold of any page is looked at in one visit.

It is where its address says, in one language and made alike in both, hinders nobody in the light and in the dark, fits a
desk and a telephone, and whatever looks as if it could be asked gives an answer that leads to a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sq_core.ui.pages import found_pages
from tests.browser.axe import findings
from tests.browser.residue import shape
from tests.browser.test_chapters import shows
from tests.browser.test_languages import LANGS, open_all, speaks
from tests.browser.visitor import PATIENCE, Lang, Theme, Visitor

if TYPE_CHECKING:
    from sq_core.ui.chapter import Chapter
    from tests.browser.conftest import Lends
    from tests.browser.server import Server
    from tests.browser.test_languages import Texts

pytestmark = pytest.mark.browser

PLACES = [(page.chapter, section) for page in found_pages() for section in (page.chapter.section_names() or ("",))]
NAMES = [f"{chapter.slug}-{section}" if section else chapter.slug for chapter, section in PLACES]
LOOKS: dict[Lang, tuple[tuple[Theme, int], tuple[Theme, int]]] = {
    "zh": (("light", 1440), ("dark", 390)),
    "en": (("dark", 1440), ("light", 390)),
}
"""How a page is looked at in each language: on a desk first, then on a telephone."""
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"


def doors(someone: Visitor) -> list[str]:
    """Say what looks askable: the first card, the first row of every table, the first picture, the first source of a sentence."""
    tables = someone.page.locator("table:has([data-ask])").count()
    return [
        "[data-metric]:not([data-status=empty]):not([data-status=broken]) >> nth=0",
        *(f"table:has([data-ask]) >> nth={number} >> [data-ask] >> nth=0" for number in range(tables)),
        "[data-tool=source] >> nth=0",
        "[class*=source] button >> nth=0",
    ]


def answers(someone: Visitor, door: str) -> None:
    """Press what looks askable; a panel opens that names a file."""
    place = someone.page.locator(door)
    if not place.count() or not place.is_visible():
        return
    place.click()
    dialog = someone.page.get_by_role("dialog")
    expect(dialog.get_by_text(".xlsx").first).to_be_visible(timeout=PATIENCE)
    someone.settled()
    someone.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0, timeout=PATIENCE)
    someone.settled()


@pytest.mark.parametrize(("chapter", "section"), PLACES, ids=NAMES)
def test_a_page_is_as_pages_are(
    untouched: Server, tabs: Lends, data: Texts, subtests: pytest.Subtests, chapter: Chapter, section: str
) -> None:
    shapes: dict[Lang, list[str]] = {}
    for lang in LANGS:
        someone, (first, second) = tabs(untouched, lang), LOOKS[lang]
        someone.looks(*first)
        someone.open(f"/{chapter.slug}" + (f"?section={section}" if section else ""))
        with subtests.test("it is where its address says", lang=lang):
            shows(someone, chapter, lang)
            if section:
                chosen = someone.key(f"{chapter.slug}.section").get_by_role("radio", checked=True)
                expect(chosen).to_contain_text(dict(chapter.sections)[section].of(lang), timeout=PATIENCE)
        with subtests.test("it hinders nobody", lang=lang, look=first):
            assert findings(someone) == []
        open_all(someone)
        with subtests.test("it speaks one language", lang=lang):
            speaks(someone, lang, data)
        shapes[lang] = shape(someone.page)
        if lang == "en":
            with subtests.test("whatever looks askable answers"):
                for door in doors(someone):
                    answers(someone, door)
        someone.turns(*second)
        with subtests.test("it hinders nobody", lang=lang, look=second):
            assert findings(someone) == []
        with subtests.test("it is never read sideways", lang=lang):
            assert someone.page.evaluate(SIDEWAYS) <= 0
        with subtests.test("nothing went wrong", lang=lang):
            someone.all_is_well()
        someone.errors.clear()
        someone.strangers.clear()
    assert shapes["zh"] == shapes["en"]
    assert len(shapes["zh"]) > 10
