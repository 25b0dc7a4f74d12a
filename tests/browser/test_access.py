"""Everybody can use it: what opens hinders nobody (pages: test_pages), and the keyboard reaches everything and shows where it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from sq_core.charts import DARK, LIGHT
from tests.browser.axe import findings
from tests.browser.visitor import PATIENCE, Visitor, visiting
from tests.charts.colour import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

Theme = Literal["light", "dark"]
FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect();
  const ring = [node, node.parentElement, node.parentElement?.parentElement].map((one) => one && getComputedStyle(one)).filter(Boolean);
  const outlined = ring.find((one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2);
  const bordered = /^(INPUT|TEXTAREA)$/.test(node.tagName);
  return {
    name: node.getAttribute("aria-label") || node.innerText?.trim() || node.getAttribute("title") || node.tagName,
    tag: node.tagName, testid: node.dataset.testid ?? "", metric: node.dataset.metric ?? "", tool: node.dataset.tool ?? "",
    key: [...(node.getRootNode().host ?? node).closest("[class*=st-key-]")?.classList ?? []].find((one) => one.startsWith("st-key-")) ?? "",
    place: (window.__places ??= new Map()).get(node) ?? (window.__places.set(node, window.__places.size), window.__places.size - 1),
    y: box.top + document.querySelector("[data-testid=stMain]").scrollTop, x: box.left, wide: box.width,
    main: Boolean((node.getRootNode().host ?? node).closest("[data-testid=stMain]")),
    ring: outlined ? outlined.outlineColor : "", bordered,
  };
}"""
REACHABLE = """() => {
  const all = function* (root) {
    for (const node of root.querySelectorAll("*")) { yield node; if (node.shadowRoot) yield* all(node.shadowRoot); }
  };
  return [...all(document.querySelector("[data-testid=stMain]"))].filter((node) =>
    node.matches("button, a[href], input, select, textarea") && !node.matches("[role=radio]:not([aria-checked=true])") && !node.disabled && node.tabIndex >= 0 && node.checkVisibility({ visibilityProperty: true, opacityProperty: false })
    && node.getBoundingClientRect().width > 0).length;
}"""


def focused(visitor: Visitor) -> dict[str, Any] | None:
    found: dict[str, Any] | None = visitor.page.evaluate(FOCUSED)
    return found


