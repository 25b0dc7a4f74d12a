"""The items of one sheet: no item asked twice, then all answers in long form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.answers import read_answers
from sq_core.ingest.items import ItemFinder
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.answers import Answers
    from sq_core.ingest.choose import Understood
    from sq_core.ingest.items import ItemColumn
    from sq_core.ingest.notes import Notes
    from sq_core.ingest.regions import Region
    from sq_core.ingest.scales import KnownItem


_NAMED = 6


def told_apart(items: Sequence[ItemColumn], region: Region, notes: Notes) -> tuple[ItemColumn, ...]:
    """Give a question of its own another code than the pair it shares its number with: ``1.`` beside 1-1 and 1-2 is Q1."""
    paired = {item.item for item in items if item.role}
    taken = {item.item for item in items}
    sorted_out, moved = [], []
    for item in items:
        if not item.role and item.item in paired and f"Q{item.item}" not in taken:
            moved.append(item)
            sorted_out.append(replace(item, item=f"Q{item.item}"))
        else:
            sorted_out.append(item)
    if moved:
        code, letters = moved[0].item, [region.columns[item.place].letter for item in moved]
        notes.add(
            "item-renamed",
            "noted",
            Text(
                f"题号 {code} 与成对题项 {code}-1、{code}-2 相同的单题记作 Q{code}（{len(moved)} 列）",
                f"Single questions numbered like a pair ({code} beside {code}-1, {code}-2) are kept as Q{code}; {len(moved)} columns",
            ),
            letter=letters[0],
            rows=np.array([region.header_row]),
            value=code,
        )
    return tuple(sorted_out)


def _once(items: Sequence[ItemColumn], region: Region, notes: Notes) -> tuple[ItemColumn, ...]:
    """Refuse items that stand over two columns, both named; the first of them goes on."""
    first: dict[tuple[str, str], ItemColumn] = {}
    repeated: list[tuple[ItemColumn, ItemColumn]] = []
    for item in items:
        before = first.setdefault((item.item, item.role), item)
        if before is not item:
            repeated.append((before, item))
    if repeated:
        named = [
            (f"{region.columns[one.place].letter}/{region.columns[two.place].letter}", region.headers[two.place][:20])
            for one, two in repeated[:_NAMED]
        ]
        more = (
            Text(f" 等 {len(repeated)} 处", f" and others, {len(repeated)} in all")
            if len(repeated) > _NAMED
            else Text("", "")
        )
        zh, en = "、".join(f"{c}（{h}）" for c, h in named), ", ".join(f"{c} ({h})" for c, h in named)
        notes.add(
            "item-twice",
            "refused",
            Text(f"同一个题项出现在两列：{zh}{more.zh}", f"The same item stands over two columns: {en}{more.en}"),
            Text(
                "请改正其中一个题号，或将其中一列设为不读取",
                "Correct one of the codes, or set one of the columns as not read",
            ),
            letter=region.columns[repeated[0][1].place].letter,
            rows=np.array([region.header_row]),
            value=repeated[0][1].item,
        )
    return tuple(first.values())


def read_questionnaire(
    understood: Understood,
    region: Region,
    rows: NDArray[np.int64],
    known: Mapping[str, KnownItem],
    notes: Notes,
) -> Answers:
    """Read the items of a sheet in the rows given; a code that stands over two columns is refused."""
    items = _once(understood.items, region, notes)
    return read_answers(items, ItemFinder(replace(region, rows=rows), known), known, notes)
