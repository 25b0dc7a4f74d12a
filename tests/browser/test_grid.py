"""A plan sheet edited cell by cell: what it moves, who saved it, and what happens when two people meet in one cell."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from sq_core.sheets import contracts
from tests.browser.test_inputs import upload
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


def select(someone: Visitor, header: str, row: int = 0) -> str:
    """Select a cell by keyboard as people do; return what it is called."""
    page = someone.page
    grid = page.locator("[data-testid=stDataFrame]").first
    head = grid.locator("[role=columnheader]").filter(has_text=re.compile(f"^{re.escape(header)}( \\(.+\\))?$"))
    expect(head).to_have_count(1, timeout=PATIENCE)
    column = int(head.get_attribute("aria-colindex") or 0)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    box = grid.locator("canvas").first.bounding_box()
    assert box is not None
    first = grid.locator("#glide-cell-1-0")
    page.mouse.click(box["x"] + 60, box["y"] + 52, delay=90)
    page.wait_for_timeout(500)
    if first.get_attribute("aria-selected") != "true":  # a busy grid takes the first click for its focus alone
        page.mouse.click(box["x"] + 60, box["y"] + 52, delay=90)
    expect(first).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    steps = [("ArrowDown", f"#glide-cell-1-{at}") for at in range(1, row + 1)]
    steps += [("ArrowRight", f"#glide-cell-{at}-{row}") for at in range(2, column + 1)]
    for key, cell in steps:
        page.keyboard.press(key)
        expect(grid.locator(cell)).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    return f"#glide-cell-{column}-{row}"


def edit(someone: Visitor, header: str, value: str, row: int = 0) -> None:
    """Type into a row of the grid, in the column of a header."""
    page = someone.page
    cell = select(someone, header, row)
    page.keyboard.press("Enter")
    field = page.locator("#portal input, #portal textarea").first
    field.fill(value)
    field.press("Enter")
    shows(someone, cell, value)


def shows(someone: Visitor, cell: str, value: str) -> None:
    grid = someone.page.locator("[data-testid=stDataFrame]").first
    expect(grid.locator(cell)).to_have_text(value, timeout=PATIENCE)


def paste(someone: Visitor, header: str, text: str, row: int = 0) -> None:
    """Paste what Excel would have copied, its upper left cell in the column of a header."""
    someone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    someone.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    select(someone, header, row)
    someone.page.keyboard.press("Control+v")
    someone.page.wait_for_timeout(400)  # the grid hands its edits over after 150 ms
    someone.settled()


def unsaved(someone: Visitor) -> int:
    """Read how many edits the page says are not saved."""
    someone.page.wait_for_timeout(300)  # as in paste
    someone.settled()
    said = someone.page.get_by_text(re.compile("^\\d+ (处未保存的修改|unsaved edits?)$"))
    return int(said.inner_text().split()[0]) if said.count() else 0


def review(someone: Visitor, sheet: str = "goals") -> None:
    """Ask what the edits move."""
    someone.press(f"workbooks.review.{sheet}")
    expect(someone.key(f"workbooks.who.{sheet}")).to_be_visible(timeout=PATIENCE)
    someone.settled()


def save(someone: Visitor, who: str, reason: str, sheet: str = "goals") -> int:
    """Sign and save; return the edition that came of it."""
    before = someone.edition()
    someone.write(f"workbooks.who.{sheet}", who)
    someone.write(f"workbooks.reason.{sheet}", reason)
    someone.press(f"workbooks.save.{sheet}")
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
    someone.write("workbooks.who.goals", "Li")
    large = someone.table("workbooks.large.goals")
    assert len(large) == 1
    assert "G2.1" in large[0][0]
    assert large[0][1] == TARGET.en
    assert large[0][3] == "-0.5"
    expect(someone.key("workbooks.save.goals").get_by_role("button")).to_be_disabled()
    someone.sees("Write the reason and press Enter; then it can be saved.")
    assert someone.edition() == before
    assert save(someone, "Li", "agreed in the review") == before + 1


def test_percent_is_typed_as_percent_and_undone_at_once(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "en")
    open_goal(someone, "Be on time", "en")
    cell = select(someone, TARGET.en)
    was = someone.page.locator(cell).inner_text()
    assert was.endswith("%")
    edit(someone, TARGET.en, "0.93")
    review(someone)
    assert "Did you mean 93%?" in str(someone.table("workbooks.findings.goals"))
    assert someone.table("ripple.cells")[0][3:] == [was, "0.93%"]
    edit(someone, TARGET.en, "93")
    expect(someone.key("ripple.cells").locator("tbody tr").first).to_contain_text("93%", timeout=PATIENCE)
    someone.settled()
    assert someone.table("ripple.cells")[0][3:] == [was, "93%"]
    expect(someone.key("workbooks.findings.goals")).to_have_count(0)
    number = save(someone, "Li", "")
    shows(someone, cell, "93%")
    assert unsaved(someone) == 0
    someone.press("workbooks.undo.goals")
    expect(someone.page.get_by_text(f"Change set {number} was undone")).to_be_visible(timeout=PATIENCE)
    shows(someone, cell, was)
    assert someone.edition() == number + 1


def test_edits_outlive_filters_sheets_languages_and_pages(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "zh")
    open_goal(someone, "处理更快", "zh")
    edit(someone, TARGET.zh, "23.5")
    assert unsaved(someone) == 1
    someone.write("workbooks.filter.goals", "减少差错")
    edit(someone, TARGET.zh, "0.7", row=1)  # the row with an edit stays in sight, above
    assert unsaved(someone) == 2
    someone.choose("workbooks.sheet", contracts()["policies"].title.zh)
    someone.sees("尚未保存：目标 (2)")
    someone.choose("workbooks.sheet", GOALS.title.zh)
    assert unsaved(someone) == 2
    someone.page.get_by_role("link", name="背景").click()
    expect(someone.page.locator("h1").first).to_have_text("背景", timeout=PATIENCE)
    someone.settled()
    someone.page.get_by_role("link", name="工作簿").click()
    expect(someone.page.locator("h1").first).to_have_text("工作簿", timeout=PATIENCE)
    someone.settled()
    someone.choose("workbooks.sheet", GOALS.title.zh)
    assert unsaved(someone) == 2
    someone.key("shell.lang").get_by_text("English").click()
    expect(someone.page.locator("h1").first).to_have_text("Workbooks", timeout=PATIENCE)
    someone.settled()
    someone.choose("workbooks.sheet", GOALS.title.en)
    assert unsaved(someone) == 2
    review(someone)
    cells = {(row[1].split(" · ")[0], row[4]) for row in someone.table("ripple.cells")}
    assert cells == {("G3.2", "23.5"), ("G3.4", "0.7%")}
    someone.press("workbooks.discard.goals")
    expect(someone.key("workbooks.discard.goals")).to_have_count(0, timeout=PATIENCE)
    assert unsaved(someone) == 0


def test_a_cell_left_open_for_another_page_is_kept(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "zh")
    open_goal(someone, "员工更满意", "zh")
    select(someone, TARGET.zh)
    someone.page.keyboard.press("Enter")
    someone.page.locator("#portal input, #portal textarea").first.fill("74")
    someone.page.get_by_role("link", name="背景").click(delay=90)
    expect(someone.page.locator("h1").first).to_have_text("背景", timeout=PATIENCE)
    someone.settled()
    someone.page.get_by_role("link", name="工作簿").click()
    expect(someone.page.locator("h1").first).to_have_text("工作簿", timeout=PATIENCE)
    someone.settled()
    someone.choose("workbooks.sheet", GOALS.title.zh)
    assert unsaved(someone) == 1
    shows(someone, select(someone, TARGET.zh), "74")


def test_what_is_pasted_arrives_or_is_named(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "en")
    open_goal(someone, "", "en")
    before = someone.edition()
    lines = ["1,234.5\t2026年12月31日", "８３％\t31/12/2026", "三十六\t2027/6/30", "4.2\t某一天"]
    paste(someone, TARGET.en, "\n".join(lines))
    assert unsaved(someone) == 8
    someone.press("workbooks.review.goals")
    findings = someone.table("workbooks.findings.goals")
    refused = {row[3]: row[1] for row in findings if "must be mended" in row[0]}
    assert set(refused) == {"三十六", "某一天"}, findings
    due = GOALS.by_name["target_date"].header.en
    assert refused["某一天"] == f"{GOALS.title.en}!G1.3 · Less effort for customers, {due}"
    expect(someone.key("workbooks.save.goals")).to_have_count(0)
    assert someone.edition() == before
    someone.press("workbooks.discard.goals")
    expect(someone.key("workbooks.discard.goals")).to_have_count(0, timeout=PATIENCE)


def test_rows_pasted_beyond_the_end_are_new_rows(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "zh")
    open_goal(someone, "服务标准人人知晓", "zh")
    someone.page.wait_for_timeout(300)
    lines = ["G4.2\tG4", "G9\tG4\t新目标甲\tNew one\t\t市场部\t%\t50\t\t６０%", "G10\tG4\t新目标乙\tNew two"]
    paste(someone, GOALS.by_name["goal"].header.zh, "\n".join(lines))
    assert unsaved(someone) == 2
    review(someone)
    assert someone.table("ripple.sheets")[0][:3] == ["目标", "2", "0"]
    save(someone, "韩梅", "")
    someone.write("workbooks.filter.goals", "新目标甲")
    shows(someone, select(someone, TARGET.zh), "60%")


def test_two_people_in_one_cell_see_three_values_and_choose(workshop: Server, visitor: Lends) -> None:
    first, second = visitor(workshop, "zh"), visitor(workshop, "en")
    open_goal(first, "Solve at first contact", "zh")
    open_goal(second, "Solve at first contact", "en")
    edit(second, TARGET.en, "83")
    edit(second, GOALS.by_name["owner"].header.en, "Service desk")
    edit(first, TARGET.zh, "82")
    review(first)
    save(first, "甲", "先到")

    second.press("workbooks.review.goals")
    conflict = second.key("workbooks.conflict_table.goals").locator("tbody tr")
    expect(conflict).to_have_count(1, timeout=PATIENCE)
    shown = second.table("workbooks.conflict_table.goals")[0]
    assert shown[1:4] == ["81%", "82%", "83%"]
    assert "甲" in shown[4]
    second.press("workbooks.conflict_mine.goals")
    expect(conflict).to_have_count(0, timeout=PATIENCE)
    assert {row[4] for row in second.table("ripple.cells")} == {"83%", "Service desk"}
    before = second.edition()
    assert save(second, "B", "") == before + 1
    second.open("/workbooks?section=history")
    assert "B" in second.table("workbooks.history")[0][3]


def test_one_sheet_goes_to_excel_and_comes_back(workshop: Server, visitor: Lends) -> None:
    someone = visitor(workshop, "en")
    open_goal(someone, "", "en")
    with someone.page.expect_download() as told:
        someone.key("workbooks.download.goals").get_by_role("button").click()
    content = Path(told.value.path()).read_bytes()
    someone.open("/workbooks?section=upload")
    upload(someone, "unchanged.xlsx", content, "[data-testid=stAlert]")
    expect(someone.page.locator("[data-testid=stAlert]").first).to_contain_text("nothing changes")

    book = load_workbook(io.BytesIO(content))
    sheet = book[GOALS.title.en]
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "G3.3")
    row[heads[TARGET.en] - 1].value = 0.945
    changed = io.BytesIO()
    book.save(changed)
    someone.open("/workbooks?section=upload")
    upload(someone, "changed.xlsx", changed.getvalue(), ".st-key-workbooks-take")
    cells = someone.table("ripple.cells")
    assert [(row[1], row[2], row[4]) for row in cells] == [("G3.3 · Be on time", TARGET.en, "94.5%")]


def test_others_hear_of_a_change(workshop: Server, visitor: Lends) -> None:
    watching, editing = visitor(workshop, "zh").open("/cockpit"), visitor(workshop, "zh")
    open_goal(editing, "客户更满意", "zh")
    edit(editing, TARGET.zh, "81")
    review(editing)
    number = save(editing, "韩梅", "")
    expect(watching.page.get_by_text(re.compile(f"数据版本 {number}"))).to_be_visible(timeout=PATIENCE)
    watching.settled()
    expect(watching.page.locator("[data-metric=satisfaction_index]").first).to_contain_text("81", timeout=PATIENCE)
