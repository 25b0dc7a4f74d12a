"""A plan sheet edited cell by cell: what it moves, who saved it, and what happens when two people meet in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sq_core.sheets import contracts
from tests.browser.visitor import PATIENCE, Lang, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

GOALS = contracts()["goals"]
TARGET = GOALS.by_name["target"].header


def open_goal(someone: Visitor, goal: str, lang: Lang) -> None:
    """Open the goals sheet with one goal in sight, on a screen wide enough for all its columns."""
    someone.page.set_viewport_size({"width": 2600, "height": 1000})
    someone.open("/workbooks?section=sheets")
    someone.choose("workbooks.sheet", GOALS.title.of(lang))
    someone.write("workbooks.filter.goals", goal)


def edit(someone: Visitor, header: str, value: str) -> None:
    """Type into the first row of the grid, in the column of a header, by keyboard as people do."""
    page = someone.page
    grid = page.locator("[data-testid=stDataFrame]").first
    head = grid.locator("[role=columnheader]").filter(has_text=re.compile(f"^{re.escape(header)}( \\(%\\))?$"))
    expect(head).to_have_count(1, timeout=PATIENCE)
    column = int(head.get_attribute("aria-colindex") or 0)
    cell = f"#glide-cell-{column}-0"
    box = grid.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 60, box["y"] + 52)
    expect(grid.locator("#glide-cell-1-0")).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    for at in range(2, column + 1):
        page.keyboard.press("ArrowRight")
        expect(grid.locator(f"#glide-cell-{at}-0")).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    page.keyboard.press("Enter")
    field = page.locator("#portal input, #portal textarea").first
    field.fill(value)
    field.press("Enter")
    expect(grid.locator(cell)).to_have_text(value, timeout=PATIENCE)


def review(someone: Visitor) -> None:
    """Ask what the edits move, until the grid has sent them."""
    someone.page.wait_for_timeout(400)  # the grid hands its edits over after 150 ms, and nothing on the page shows it
    someone.press("workbooks.review")
    expect(someone.key("shell.who")).to_be_visible(timeout=PATIENCE)
    someone.settled()


def save(someone: Visitor, who: str, reason: str) -> int:
    """Sign and save; return the edition that came of it."""
    before = someone.edition()
    someone.write("shell.who", who)
    someone.write("workbooks.grid_reason", reason)
    someone.press("workbooks.grid_save")
    expect(someone.page.locator("[data-testid=stToast]").first).to_contain_text(str(before + 1), timeout=PATIENCE)
    someone.settled()
    return before + 1


def test_a_target_is_edited_saved_and_seen(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "zh")
    open_goal(someone, "净推荐值提升", "zh")
    edit(someone, TARGET.zh, "36")
    review(someone)
    cells = someone.table("ripple.sheets")
    assert [(row[0], row[2]) for row in cells] == [("目标", "1")]
    moves = {row[0]: row for row in someone.table("ripple.moves")}
    assert "36" in moves["净推荐值"][4]
    number = save(someone, "李雷", "年中调整")

    someone.open("/cockpit")
    card = someone.page.locator("[data-metric=nps]").first
    expect(card).to_contain_text("36", timeout=PATIENCE)
    assert someone.table("cockpit.changes")[0][0] == str(number)

    someone.open("/workbooks?section=history")
    newest = someone.table("workbooks.history")[0]
    assert newest[0] == str(number)
    assert "李雷" in newest[3]
    assert newest[5] == "年中调整"


def test_a_large_change_wants_a_reason(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "en")
    open_goal(someone, "Respond faster", "en")
    before = someone.edition()
    edit(someone, TARGET.en, "-0.5")
    review(someone)
    expect(someone.page.locator("[data-testid=stAlert]").first).to_be_visible(timeout=PATIENCE)
    expect(someone.key("workbooks.grid_save")).to_have_count(0)
    assert someone.edition() == before


def test_two_people_in_one_cell_see_three_values_and_choose(workshop: Server, visitor: Lends) -> None:
    first, second = visitor(workshop, "zh"), visitor(workshop, "en")
    open_goal(first, "Solve at first contact", "zh")
    open_goal(second, "Solve at first contact", "en")
    edit(second, TARGET.en, "0.83")
    edit(first, TARGET.zh, "0.82")
    review(first)
    save(first, "甲", "先到")

    second.page.wait_for_timeout(400)  # as in review
    second.press("workbooks.review")
    conflict = second.key("workbooks.conflict_table").locator("tbody tr")
    expect(conflict).to_have_count(1, timeout=PATIENCE)
    shown = second.table("workbooks.conflict_table")[0]
    assert [float(text.rstrip("%")) for text in shown[1:4]] in ([0.81, 0.82, 0.83], [81, 82, 83])
    assert "甲" in shown[4]
    expect(second.key("workbooks.conflict_keep").get_by_role("button")).to_be_enabled()
    second.write("shell.who", "B")
    before = second.edition()
    second.press("workbooks.conflict_mine")
    expect(conflict).to_have_count(0, timeout=PATIENCE)
    second.open("/workbooks?section=history")
    assert second.edition() == before + 1
    assert "B" in second.table("workbooks.history")[0][3]


def test_others_hear_of_a_change(workshop: Server, visitor: Lends) -> None:
    watching, editing = visitor(workshop, "zh").open("/cockpit"), visitor(workshop, "zh")
    open_goal(editing, "客户更满意", "zh")
    edit(editing, TARGET.zh, "81")
    review(editing)
    number = save(editing, "韩梅", "")
    expect(watching.page.get_by_text(re.compile(f"数据版本 {number}"))).to_be_visible(timeout=PATIENCE)
    watching.settled()
    expect(watching.page.locator("[data-metric=satisfaction_index]").first).to_contain_text("81", timeout=PATIENCE)
