"""Scales of questionnaires: the words of scales.toml and the numbers people usually tick."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sq_core.ingest.fold import fold, without_brackets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STANDARD = ((1.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0), (0.0, 100.0))
"""From the smallest up: the first that holds all answers is taken."""
LIKERT = frozenset({(1.0, 5.0), (1.0, 7.0)})
SPECIAL_CODES = frozenset({98.0, 99.0, -1.0, 998.0, 999.0, -9.0, -99.0})
"""Numbers that survey software writes for no answer; outside every scale but 0 to 100."""
_COVERED = 0.9
_LISTED = re.compile(r"[,;，；、/|]|\s{2,}")
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[-=.:、：．)）分]*\s*|\s*[\(（]?\d{1,2}\s*分?[\)）]?\s*$")


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What the programme says of an item: its scale, and the answers that are no score (98, 0, 不适用)."""

    low: float
    high: float
    not_scored: frozenset[str] = frozenset()

    @property
    def scale(self) -> tuple[float, float]:
        """Its lowest and highest score."""
        return self.low, self.high


def stated_item(low: float | None, high: float | None, not_scored: str | None) -> KnownItem | None:
    """Read what a row of the sheet of items says; None where it states no scale."""
    if low is None or high is None:
        return None
    return KnownItem(low, high, frozenset(fold(one) for one in _LISTED.split(not_scored or "") if one.strip()))


@dataclass(frozen=True, slots=True)
class WordScale:
    """A scale of words: its name, its bounds, the score of each folded word."""

    name: str
    low: float
    high: float
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WordScales:
    """All word scales, and the words that are an answer but no score."""

    scales: tuple[WordScale, ...]
    unscored: frozenset[str]


@cache
def word_scales() -> WordScales:
    """Read scales.toml."""
    entry = tomllib.loads(Path(__file__).with_name("scales.toml").read_text(encoding="utf-8"))
    scales = []
    for scale in cast("list[dict[str, object]]", entry["scale"]):
        low = float(cast("int", scale["low"]))
        words = cast("list[list[str]]", scale["words"])
        scores = {fold(word): low + step for step, spellings in enumerate(words) for word in spellings}
        scales.append(WordScale(str(scale["name"]), low, low + len(words) - 1, scores))
    return WordScales(tuple(scales), frozenset(fold(word) for word in cast("list[str]", entry["unscored"])))


def word_key(text: str) -> str:
    """Fold an answer; a number written with the word (``5 - very satisfied``, ``非常满意（5分）``) is dropped."""
    return fold(_NUMBERED.sub("", without_brackets(text))) or fold(text)


def find_word_scale(answers: Mapping[str, int]) -> WordScale | None:
    """Find the scale on which at least nine in ten answers stand; ``answers`` counts each distinct text."""
    known = word_scales()
    keys: dict[str, int] = {}
    for text, count in answers.items():
        key = word_key(text)
        keys[key] = keys.get(key, 0) + count
    total = sum(keys.values())
    best: tuple[float, int, float] | None = None
    found: WordScale | None = None
    for scale in known.scales:
        hits = {key: scale.scores[key] for key in keys if key in scale.scores}
        covered = sum(keys[key] for key in (*hits, *(key for key in keys if key in known.unscored and key not in hits)))
        if len(hits) < 2 or covered < _COVERED * total:
            continue
        rank = (covered / total, len(set(hits.values())) - len(hits), -scale.high)
        if best is None or rank > best:
            best, found = rank, scale
    return found


def smallest_scale(low: float, high: float) -> tuple[float, float] | None:
    """Give the first usual scale that holds all answers; None when none does."""
    return next((scale for scale in STANDARD if scale[0] <= low and high <= scale[1]), None)


def shared_scale(scales: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Give the scale that holds the answers of several items asked on one scale."""
    low, high = min(scale[0] for scale in scales), max(scale[1] for scale in scales)
    return smallest_scale(low, high) or (low, high)
