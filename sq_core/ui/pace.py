"""How long the server works on each chapter, against an empty Streamlit page in the same run: ``python -m sq_core.ui.pace``.

Prints JSON for the bench, which is another room and may not see this one. Runs go through Streamlit's own test runner,
whose cost both sides bear; the garbage is frozen first, as the server does.
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

RUNS = 12
_EMPTY = "import streamlit as st\nst.write('-')\n"
_CHAPTER = """
from sq_core.ui import state
from sq_core.ui.front import the_office, view_of
from sq_core.ui.pages import found_pages
page = next(one for one in found_pages() if one.chapter.slug == "{slug}")
with the_office().desk(view_of(state.current())) as desk:
    page.render(desk)
"""


def milliseconds(script: str) -> float:
    """Give the median time of a warm run."""
    app = AppTest.from_string(script, default_timeout=60)
    for _ in range(3):
        app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    spans = []
    for _ in range(RUNS):
        began = time.perf_counter()
        app.run()
        spans.append(time.perf_counter() - began)
    return statistics.median(spans) * 1000


def main() -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)
    pages = found_pages()
    FRONT.office()
    milliseconds(_EMPTY)
    gc.collect()
    gc.freeze()
    empty = milliseconds(_EMPTY)
    figures = {"page.milliseconds, empty Streamlit page": empty}
    for page in pages:
        spent = milliseconds(_CHAPTER.format(slug=page.chapter.slug))
        figures[f"page.milliseconds, {page.chapter.slug}"] = spent
        figures[f"page.times an empty page, {page.chapter.slug}"] = spent / empty
    FRONT.close()
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
