"""Changes made elsewhere reach every screen by themselves, and disturb nobody who is in the middle of something."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from sq_core.sheets import contracts
from tests.browser.server import serving
from tests.browser.test_grid import TARGET, edit, open_goal
from tests.browser.visitor import PATIENCE, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator

    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

GOAL = "G1"
"""The goal of the satisfaction index in the sample."""
CARD = "[data-metric=satisfaction_index]"
STILL = 1500
"""Milliseconds after which something that does not happen is taken not to happen; well above what a rerun waits for."""
LINE = "window.__sqLine"


@pytest.fixture(scope="module")
def door(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one more door, through which the tests change the programme."""
    place = tmp_path_factory.mktemp("door")
    with serving(Path(shutil.copy(sample, place)), place / "server.log", app="sq_core/ui/bench/door.py") as server:
        yield server


def put(server: Server, value: float) -> int:
    """Set the target of the satisfaction index from outside; return the edition."""
    with urlopen(f"{server.url}/bench/target/{GOAL}/{value}", timeout=60) as answer:
        edition: int = json.load(answer)["edition"]
    return edition


def reaches(someone: Visitor, edition: int) -> None:
    """Wait until a page shows an edition in its last line."""
    line = someone.page.get_by_text(re.compile(f"(数据版本|Edition) {edition}(?!\\d)")).last
    expect(line).to_be_visible(timeout=PATIENCE)
    someone.settled()


def at(element: Locator) -> float:
    """Say how far from the top of the screen something stands."""
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def listening(someone: Visitor) -> Visitor:
    """Wait until the line of news is open."""
    until = time.monotonic() + PATIENCE / 1000
    while not someone.page.evaluate(f"{LINE}?.source?.readyState === 1"):
        assert time.monotonic() < until, "the line of news does not open"
        someone.page.wait_for_timeout(50)
    return someone


def test_a_change_reaches_the_page_and_says_what_moved(door: Server, visitor: Lends) -> None:
    put(door, 80.0)  # tests run in any order and share a server
    someone = listening(visitor(door, "en").open("/cockpit"))
    someone.page.evaluate("window.notReloaded = true")
    edition = put(door, 81.0)
    reaches(someone, edition)
    assert someone.page.evaluate("window.notReloaded") is True
    expect(someone.page.locator(CARD).first).to_contain_text("81.0")

    chip = someone.key("shell.news").get_by_role("button").first
    expect(chip).to_contain_text(re.compile(rf"\d+ readings? recalculated · \d\d:\d\d · edition {edition}"))
    told = someone.key("shell.live").get_by_role("status")
    assert told.get_attribute("aria-live") == "polite"
    expect(told).to_have_text(re.compile(rf"recalculated · \d\d:\d\d · edition {edition}"))
    chip.click()
    expect(someone.page.get_by_role("dialog")).to_have_accessible_name(re.compile(r"^\d+ readings? recalculated"))
    rows = someone.page.locator(".st-key-shell-news-moves tbody tr")
    expect(rows.filter(has_text="Satisfaction index").first).to_contain_text(re.compile(r"80\.0.* → 81\.0"))


def test_half_typed_text_is_not_interrupted(door: Server, visitor: Lends) -> None:
    someone = listening(visitor(door, "zh").open("/workbooks?section=sheets"))
    before = someone.edition()
    key = f"workbooks.filter.{next(one.key for one in contracts().values() if one.kind == 'plan')}"
    field = someone.key(key).locator("input").first
    field.click()
    someone.page.keyboard.type("客户")
    edition = put(door, 80.5)
    someone.page.wait_for_timeout(STILL)
    assert someone.edition() == before, "nobody who types is interrupted"
    expect(field).to_be_focused()
    someone.page.keyboard.type("满意")
    expect(field).to_have_value("客户满意")
    someone.page.evaluate(f"{LINE}.typedAt = 0")  # as if the field had been left alone for long
    reaches(someone, edition)
    expect(field).to_have_value("客户满意")
    expect(field).to_be_focused()

    someone.page.keyboard.type("度")
    edition = put(door, 80.6)
    field.blur()
    reaches(someone, edition)
    expect(field).to_have_value("客户满意度")


def test_pending_edits_and_the_place_on_the_page_outlive_a_change(door: Server, visitor: Lends) -> None:
    someone = visitor(door, "zh")
    open_goal(someone, "净推荐值提升", "zh")
    edit(someone, TARGET.zh, "36")
    someone.page.wait_for_timeout(400)  # the grid hands its edits over after 150 ms, and nothing on the page shows it
    someone.page.set_viewport_size({"width": 2600, "height": 420})
    grid = someone.page.locator("[data-testid=stDataFrame]").first
    top = at(grid)
    someone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 120")
    scrolled = at(grid)
    assert scrolled < top - 60
    reaches(listening(someone), put(door, 80.7))
    assert at(grid) == pytest.approx(scrolled, abs=4), "what is being looked at stays where it is on the screen"
    assert "36" in grid.locator("td").all_inner_texts()