def hexadecimal(colour: str) -> str:
    red, green, blue = (round(float(part)) for part in re.findall(r"[\d.]+", colour)[:3])
    return f"#{red:02X}{green:02X}{blue:02X}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_ours_in_what_opens(browser: Browser, untouched: Server, theme: Theme) -> None:
    with visiting(browser, untouched, "zh", theme=theme) as someone:
        someone.open("/cockpit?lang=zh")
        someone.page.locator("[data-metric=nps]").first.click()
        expect(someone.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
        expect(someone.page.locator("[role=dialog]:focus, [role=dialog] :focus").first).to_be_attached(timeout=PATIENCE)
        someone.settled()
        assert findings(someone) == []
        someone.page.keyboard.press("Escape")
        expect(someone.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
        someone.key("shell.more").get_by_role("button").first.click()
        expect(someone.page.locator(".st-key-shell-print")).to_be_visible(timeout=PATIENCE)
        assert findings(someone) == []
        someone.open("/cockpit?lang=zh&present=1")
        assert findings(someone) == []


def walk(visitor: Visitor) -> list[dict[str, Any]]:
    """Press the tabulator from the beginning until it comes round; return where it stood."""
    steps: list[dict[str, Any]] = []
    places: set[int] = set()
    for _ in range(400):
        visitor.page.keyboard.press("Tab")
        here = focused(visitor)
        if here is None or here["place"] in places:
            break
        places.add(here["place"])
        steps.append(here)
    return steps


@pytest.mark.parametrize(("slug", "theme"), [("cockpit", "light"), ("background", "dark"), ("workbooks", "light")])
def test_the_tabulator_reaches_everything_and_shows_where_it_is(
    browser: Browser, untouched: Server, slug: str, theme: Theme
) -> None:
    ground = (DARK if theme == "dark" else LIGHT).page
    with visiting(browser, untouched, "zh", theme=theme) as someone:
        someone.open(f"/{slug}?lang=zh")
        someone.whole()
        reachable = someone.page.evaluate(REACHABLE)
        steps = walk(someone)
        assert steps[0]["testid"] == "stSkipToContent", "the first stop leads past the navigation"
        inside = [step for step in steps if step["main"]]
        assert len(inside) >= reachable, "everything that can be pressed is reached"
        dull = [step for step in inside if not step["ring"] and not step["bordered"]]
        assert not dull, "every stop is outlined"
        rings = {hexadecimal(step["ring"]) for step in inside if step["ring"]}
        assert all(contrast(ring, ground) >= 3 for ring in rings), rings
        keys = [step["key"] for step in inside]
        assert keys.index("st-key-shell-period") < keys.index("st-key-shell-lang") < keys.index("st-key-shell-more")
        if slug != "workbooks":
            cards = [step["metric"] for step in inside if step["metric"]]
            shown = someone.page.locator("button.card").evaluate_all("(all) => all.map((one) => one.dataset.metric)")
            assert cards == shown, "cards are reached in reading order"
            assert max(i for i, key in enumerate(keys) if key.startswith("st-key-shell-")) < keys.index(
                next(step["key"] for step in inside if step["metric"])
            ), "the head comes before the cards"


def test_the_skip_link_leads_to_the_page(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit?lang=en")
    someone.page.keyboard.press("Tab")
    someone.page.keyboard.press("Enter")
    someone.page.keyboard.press("Tab")
    here = focused(someone)
    assert here is not None
    assert here["main"], "past the navigation"


@pytest.mark.parametrize("press", ["Enter", "Space"])
def test_a_card_is_asked_by_keyboard_and_focus_returns(untouched: Server, visitor: Lends, press: str) -> None:
    someone = visitor(untouched, "zh").open("/cockpit?lang=zh")
    someone.whole()
    someone.page.locator("[data-metric=complaint_rate]").first.focus()
    someone.page.keyboard.press(press)
    dialog = someone.page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    inside = someone.page.locator("[role=dialog]:focus, [role=dialog] :focus").first
    expect(inside).to_be_attached(timeout=PATIENCE)
    someone.settled()
    expect(inside).to_be_attached(timeout=PATIENCE)  # what was drawn since has not taken the focus away
    someone.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0, timeout=PATIENCE)
    someone.settled()
    here = focused(someone)
    assert here is not None
    assert here["metric"] == "complaint_rate"


def test_a_menu_is_closed_by_escape_and_focus_returns(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "zh").open("/cockpit?lang=zh")
    someone.key("shell.more").get_by_role("button").first.focus()
    someone.page.keyboard.press("Enter")
    expect(someone.page.locator(".st-key-shell-print")).to_be_visible(timeout=PATIENCE)
    someone.page.keyboard.press("Escape")
    expect(someone.page.locator(".st-key-shell-print")).to_be_hidden(timeout=PATIENCE)
    here = focused(someone)
    assert here is not None
    assert here["key"] == "st-key-shell-more"


def test_a_wide_table_is_moved_by_keyboard(browser: Browser, untouched: Server) -> None:
    with visiting(browser, untouched, "en", width=390) as someone:
        someone.open("/background?lang=en&section=1.2")
        regions = someone.page.locator(".frame[role=region]")
        for number in range(regions.count()):
            region = regions.nth(number)
            region.focus()
            someone.page.keyboard.press("ArrowRight")
            someone.page.wait_for_function("(one) => one.scrollLeft > 0", arg=region.element_handle(), timeout=PATIENCE)
        over = someone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
        assert over <= 0, "the page itself is never read sideways"
