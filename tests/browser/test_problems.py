"""The problem list on the screen: what the figures propose is taken into it, reviewed, signed, and stands there for everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import PATIENCE

if TYPE_CHECKING:
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser


def test_a_proposal_is_accepted_reviewed_signed_and_stands_in_the_list(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "en")
    someone.open("/problems?section=2.1&lang=en")
    before = someone.table("problems.list")
    panel = someone.key("problems_proposals")
    proposed = panel.locator("strong").first.inner_text()
    count = panel.get_by_role("button", name="Accept").count()
    someone.press("problems.accepted.0")
    someone.settled()
    assert "section=adjust" in someone.page.url
    expect(someone.page.get_by_text("1 unsaved edit")).to_be_visible(timeout=PATIENCE)
    edition = someone.edition()
    someone.press("problems.review.problems")
    someone.settled()
    someone.write("problems.who.problems", "Wang Min")
    someone.write("problems.reason.problems", "Proposed by the figures")
    someone.press("problems.save.problems")
    expect(someone.page.locator("[data-testid=stToast]").first).to_contain_text(str(edition + 1), timeout=PATIENCE)
    someone.open("/problems?section=2.1&lang=en")
    after = someone.table("problems.list")
    assert len(after) == len(before) + 1
    assert [row[1] for row in after if row[1] == proposed]
    assert someone.key("problems_proposals").get_by_role("button", name="Accept").count() <= count
    expect(someone.key("problems_proposals").get_by_text(proposed)).to_have_count(0)


def test_the_chart_follows_the_part_that_is_chosen(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en")
    someone.open("/problems?section=flow&lang=en")
    someone.sees("SLA hit rate: stable over 24 months")
    someone.page.get_by_role("radio", name=re.compile("西南")).or_(
        someone.page.get_by_role("button", name=re.compile("西南 ■ out of control"))
    ).first.click()
    someone.settled()
    someone.sees("out of control since Jul 2026, for the worse")
    assert "problems.part.region" in someone.page.url