@pytest.mark.parametrize("opens", ["dialog", "popover"])
def test_what_stands_open_stays_open(door: Server, visitor: Lends, opens: str) -> None:
    someone = listening(visitor(door, "en").open("/cockpit"))
    before = someone.edition()
    if opens == "dialog":
        someone.page.locator("[data-metric=nps]").first.click()
    else:
        someone.key("shell.position").get_by_role("button").first.click()
    standing = someone.page.get_by_role("dialog")
    expect(standing).to_be_visible(timeout=PATIENCE)
    someone.settled()
    edition = put(door, 80.8 if opens == "dialog" else 80.9)
    someone.page.wait_for_timeout(STILL)
    expect(standing).to_be_visible()
    assert someone.edition() == before, "what is being read stays as it is"
    someone.page.keyboard.press("Escape")
    expect(standing).to_have_count(0, timeout=PATIENCE)
    reaches(someone, edition)


SHOWN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const footer = [...document.querySelectorAll("[data-testid=stMarkdownContainer]")]
    .map((one) => one.innerText.match(/Edition (\\d+)/)).filter(Boolean).at(-1);
  const host = [...document.querySelectorAll("[data-testid=stBidiComponentRegular], [data-testid=stBidiComponentIsolated]")];
  const within = (root) => root.querySelector("[data-metric=satisfaction_index]");
  const card = within(document) ?? host.map((one) => one.shadowRoot ?? [...one.children].map((c) => c.shadowRoot).find(Boolean))
    .filter(Boolean).map(within).find(Boolean);
  if (app.dataset.testScriptState === "running" || !footer || !card) return null;
  const chart = [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg text")].map((one) => one.textContent);
  return {
    edition: Number(footer[1]),
    card: (card.innerText.replace(/\\s+/g, " ").match(/Target [\\d.]+/) ?? [""])[0],
    chart: chart.find((one) => one.startsWith("Target")),
  };
}"""


def test_no_page_ever_shows_two_editions(door: Server, visitor: Lends) -> None:
    """Twenty changes while the page is reloaded: footer, card and picture always tell of the same one.

    A page is drawn piece by piece, so only what two looks in a row found alike counts as shown.
    """
    someone = listening(visitor(door, "en").open("/cockpit"))
    target: dict[int, str] = {}
    seen: list[dict[str, object]] = []

    def look(until: float) -> None:
        before = None
        while time.monotonic() < until:
            shown = someone.page.evaluate(SHOWN)
            if shown is not None and shown == before:
                seen.append(shown)
            before = shown
            someone.page.wait_for_timeout(120)

    for step in range(20):
        target[put(door, 70 + step / 10)] = f"{70 + step / 10:.1f}"
        if step in (6, 13):
            someone.page.reload(wait_until="commit")
            someone.page.wait_for_selector("[data-testid=stApp]", state="attached", timeout=PATIENCE)
        look(time.monotonic() + (1.5 if step % 5 == 4 else 0.2))
    reaches(someone, max(target))
    look(time.monotonic() + 2)  # pictures draw themselves after the run
    told = [one for one in seen if one["edition"] in target]
    assert told, "the page was never seen at rest"
    assert told[-1] == {
        "edition": max(target),
        "card": f"Target {target[max(target)]}",
        "chart": f"Target {target[max(target)]}",
    }
    for one in told:
        assert one["card"] == one["chart"] == f"Target {target[int(str(one['edition']))]}", one


def test_a_server_that_comes_back_is_found_again(sample: Path, tmp_path: Path, visitor: Lends) -> None:
    database, log = Path(shutil.copy(sample, tmp_path)), tmp_path / "server.log"
    with serving(database, log, app="sq_core/ui/bench/door.py") as server:
        port = int(server.url.rpartition(":")[2])
        someone = listening(visitor(server, "en").open("/background?section=1.2&period=year"))
        before = someone.edition()
    with serving(database, log, app="sq_core/ui/bench/door.py", port=port) as server:
        edition = put(server, 82.0)
        assert edition > before
        reaches(someone, edition)
        expect(someone.key("background.section").get_by_role("radio", checked=True)).to_contain_text("1.2")
        expect(someone.key("shell.period").get_by_role("radio", checked=True)).to_contain_text("Year")
        someone.all_is_well()
