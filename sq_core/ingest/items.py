"""Which columns of a questionnaire are items: by their code, by their pair, or by the words that were ticked.

A pair is one item asked twice: what was expected (1-1, E1, 1期望) and what was met (1-2, P1, 1感知). Codes are taken for a
pair only where both halves stand in the sheet and no third does, so that 7-1, 7-2, 7-3 stay three questions.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from sq_core.ingest.cell_words import is_missing
from sq_core.ingest.fold import plain
from sq_core.ingest.numbers import read_number
from sq_core.ingest.raw import NUMBER, TEXT
from sq_core.ingest.scales import SPECIAL_CODES, find_word_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.intake import Role
    from sq_core.ingest.raw import RawColumn
    from sq_core.ingest.regions import Region
    from sq_core.ingest.scales import KnownItem, WordScale

_STOP = r"(?:\s*[.．、:：)）](?!\d)\s*|\s+|$)"
_HALVES = re.compile(
    rf"(?P<code>(?:[a-z]{{1,3}}|题)?\d{{1,3}})\s*[-_–—]\s*(?P<part>\d){_STOP}(?P<wording>.*)", re.IGNORECASE
)
_LETTER_FIRST = re.compile(rf"(?P<letter>[EP])\s*[-_]?\s*(?P<code>\d{{1,3}}){_STOP}(?P<wording>.*)", re.IGNORECASE)
_WORD_LAST = re.compile(
    r"(?P<code>(?:q|题)?\s*\d{1,3})\s*题?\s*[-_.\s(（]*(?P<word>期望值?|感知值?|期待|实际感知|expectations?|perceptions?|기대|인지|e|p)[)）]?",
    re.IGNORECASE,
)
_CODED = re.compile(
    rf"(?:第\s*)?(?P<code>(?:q|题|问题?|v|item)\s*\.?\s*\d{{1,3}}[a-z]?(?:[-_]\d{{1,2}})?)\s*题?(?:_\s*|-\s*)?{_STOP}(?P<wording>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:第\s*)?(?P<code>\d{1,3}(?:-\d{1,2})?)\s*(?:题\s*[.．、:：)）]?|[.．、:：)）](?!\d)|(?<=-\d)$|(?<=-\d\d)$)\s*(?P<wording>.*)"
)
_LEAST_NUMERIC = 0.8
_LONGEST_CODE = 60
_MOST_TEXTS = 2000
"""A column with more different texts than this holds no answers on a scale."""


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """A source column taken for an item; ``place`` counts the region's columns."""

    place: int
    item: str
    wording: str
    role: Role = ""
    scale: WordScale | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the answers of a column look like."""

    filled: int
    numbers: NDArray[np.float64]
    texts: Mapping[str, int]

    @property
    def numeric(self) -> bool:
        """Whether nearly all answers are numbers on some usual scale."""
        scores = without_special(self.numbers)
        on_scale = bool(len(scores)) and float(scores.min()) >= 0 and float(scores.max()) <= 100
        return on_scale and len(self.numbers) >= _LEAST_NUMERIC * self.filled


def without_special(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave out codes for no answer; where other answers pass 10, a 98 is a score of a 0 to 100 scale."""
    special = np.isin(numbers, list(SPECIAL_CODES))
    rest = numbers[~special]
    return numbers[numbers >= 0] if len(rest) and rest.max() > 10 and (numbers <= 100).all() else rest


