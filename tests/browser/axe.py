"""What axe-core finds on a page that hinders people, without what stands in Streamlit's own widgets."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations
  .filter((one) => one.impact === "serious" || one.impact === "critical")
  .flatMap((one) => one.nodes.map((node) => [one.id, node.target.flat().join(" "), node.html.slice(0, 200), node.failureSummary])))"""
NOT_OURS = (
    # Streamlit groups the entries of its navigation by a div between ul and li.
    ("list", re.compile(r'<ul data-testid="stSidebarNavItems"')),
    # While it draws a diagram of a calculation it names a div that has no role yet.
    ("aria-prohibited-attr", re.compile(r'<div data-testid="stMermaidChart" aria-busy="true"')),
    ("listitem", re.compile(r'<li class="[^"]*">(<div data-testid="stSidebarNavLinkContainer"|$)')),
)
"""What axe-core finds in Streamlit's own widgets, each by its rule and the element it stands in."""


def findings(visitor: Visitor) -> list[tuple[str, ...]]:
    """Return what axe-core calls serious or critical, without what stands in Streamlit's own widgets."""
    visitor.whole()
    if not visitor.page.evaluate("Boolean(window.axe)"):
        visitor.page.evaluate(AXE)
    found = [tuple(one) for one in visitor.page.evaluate(RUN)]
    return [one for one in found if not any(one[0] == rule and where.search(one[2]) for rule, where in NOT_OURS)]
