"""The cockpit as somebody returns to it: what changed since the last visit, what needs a decision, and why."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import PATIENCE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser
HOUR = 3600


def writes(someone: Visitor, pattern: str) -> bool:
    """Wait until what the browser wrote down of its visits is this."""
    for _ in range(100):
        found = [cookie["value"] for cookie in someone.page.context.cookies() if cookie["name"] == "sq_seen"]
        if found and re.fullmatch(pattern, found[0]):
            return True
        someone.page.wait_for_timeout(100)
    return False


def compares(someone: Visitor, since: str) -> None:
    """Wait until the panel compares with this."""
    chosen = someone.key("cockpit.since").locator("input").first
    expect(chosen).to_have_value(re.compile(f"^{since}"), timeout=PATIENCE)


def was_here(someone: Visitor, edition: int, seconds_ago: int) -> None:
    """Make the browser one that saw an edition so long ago."""
    at = int(time.time()) - seconds_ago
    someone.page.context.add_cookies([{"name": "sq_seen", "value": f".{edition}-{at}", "url": someone.server.url}])


def test_a_first_visit_begins_with_the_last_change_set_and_is_written_down(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit")
    panel = someone.key("cockpit_changed")
    expect(panel).to_contain_text("Compared with edition 1", timeout=PATIENCE)
    expect(panel).to_contain_text("Service Quality Cockpit loaded sample_programme.xlsx")
    compares(someone, "The last change set")
    assert writes(someone, r"\.2-\d{10}"), "an edition and a time, nothing about a person"
    assert [row[0] for row in someone.table("cockpit.changes")] == ["2"]


def test_who_was_here_before_sees_what_came_since_and_reloading_keeps_it(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh")
    was_here(someone, 1, 26 * HOUR)
    someone.open("/cockpit")
    panel = someone.key("cockpit_changed")
    expect(panel).to_contain_text("与数据版本 1 相比", timeout=PATIENCE)
    compares(someone, "自上次来访")
    for _ in range(2):
        someone.page.reload()
        someone.drawn()
        expect(panel).to_contain_text("与数据版本 1 相比", timeout=PATIENCE)
        compares(someone, "自上次来访")
        assert writes(someone, r"1-\d{10}\.2-\d{10}")


def test_a_visit_a_moment_ago_is_this_visit(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en")
    was_here(someone, 1, 120)
    someone.open("/cockpit")
    compares(someone, "The last change set")
    assert writes(someone, r"\.2-\d{10}")


def test_nothing_new_since_the_last_visit_is_said(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en")
    was_here(someone, 2, 2 * HOUR)
    someone.open("/cockpit")
    expect(someone.key("cockpit_changed")).to_contain_text("Nothing changed", timeout=PATIENCE)
    compares(someone, "Since my last visit")


def test_what_is_compared_with_is_chosen_and_stays_in_the_address(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit")
    someone.choose("cockpit.since", "Since the quarter began")
    expect(someone.key("cockpit_changed")).to_contain_text("Compared with the empty programme", timeout=PATIENCE)
    assert "cockpit.since=quarter" in someone.page.url
    someone.page.reload()
    someone.drawn()
    expect(someone.key("cockpit_changed")).to_contain_text("Compared with the empty programme", timeout=PATIENCE)


@pytest.mark.parametrize(("lang", "owner", "needs"), [("zh", "负责：", "过去一年"), ("en", "Owner: ", "past year")])
def test_decisions_say_who_what_and_why(untouched: Server, visitor: Lends, lang: str, owner: str, needs: str) -> None:
    someone = visitor(untouched, "zh" if lang == "zh" else "en").open("/cockpit")
    panel = someone.key("cockpit_decisions")
    for words in (owner, needs):
        expect(panel).to_contain_text(words, timeout=PATIENCE)
    assert panel.locator("[class*=st-key-cockpit-decision-][class*=-source]").count() <= 6
    someone.press("cockpit.decision.1.why")
    dialog = someone.page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    tab = dialog.get_by_role("radio", checked=True)
    expect(tab.first).to_contain_text("为何变动" if lang == "zh" else "Why it moved", timeout=PATIENCE)
    someone.settled()
