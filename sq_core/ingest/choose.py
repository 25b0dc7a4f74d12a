"""Which contract a sheet follows: its name and its headers against every contract, and the items of a questionnaire.

A contract fits by three things: whether the columns it cannot do without are there, how much of the sheet it explains
(headers that few contracts know count more than ``ID`` or ``name``), and whether the sheet is called like it. A sheet is
only read when one contract fits well and no other nearly as well; otherwise the closest is named and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.ingest.fold import fold, folded, likeness
from sq_core.ingest.items import ItemColumn, ItemFinder, named_item
from sq_core.ingest.long_layout import ANSWER, LongLayout, find_layout, is_long
from sq_core.ingest.match import Pair, header_forms, is_familiar, match_headers, rarity
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sq_core.ingest.match import HeaderForms
    from sq_core.ingest.regions import Region
    from sq_core.ingest.scales import KnownItem
    from sq_core.sheets import Contract

LEAST_FIT = 0.58
LEAST_LEAD = 0.05
_ALONE_FIT, _ALONE_LEAD = 0.5, 0.3
"""A contract that fits so far ahead of all others may fit a little less: headers say less the more contracts know them."""
LEAST_COLUMNS = 3
"""Fewer columns than this say too little, unless the sheet is called like the contract."""
_LOOKED_AT_CLOSELY = 5
_ITEM = "item:"
_MANY_ITEMS = 6
_CLEAR_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Understood:
    """A region read as one contract: which column is what, which are items, how well it fits."""

    contract: Contract
    pairs: Mapping[int, Pair]
    items: tuple[ItemColumn, ...] = ()
    fit: float = 0.0
    layout: LongLayout | None = None
    """Where a row holds one answer: which columns hold the item and what was answered."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Everything the choice rests on: the names a sheet goes by, its region, what a person decided before."""

    names: tuple[str, ...]
    region: Region
    chosen: Mapping[str, str]
    """Column letter -> contract column, ``item:CODE``, or nothing for a column to be left out."""
    known_items: Mapping[str, KnownItem]


def _name_likeness(names: Iterable[str], contract: Contract) -> float:
    spellings = [folded(s) for s in (contract.key, contract.title.zh, contract.title.en, *contract.synonyms)]
    best = 0.0
    for name in map(folded, names):
        for spelling in spellings:
            alike = likeness(name, spelling, 0.8)
            inside = len(spelling.key) >= 2 and spelling.key in name.key
            best = max(best, alike if alike >= 0.8 else 0.0, 0.75 if inside else 0.0)
    return best


def _decided(choosing: Choosing, contract: Contract) -> tuple[dict[int, Pair], list[ItemColumn], set[int]]:
    """Turn a person's corrections into pairs, items and columns left out; one that fits no column of this contract is ignored."""
    pairs: dict[int, Pair] = {}
    items: list[ItemColumn] = []
    unused: set[int] = set()
    for letter, what in choosing.chosen.items():
        place = choosing.region.column_at(letter)
        if place < 0:
            continue
        if what.startswith(_ITEM) and contract.items:
            items.append(named_item(what.removeprefix(_ITEM), place, choosing.region.headers[place]))
        elif what in contract.by_name:
            pairs[place] = Pair(what, "chosen", 1.0)
        elif what.startswith(ANSWER) and contract.answers:
            continue
        else:
            unused.add(place)
    return pairs, items, unused


def _explained(forms: Sequence[HeaderForms], pairs: Mapping[int, Pair], items: int, unused: set[int]) -> float:
    """Say how much of the sheet is understood; columns a person left out do not count, many items speak for themselves.

    So does a sheet whose every header is a column by its own name, however many contracts know that name too.
    """
    total = sum(1 for place, header in enumerate(forms) if header.forms and place not in unused) or 1
    share = (sum(pair.score * rarity(forms[place]) for place, pair in pairs.items()) + items) / total
    by_name = sum(pair.how == "exact" for pair in pairs.values()) == total
    return min(max(share, _CLEAR_SHARE if items >= _MANY_ITEMS or by_name else 0.0), 1.0)


