"""How long every section of every chapter takes to open once what was loaded has settled: ``python -m sq_core.ui.bench.opening``.

Each opening is a visitor of its own, run by Streamlit's own test runner on the programme the environment names. Prints JSON
for the bench: milliseconds of the first visitor after the server is warm, and of those who come after.
"""

from __future__ import annotations

import gc
import json
import logging
import statistics
import sys
import time

from streamlit.testing.v1 import AppTest

from sq_core.ui.front import FRONT
from sq_core.ui.pages import found_pages

VISITORS = 3
_PAGE = """
from sq_core.ui.pages import found_pages
from sq_core.ui.shell import run
run([page for page in found_pages() if page.chapter.slug == "{slug}"])
"""


def milliseconds(slug: str, section: str) -> float:
    """Open a section as a visitor who has never been here."""
    app = AppTest.from_string(_PAGE.format(slug=slug), default_timeout=600)
    app.query_params["lang"] = "en"
    if section:
        app.query_params["section"] = section
    began = time.perf_counter()
    app.run()
    spent = time.perf_counter() - began
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return spent * 1000


def main() -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)
    places = [(page.chapter.slug, name) for page in found_pages() for name in page.chapter.section_names() or ("",)]
    FRONT.warm_up()
    milliseconds("workbooks", "")
    gc.collect()
    gc.freeze()
    first = {place: milliseconds(*place) for place in places}
    again = {place: statistics.median(milliseconds(*place) for _ in range(VISITORS)) for place in places}
    FRONT.close()
    slowest = sorted(places, key=lambda place: first[place] - again[place])[-5:]
    figures: dict[str, object] = {"first": sum(first.values()), "again": sum(again.values())}
    sys.stderr.write("".join(f"{' '.join(one)}: {first[one]:.0f} then {again[one]:.0f} ms\n" for one in slowest))
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
