"""Inputs nobody here made: where they lie on this machine, and which of them a test read.

They are not part of the project. ``SQ_REAL_INPUTS`` names the folder that holds them; without it look-alikes of the same
shape stand in. Tests that read them say so with ``read``, and the end of the run counts what was really read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

REAL = Path(os.environ["SQ_REAL_INPUTS"]) if os.environ.get("SQ_REAL_INPUTS") else None
_NO_INPUT = ("SOURCE.md", "Background.md", "README.md", "LICENSE", "LICENSE.md", "LICENSE-MIT.md", "PROBE.csv")

real_only = pytest.mark.skipif(REAL is None, reason="SQ_REAL_INPUTS names no folder")


@cache
def at_hand() -> tuple[Path, ...]:
    """List every real input of this machine; what only describes them is none."""
    if REAL is None:
        return ()
    return tuple(sorted(path for path in REAL.rglob("*") if path.is_file() and path.name not in _NO_INPUT))


class RealInputs:
    """Hands out real inputs to one test, and keeps in its report which it read."""

    def __init__(self, node: pytest.Item) -> None:
        self._node = node

    def read(self, path: Path) -> Path:
        """Keep that a test read this file."""
        assert REAL is not None
        self._node.user_properties.append(("real_input", path.relative_to(REAL).as_posix()))
        return path

    def find(self, path: str) -> Path | None:
        """Give a real input, None where there is none and a look-alike has to do."""
        found = REAL / path if REAL is not None else None
        return self.read(found) if found is not None and found.exists() else None

    def tally(self, ends: Mapping[str, int]) -> None:
        """Keep how many files came to which end."""
        self._node.user_properties += [("real_input_end", f"{count} {end}") for end, count in ends.items()]
