"""Chapters as one walks between them: language, section and address go along, and nonsense in an address harms nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from sq_core.ui.pages import found_pages
from tests.browser.visitor import PATIENCE, Lang, Visitor

if TYPE_CHECKING:
    from sq_core.ui.chapter import Chapter
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

CHAPTERS = tuple(page.chapter for page in found_pages())
BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}
DOCUMENT = {"zh": "zh-CN", "en": "en"}


def shows(visitor: Visitor, chapter: Chapter, lang: Lang) -> None:
    """Check that a chapter is drawn in a language, in its frame, with nothing refused."""
    expect(visitor.page.locator("h1").first).to_have_text(chapter.title.of(lang), timeout=PATIENCE)
    expect(visitor.page.locator("html")).to_have_attribute("lang", DOCUMENT[lang], timeout=PATIENCE)
    visitor.settled()
    menu = visitor.page.locator("[data-testid=stSidebarNavLink]")
    titles = {one.title.of(lang) for one in CHAPTERS}
    for number in range(menu.count()):
        assert any(title in menu.nth(number).inner_text() for title in titles), "a page nobody declared is in the menu"
    assert menu.count() == len(CHAPTERS)
    assert visitor.page.locator("[data-testid=stAlert]").count() == 0


def query(visitor: Visitor) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(visitor.page.url).query).items()}


@pytest.mark.parametrize("slug", ["background", "workbooks"])
def test_switching_the_language_keeps_the_place(untouched: Server, visitor: Lends, slug: str) -> None:
    chapter = BY_SLUG[slug]
    last, name = chapter.sections[-1]
    someone = visitor(untouched, "zh").open(f"/{slug}")
    someone.key(f"{slug}.section").get_by_text(name.zh).click()
    someone.page.wait_for_url(re.compile(f"section={re.escape(last)}"), timeout=PATIENCE)
    someone.settled()
    someone.key("shell.lang").get_by_text("English").click()
    shows(someone, chapter, "en")
    chosen = someone.key(f"{slug}.section").get_by_role("radio", checked=True)
    expect(chosen).to_contain_text(name.en, timeout=PATIENCE)
    someone.page.wait_for_url(re.compile("lang=en"), timeout=PATIENCE)
    assert urlsplit(someone.page.url).path == f"/{slug}"
    assert query(someone) == {"lang": "en", "section": last}

    someone.page.reload()
    someone.drawn()
    shows(someone, chapter, "en")
    expect(chosen).to_contain_text(name.en, timeout=PATIENCE)
    assert query(someone) == {"lang": "en", "section": last}


def test_the_menu_keeps_the_language_and_remembers_the_section(untouched: Server, visitor: Lends) -> None:
    background, workbooks = BY_SLUG["background"], BY_SLUG["workbooks"]
    last, name = background.sections[-1]
    someone = visitor(untouched, "zh").open(f"/background?lang=en&section={last}")
    someone.page.locator("[data-testid=stSidebarNavLink]").filter(has_text=workbooks.title.en).click()
    shows(someone, workbooks, "en")
    assert query(someone)["lang"] == "en"
    someone.page.locator("[data-testid=stSidebarNavLink]").filter(has_text=background.title.en).click()
    shows(someone, background, "en")
    chosen = someone.key("background.section").get_by_role("radio", checked=True)
    expect(chosen).to_contain_text(name.en, timeout=PATIENCE)


def test_nonsense_in_an_address_is_no_error(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/background?lang=xx&section=9.9&period=week&as_of=never&by.x=%3Cb%3E")
    shows(someone, BY_SLUG["background"], "zh")


def test_a_position_nobody_knows_is_said_and_left(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit?branch=nowhere")
    expect(someone.page.locator("[data-testid=stAlert]").first).to_be_visible(timeout=PATIENCE)
    expect(someone.page.locator("h1").first).to_have_text(BY_SLUG["cockpit"].title.en)


def test_a_card_opens_the_way_to_its_source(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/cockpit")
    someone.page.locator("[data-metric=nps]").first.click()
    dialog = someone.page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    expect(dialog.get_by_text("sample_programme.xlsx").first).to_be_visible(timeout=PATIENCE)
    someone.settled()


@pytest.mark.parametrize("address", ["/", "/cockpit", "/_stcore/health", "/static/nothing.js", "/api/events"])
def test_every_answer_carries_the_security_headers(untouched: Server, address: str) -> None:
    with urlopen(untouched.url + address, timeout=20) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "object-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
