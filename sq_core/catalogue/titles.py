"""What a fact is called: the first line of its file, in both languages, so that the way to a number can be read."""

from __future__ import annotations

import re

from sq_core.words import Text, same

_TITLE = re.compile(r"-- (?P<zh>[^|\n]+) \| (?P<en>[^|\n]+)\n")


def fact_title(name: str, select: str) -> Text:
    """Read the title of a fact; one without is called by its name, which a test does not let happen."""
    found = _TITLE.match(select)
    return Text(found["zh"].strip(), found["en"].strip()) if found else same(name)
