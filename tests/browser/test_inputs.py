"""Workbooks brought in through the browser: what was understood, what would move, saved, taken back; or refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.inputs import BAD, INPUTS, many_sheets
from tests.browser.visitor import PATIENCE, Lang, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

READING = 90_000
"""Milliseconds a large workbook may take on a busy machine."""
LANGS: dict[str, Lang] = {"hospital_measures": "zh", "ratings": "en", "pairs": "zh"}


def upload(someone: Visitor, name: str, content: bytes, outcome: str) -> None:
    """Choose a file and wait for what the page makes of it."""
    chooser = someone.page.locator("input[type=file]")
    expect(chooser).to_be_attached(timeout=PATIENCE)
    chooser.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    expect(someone.page.locator(outcome).first).to_be_visible(timeout=READING)
    someone.settled()


@pytest.mark.parametrize("kind", sorted(INPUTS))
def test_a_workbook_goes_in_and_comes_out_again(workshop: Server, visitor: Lends, kind: str) -> None:
    given, lang = INPUTS[kind](), LANGS[kind]
    someone = visitor(workshop, lang).open("/workbooks?section=upload")
    before = someone.edition()

    upload(someone, given.name, given.content, ".st-key-workbooks-take")
    understood = someone.page.locator("[data-testid=stExpander]").first
    expect(understood).to_contain_text(f"→ {given.sheet.of(lang)}")
    understood.locator("summary").click()
    expect(understood.locator("[data-testid=stDataFrame]")).to_be_visible(timeout=PATIENCE)
    if given.told:
        assert given.told in str(someone.table("workbooks.findings"))
    changes = {row[0]: row for row in someone.table("ripple.sheets")}
    assert int(changes[given.sheet.of(lang)][1].replace(",", "")) > 0
    moving = someone.page.get_by_text(re.compile("将变动的指标|Readings that would move"))
    expect(moving.first).to_be_visible()
    if "0" not in re.findall(r"\d+", moving.first.inner_text()):
        assert someone.table("ripple.moves")
    assert someone.edition() == before, "nothing may be saved before somebody says so"

    expect(someone.key("workbooks.take").get_by_role("button")).to_be_disabled()
    someone.write("shell.who", "王芳")
    someone.write("workbooks.reason", "browser test")
    someone.press("workbooks.take")
    expect(someone.page.locator("[data-testid=stToast]").first).to_contain_text(str(before + 1), timeout=READING)
    expect(someone.key("workbooks.take")).to_have_count(0, timeout=PATIENCE)
    assert someone.edition() == before + 1

    upload(someone, given.name, given.content, "[data-testid=stAlert]")
    expect(someone.key("workbooks.take")).to_have_count(0)
    expect(someone.page.locator("[data-testid=stAlert]").first).to_contain_text(
        "没有变化" if lang == "zh" else "nothing changes"
    )

    someone.open("/workbooks?section=history")
    newest = someone.table("workbooks.history")[0]
    assert newest[0] == str(before + 1)
    assert "王芳" in newest[3]
    assert given.name in newest[4]
    assert newest[5] == "browser test"

    someone.press("workbooks.undo")
    expect(someone.key("workbooks.history").locator("tbody tr").first.locator("td").first).to_have_text(
        str(before + 2), timeout=READING
    )
    rows = someone.table("workbooks.history")
    assert rows[0][2] in ("撤销", "Undo")
    assert str(before + 2) in rows[1][6]


def test_a_questionnaire_on_many_sheets_is_taken_once(workshop: Server, visitor: Lends) -> None:
    given = many_sheets()
    someone = visitor(workshop, "zh").open("/workbooks?section=upload")
    before = someone.edition()
    upload(someone, given.name, given.content, ".st-key-workbooks-take")
    assert someone.page.locator("[data-testid=stMultiSelect]").count() == 1
    assert someone.page.locator("[data-testid=stExpander]").count() == 1
    assert someone.edition() == before

    someone.key("shell.lang").get_by_text("English").click()
    expect(someone.page.locator("h1").first).to_have_text("Workbooks", timeout=READING)
    someone.settled()
    expect(someone.key("workbooks.take")).to_be_visible(timeout=READING)
    pair = INPUTS["pairs"]()
    upload(someone, pair.name, pair.content, ".st-key-workbooks-take")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(BAD))
def test_a_bad_file_is_refused_with_a_remedy(workshop: Server, visitor: Lends, kind: str, lang: Lang) -> None:
    name, content = BAD[kind]
    someone = visitor(workshop, lang).open("/workbooks?section=upload")
    before = someone.edition()
    upload(someone, name, content, "[data-testid=stAlert]")
    said = someone.page.locator("[data-testid=stAlert]").first.inner_text()
    chinese = bool(re.search(r"[\u4e00-\u9fff]", said.replace(name, "")))
    assert chinese == (lang == "zh"), said
    assert len([line for line in said.splitlines() if line.strip()]) >= 2, f"a sentence and a remedy: {said!r}"
    assert not re.search(r"Traceback|Error:|Exception|errno", said), said
    expect(someone.key("workbooks.take")).to_have_count(0)
    assert someone.edition() == before
