"""What is read before anybody asks: every metric, and what pages make of facts beside readings.

The server takes these steps one by one after its start and after every change, so that it can stop between any two of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sq_core.desk import problems, proposals, themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sq_core.desk.desk import Desk


def steps(desk: Desk) -> Iterator[Callable[[], object]]:
    """Give the steps, the widest used first; what each makes is kept by what it rests on."""
    for name in desk.catalogue.metrics:
        yield partial(desk.read_ahead, name)
    yield partial(themes.texts, desk, themes.NONE)
    yield partial(themes.candidates, desk)
    yield partial(problems.problems, desk)
    yield partial(proposals.proposals, desk)