def _fit(
    choosing: Choosing,
    contract: Contract,
    forms: Sequence[HeaderForms],
    pairs: Mapping[int, Pair],
    items: int,
    unused: set[int],
) -> float:
    named = {pair.column for pair in pairs.values()}
    needed = [c.name for c in contract.columns if (c.required or c.key) and c.default is None]
    present = sum(name in named for name in needed) / len(needed) if needed else float(items > 0)
    if len(pairs) + items < 2 and not items:
        present *= 0.5
    name = _name_likeness(choosing.names, contract)
    return 0.4 * present + 0.45 * _explained(forms, pairs, items, unused) + 0.15 * name


def understand_as(
    choosing: Choosing, contract: Contract, finder: ItemFinder, *, by_likeness: bool = True
) -> Understood:
    """Read a region as a given contract."""
    region = choosing.region
    forms = header_forms(region.headers)
    decided, items, unused = _decided(choosing, contract)
    settled = {*decided, *unused, *(item.place for item in items)}
    told = {
        what.removeprefix(ANSWER): region.column_at(letter)
        for letter, what in choosing.chosen.items()
        if what.startswith(ANSWER) and region.column_at(letter) >= 0
    }
    layout = find_layout(region, contract, settled, told) if contract.answers and not items else None
    if layout is not None:
        found = _as_long(choosing, contract, finder, layout, decided, settled)
        if found is not None:
            return found
    open_forms = [type(f)("", (), "") if place in settled else f for place, f in enumerate(forms)]
    taken = frozenset(pair.column for pair in decided.values())
    pairs = {**match_headers(open_forms, contract, taken=taken, by_likeness=by_likeness), **decided}
    if contract.items:
        rest = [place for place in range(len(forms)) if place not in pairs and place not in settled]
        items = [*items, *finder.find(rest)]
        items.sort(key=lambda item: item.place)
    fit = _fit(choosing, contract, forms, pairs, len(items), unused)
    return Understood(contract, pairs, tuple(items), fit)


def _as_long(
    choosing: Choosing,
    contract: Contract,
    finder: ItemFinder,
    layout: LongLayout,
    decided: Mapping[int, Pair],
    settled: set[int],
) -> Understood | None:
    """Read a region as a questionnaire with one answer a row; None where it is none."""
    forms = header_forms(choosing.region.headers)
    held = settled | set(layout.places.values())
    open_forms = [type(f)("", (), "") if place in held else f for place, f in enumerate(forms)]
    taken = frozenset(pair.column for pair in decided.values())
    pairs = {**match_headers(open_forms, contract, taken=taken), **decided}
    if not is_long(layout, choosing.region, pairs, finder):
        return None
    fit = _fit(choosing, contract, forms, pairs, len(layout.places), settled - set(decided))
    return Understood(contract, pairs, (), fit, layout)


def rank_contracts(choosing: Choosing) -> tuple[Understood, ...]:
    """Read a region as each contract that could be meant, best first."""
    finder = ItemFinder(choosing.region, choosing.known_items)
    forms = header_forms(choosing.region.headers)
    hints = {
        contract.key: sum(rarity(header) for header in forms if header.forms and is_familiar(header, contract))
        + 3 * _name_likeness(choosing.names, contract)
        + (2.0 if contract.items else 0.0)
        for contract in contracts().values()
    }
    close = sorted(contracts().values(), key=lambda contract: -hints[contract.key])[:_LOOKED_AT_CLOSELY]
    understood = [understand_as(choosing, contract, finder) for contract in close]
    return tuple(sorted(understood, key=lambda one: -one.fit))


def is_clear(ranked: Sequence[Understood], names: Sequence[str]) -> bool:
    """Say whether the first contract fits well enough and well ahead of the second; a sheet named like it settles a tie."""
    if not ranked:
        return False
    first = ranked[0].contract
    spellings = {fold(s) for s in (first.key, first.title.zh, first.title.en, *first.synonyms)}
    same_name = any(fold(name) in spellings for name in names)
    columns = len(ranked[0].pairs) + len(ranked[0].items) + len(ranked[0].layout.places if ranked[0].layout else ())
    lead = ranked[0].fit - ranked[1].fit if len(ranked) > 1 else 1.0
    least = _ALONE_FIT if lead >= _ALONE_LEAD else LEAST_FIT
    if ranked[0].fit < least or (columns < LEAST_COLUMNS and not same_name):
        return False
    return same_name or lead >= LEAST_LEAD
