"""Which source column is which column of a contract: every header against every spelling a contract knows, one to one.

Exact names count more than synonyms, the whole header more than what is left without brackets, unit or a word that many
headers of the sheet begin with (``HCAHPS Answer Percent``), and likeness counts least and only when it is strong. Among all
one-to-one pairings the one with the highest total is taken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from sq_core.ingest.assignment import best_pairing
from sq_core.ingest.fold import fold, folded, likeness, tokens, without_brackets
from sq_core.ingest.unit_words import split_header
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.ingest.fold import Folded
    from sq_core.ingest.intake import How
    from sq_core.sheets import Column, Contract

_LEAST_LIKENESS = 0.84
_LIKENESS_WORTH = 0.85


@dataclass(frozen=True, slots=True)
class Pair:
    """A header taken for a column: how sure, and on what ground."""

    column: str
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class HeaderForms:
    """A header in the forms it is compared in, the whole first, and the unit found in it."""

    text: str
    forms: tuple[tuple[Folded, float], ...]
    unit: str


def _shared_start(headers: Sequence[str]) -> str:
    """Find a word that at least three headers begin with and that so says nothing about any of them."""
    starts = Counter(words[0] for header in headers if len(words := tokens(header)) > 1)
    word, count = starts.most_common(1)[0] if starts else ("", 0)
    return word if count >= 3 and len(word) > 1 else ""


def header_forms(headers: Sequence[str]) -> tuple[HeaderForms, ...]:
    """Prepare the headers of a table for comparison."""
    start = _shared_start(headers)
    prepared = []
    for header in headers:
        parted = split_header(header)
        ways = [(header, 1.0), (without_brackets(header), 0.97), (parted.bare, 0.97)]
        ways += [(" ".join(tokens(way)[1:]), 0.93) for way, _ in tuple(ways) if start and tokens(way)[:1] == (start,)]
        forms: dict[str, tuple[Folded, float]] = {}
        for way, worth in ways:
            prepared_way = folded(way)
            if prepared_way.key:
                forms.setdefault(prepared_way.key, (prepared_way, worth))
        prepared.append(HeaderForms(header, tuple(forms.values()), parted.unit))
    return tuple(prepared)


@cache
def _names(contract_key: str) -> Mapping[str, tuple[tuple[Folded, How], ...]]:
    """Give the spellings of every column: its own names as exact, its synonyms as such."""
    spellings: dict[str, tuple[tuple[Folded, How], ...]] = {}
    for column in contracts()[contract_key].columns:
        exact: list[tuple[Folded, How]] = [
            (folded(s), "exact") for s in (column.name, column.header.zh, column.header.en)
        ]
        spellings[column.name] = (*exact, *((folded(s), "synonym") for s in column.synonyms))
    return spellings


@cache
def _index() -> Mapping[str, Mapping[str, tuple[tuple[str, How, int], ...]]]:
    """Look up a folded spelling: contract by contract, the columns it names and the place among their spellings."""
    index: dict[str, dict[str, tuple[tuple[str, How, int], ...]]] = {}
    for contract in contracts().values():
        for name, spellings in _names(contract.key).items():
            for order, (spelling, how) in enumerate(spellings):
                known = index.setdefault(spelling.key, {})
                known[contract.key] = (*known.get(contract.key, ()), (name, how, order))
    return index


_WORTH: Mapping[How, float] = {"exact": 1.0, "synonym": 0.95}
_LATER = 1e-5
"""What a synonym loses for each that stands before it: where a log tells when it was resolved and when closed, closed counts."""


def _known(header: HeaderForms, contract: Contract) -> Mapping[str, Pair]:
    pairs: dict[str, Pair] = {}
    for form, worth in header.forms:
        for name, how, order in _index().get(form.key, {}).get(contract.key, ()):
            score = (_WORTH[how] - (_LATER * order if how == "synonym" else 0)) * worth
            if name not in pairs or pairs[name].score < score:
                pairs[name] = Pair(name, how, score)
    return pairs


def _alike(header: HeaderForms, contract: Contract, column: Column) -> Pair | None:
    best = 0.0
    for spelling, _ in _names(contract.key)[column.name]:
        for form, worth in header.forms:
            best = max(best, likeness(form, spelling, _LEAST_LIKENESS) * worth)
    return Pair(column.name, "likeness", best * _LIKENESS_WORTH) if best >= _LEAST_LIKENESS else None


def is_familiar(header: HeaderForms, contract: Contract) -> bool:
    """Say whether a contract knows a header by name or synonym."""
    return any(contract.key in _index().get(form.key, {}) for form, _ in header.forms)


def rarity(header: HeaderForms) -> float:
    """Say how much a header tells about the contract: 1 when one alone knows it, less the more do."""
    known = {key for form, _ in header.forms for key in _index().get(form.key, {})}
    return 1 / sqrt(max(len(known), 1))


def familiar_texts(texts: Sequence[str]) -> float:
    """Count how many of a row's texts are headers of the contract that knows most of them."""
    counts = Counter(key for text in set(texts) for key in set(_index().get(fold(text), ())))
    return float(max(counts.values(), default=0))


def match_headers(
    headers: Sequence[HeaderForms], contract: Contract, *, taken: frozenset[str] = frozenset(), by_likeness: bool = True
) -> Mapping[int, Pair]:
    """Pair headers with the contract's columns; columns ``taken`` by a person's choice are left out."""
    scores: dict[tuple[int, int], Pair] = {}
    for row, header in enumerate(headers):
        known = _known(header, contract) if header.forms else {}
        for place, column in enumerate(contract.columns):
            if column.name in taken or not header.forms:
                continue
            pair = known.get(column.name)
            if pair is None and by_likeness and not known:
                pair = _alike(header, contract, column)
            if pair is not None:
                scores[row, place] = pair
    best = best_pairing({place: pair.score for place, pair in scores.items()})
    return {row: scores[row, column] for row, column in best.items()}
