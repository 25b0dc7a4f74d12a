"""What a person chose survives: refresh, lost lines, another language, back and forward, and links sent to somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from sq_core.ui.pages import found_pages
from sq_core.words import Text
from tests.browser.test_chapters import shows
from tests.browser.visitor import PATIENCE, Lang, Visitor

if TYPE_CHECKING:
    from sq_core.ui.chapter import Chapter
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

CHAPTERS = tuple(page.chapter for page in found_pages())
BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}
CROSSED: tuple[tuple[Lang, Lang], ...] = (("en", "zh"), ("zh", "en"))
"""The language of a link, and the other one of the browser it is opened in."""


def place(someone: Visitor) -> tuple[str, dict[str, str]]:
    """Read the address: the chapter, and what is chosen in it."""
    parts = urlsplit(someone.page.url)
    return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


def arrives(someone: Visitor, path: str, chosen: dict[str, str]) -> None:
    """Wait until the address says this, and nothing is under way any more."""
    someone.page.wait_for_url(lambda url: urlsplit(url).path == path and query(url) == chosen, timeout=PATIENCE)
    someone.settled()
    assert place(someone) == (path, chosen)


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def stands(someone: Visitor, key: str, text: str) -> None:
    """Check which option of a chooser is taken."""
    expect(someone.key(key).get_by_role("radio", checked=True)).to_contain_text(text, timeout=PATIENCE)


def take(someone: Visitor, key: str, text: str) -> None:
    someone.key(key).get_by_text(text, exact=False).first.click()


def menu(someone: Visitor, title: str) -> None:
    someone.page.locator("[data-testid=stSidebarNavLink]").filter(has_text=title).click()


def titled(someone: Visitor, title: str) -> None:
    expect(someone.page.locator("h1").first).to_have_text(title, timeout=PATIENCE)
    someone.settled()


@pytest.mark.parametrize(("number", "chapter"), tuple(enumerate(CHAPTERS)), ids=[chapter.slug for chapter in CHAPTERS])
def test_a_cold_link_to_every_chapter(cold: Server, visitor: Lends, number: int, chapter: Chapter) -> None:
    """Nobody has visited this server: the link is the first thing anybody asks of it, and its language is not the browser's."""
    lang, own = CROSSED[number % 2]
    last = (chapter.section_names() or ("",))[-1]
    chosen = {"lang": lang, "period": "year"} | ({"section": last} if len(chapter.section_names()) > 1 else {})
    address = "&".join(f"{name}={value}" for name, value in chosen.items())
    someone = visitor(cold, own).open(f"/{chapter.slug}?{address}")
    shows(someone, chapter, lang)
    assert place(someone) == (f"/{chapter.slug}", chosen)
    stands(someone, "shell.period", Text("年", "Year").of(lang))
    if "section" in chosen:
        stands(someone, f"{chapter.slug}.section", dict(chapter.sections)[last].of(lang))


def test_back_and_forward_go_step_by_step(untouched: Server, visitor: Lends) -> None:
    background, workbooks = BY_SLUG["background"], BY_SLUG["workbooks"]
    names = dict(background.sections)
    someone = visitor(untouched, "en").open("/background")
    take(someone, "background.section", names["1.2"].en)
    arrives(someone, "/background", {"section": "1.2"})
    take(someone, "shell.period", "Year")
    arrives(someone, "/background", {"section": "1.2", "period": "year"})
    take(someone, "background.section", names["1.4"].en)
    arrives(someone, "/background", {"section": "1.4", "period": "year"})
    menu(someone, workbooks.title.en)
    titled(someone, workbooks.title.en)
    arrives(someone, "/workbooks", {"period": "year"})

    someone.page.go_back()
    titled(someone, background.title.en)
    arrives(someone, "/background", {"section": "1.4", "period": "year"})
    stands(someone, "background.section", names["1.4"].en)
    someone.page.go_back()
    arrives(someone, "/background", {"section": "1.2", "period": "year"})
    stands(someone, "background.section", names["1.2"].en)
    someone.page.go_back()
    arrives(someone, "/background", {"section": "1.2"})
    stands(someone, "shell.period", "Quarter")
    someone.page.go_back()
    arrives(someone, "/background", {})
    stands(someone, "background.section", names["1.1"].en)

    someone.page.go_forward()
    arrives(someone, "/background", {"section": "1.2"})
    stands(someone, "background.section", names["1.2"].en)


def test_back_brings_the_language_back(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/cockpit")
    take(someone, "shell.lang", "English")
    arrives(someone, "/cockpit", {"lang": "en"})
    titled(someone, BY_SLUG["cockpit"].title.en)
    someone.page.go_back()
    arrives(someone, "/cockpit", {})
    titled(someone, BY_SLUG["cockpit"].title.zh)


def test_a_chooser_on_a_page_survives(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/background")
    take(someone, "background.cut", "By channel")
    arrives(someone, "/background", {"background.cut": "channel"})
    someone.page.reload()
    someone.drawn()
    stands(someone, "background.cut", "By channel")
    take(someone, "background.section", "Drivers")
    arrives(someone, "/background", {"section": "1.2"})
    take(someone, "background.section", "Industry")
    arrives(someone, "/background", {"background.cut": "channel"})
    someone.page.go_back()
    someone.page.go_back()
    arrives(someone, "/background", {"background.cut": "channel"})
    someone.page.go_back()
    arrives(someone, "/background", {})
    stands(someone, "background.cut", "By region")


ADDRESSES = (
    "/background?section=1.4&period=month&lang=en",
    "/cockpit?present=1&lang=en",
    "/background?as_of=1&lang=en",
    "/background?by.region=North&lang=en",
    "/workbooks?section=sheets&workbooks.sheet=goals&lang=en",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_survives_refresh_and_a_lost_line(untouched: Server, visitor: Lends, address: str) -> None:
    someone = visitor(untouched, "zh").open(address)
    wanted = urlsplit(address).path, query(address)
    assert place(someone) == wanted
    someone.page.reload()
    someone.drawn()
    assert place(someone) == wanted
    someone.page.evaluate("window.streamlitDebug.disconnectWebsocket()")
    someone.page.wait_for_timeout(1500)  # longer than Streamlit waits before it tries again
    someone.settled()
    take(someone, "shell.present" if "present" in address else "shell.lang", "" if "present" in address else "中文")
    someone.settled()
    path, chosen = wanted
    changed = {k: v for k, v in chosen.items() if k != "present"} if "present" in address else chosen | {"lang": "zh"}
    arrives(someone, path, changed)


def test_filters_on_what_no_metric_has_leave_the_address(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit?by.weather=rain&by.region=North&another.thing=1&utm=x")
    arrives(someone, "/cockpit", {"by.region": "North"})


def test_the_language_keeps_position_section_and_period(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/background?section=1.3&period=year&as_of=1")
    take(someone, "shell.lang", "English")
    arrives(someone, "/background", {"section": "1.3", "period": "year", "as_of": "1", "lang": "en"})
    expect(someone.key("shell.position").get_by_role("button").first).to_contain_text(re.compile("#1"))
    menu(someone, BY_SLUG["workbooks"].title.en)
    arrives(someone, "/workbooks", {"period": "year", "as_of": "1", "lang": "en"})