def profile(column: RawColumn, rows: NDArray[np.int64]) -> Profile:
    """Look at the answers of a column; words for missing do not count as answers."""
    kinds = column.kinds[rows]
    counts = np.bincount(column.codes[rows][kinds == TEXT], minlength=len(column.texts))
    numbers = [column.numbers[rows][kinds == NUMBER]]
    if np.count_nonzero(counts) > _MOST_TEXTS:
        return Profile(int(counts.sum()) + len(numbers[0]), numbers[0], {})
    texts = {column.texts[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}
    texts = {text: count for text, count in texts.items() if not is_missing(text, as_text=False)}
    written = {text: read_number(text) for text in texts}
    numbers += [np.full(texts[text], w.value) for text, w in written.items() if w is not None and w.unit in ("", "分")]
    filled = int((kinds == NUMBER).sum()) + sum(texts.values())
    return Profile(filled, np.concatenate(numbers), texts)


def _code(text: str) -> str:
    code = "".join(text.split()).upper().replace(".", "")
    return code.removeprefix("题").removeprefix("问题").removeprefix("问")


def _half(header: str) -> tuple[str, str, str] | None:
    """Take a header for half of a pair: code, which half (1 or 2, or another part's number), wording."""
    text = header.strip()
    if match := _HALVES.fullmatch(text):
        return _code(match["code"]), match["part"], match["wording"].strip()
    if match := _LETTER_FIRST.fullmatch(text):
        return _code(match["code"]), "1" if match["letter"].upper() == "E" else "2", match["wording"].strip()
    if match := _WORD_LAST.fullmatch(text):
        expected = plain(match["word"])[:1] in ("期", "e", "기")
        return _code(match["code"]), "1" if expected else "2", ""
    return None


def _pairs(headers: Sequence[str], places: Iterable[int]) -> dict[int, ItemColumn]:
    halves = {place: half for place in places if (half := _half(headers[place])) is not None}
    parts: dict[str, Counter[str]] = {}
    for code, part, _ in halves.values():
        parts.setdefault(code, Counter())[part] += 1
    whole = {code for code, seen in parts.items() if set(seen) == {"1", "2"}}
    if len(whole) * 2 < len(parts):
        return {}
    roles: dict[str, Role] = {"1": "expectation", "2": "perception"}
    return {
        place: ItemColumn(place, code, wording, roles[part])
        for place, (code, part, wording) in halves.items()
        if part in roles and (code in whole or len(parts[code]) == 1)
    }


def _single(header: str) -> tuple[str, str] | None:
    for shape in (_CODED, _NUMBERED):
        if match := shape.fullmatch(header.strip()):
            return _code(match["code"]), match["wording"].strip()
    return None


def named_item(spelling: str, place: int, wording: str) -> ItemColumn:
    """Read the code a person chose for a column: ``12-1`` is the expected half of item 12, ``Q7`` is Q7."""
    half = _half(spelling)
    if half is not None and half[1] in ("1", "2"):
        return ItemColumn(place, half[0], wording, "expectation" if half[1] == "1" else "perception")
    return ItemColumn(place, spelling.strip(), wording)


def paired_codes(codes: Sequence[str]) -> dict[str, ItemColumn]:
    """Find which codes of a long layout are halves of a pair: 1-1 and 1-2, E1 and P1."""
    return {codes[place]: item for place, item in _pairs(codes, range(len(codes))).items()}


def item_of_code(text: str, place: int, role: str, half: ItemColumn | None, finder: ItemFinder) -> ItemColumn:
    """Read the code that stands in a row of a long layout."""
    if half is not None:
        return replace(half, place=place, item=finder.known_code(half.item), wording="")
    single = _single(text)
    code = single[0] if single is not None else text[:_LONGEST_CODE]
    wording = text if single is None else single[1]
    return ItemColumn(place, finder.known_code(code), wording if wording != code else "", cast("Role", role))


class ItemFinder:
    """Finds the items among the columns of one region that no contract column claims."""

    def __init__(self, region: Region, known: Mapping[str, KnownItem]) -> None:
        self.region = region
        self._known = known
        self._spelt = {code.strip().lower(): code for code in known}
        self._profiles: dict[int, Profile] = {}

    def profile(self, place: int) -> Profile:
        """Look at a column's answers, once."""
        if place not in self._profiles:
            self._profiles[place] = profile(self.region.columns[place], self.region.rows)
        return self._profiles[place]

    def known_code(self, code: str) -> str:
        """Give a code as the programme spells it, with or without a leading Q."""
        spelt = code.lower()
        return self._spelt.get(spelt) or self._spelt.get(spelt.removeprefix("q")) or code

    def over(self, region: Region) -> ItemFinder:
        """Look for the same items on another region."""
        return ItemFinder(region, self._known)

    def find(self, places: Iterable[int]) -> tuple[ItemColumn, ...]:
        """Take columns for items; the rest stays unused."""
        open_places = [place for place in places if self.region.headers[place]]
        pairs = _pairs(self.region.headers, open_places)
        found = [self._one(place, pairs.get(place)) for place in open_places]
        return tuple(item for item in found if item is not None)

    def _one(self, place: int, half: ItemColumn | None) -> ItemColumn | None:
        header = self.region.headers[place]
        if header.strip().lower() in self._spelt:
            return self.with_words(ItemColumn(place, self._spelt[header.strip().lower()], ""))
        if half is not None:
            return self._answered(replace(half, item=self.known_code(half.item)))
        single = _single(header)
        if single is not None:
            return self._answered(ItemColumn(place, self.known_code(single[0]), single[1]))
        worded = self.with_words(ItemColumn(place, header[:_LONGEST_CODE], header))
        return worded if worded.scale is not None else None

    def with_words(self, item: ItemColumn) -> ItemColumn:
        """Give an item the scale of words its answers stand on, where they are words."""
        seen = self.profile(item.place)
        if seen.numeric or not seen.texts or len(seen.texts) > 200:
            return item
        return replace(item, scale=find_word_scale(seen.texts))

    def _answered(self, item: ItemColumn) -> ItemColumn | None:
        """Keep a coded column when its answers are scores, in numbers or on a scale of words."""
        item = self.with_words(item)
        seen = self.profile(item.place)
        return item if seen.numeric or item.scale is not None or not seen.filled else None
