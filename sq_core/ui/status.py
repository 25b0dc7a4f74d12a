"""How a status is coloured, the same on every card and in every table; how it is said is the catalogue's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.catalogue import status_words

if TYPE_CHECKING:
    from sq_core.catalogue import Better, Status

__all__ = ["change_tone", "status_tone", "status_words"]

_TONES: dict[Status, str] = {"good": "good", "watch": "watch", "bad": "bad", "broken": "bad"}


def status_tone(status: Status) -> str:
    """Name the colour of a status: good, watch, bad, or quiet where nobody may judge."""
    return _TONES.get(status, "quiet")


def change_tone(moved: float, better: Better) -> str:
    """Judge a movement by the metric's direction, which is not its sign: a falling complaint rate is good."""
    if better == "near" or not moved:
        return "quiet"
    return "good" if (moved > 0) == (better == "up") else "bad"
