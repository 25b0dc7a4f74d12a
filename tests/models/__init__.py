"""Each model: a hand-worked or published example, its edges, and a property that holds for any input."""

from hypothesis import settings

QUICK = settings(max_examples=40, deadline=None)
"""Enough examples to find a slip, few enough for the suite to stay quick; the machine's pace is no property."""
