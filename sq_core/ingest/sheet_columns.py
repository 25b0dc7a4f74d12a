"""What became of each column of a sheet: what it was taken for, what was not read, what stands above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.intake import ColumnMatch
from sq_core.ingest.long_layout import ANSWER
from sq_core.ingest.match import header_forms
from sq_core.ingest.unit_words import find_measure
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.ingest.choose import Understood
    from sq_core.ingest.manners import Source
    from sq_core.ingest.notes import Notes
    from sq_core.ingest.regions import Region


def note_unused(region: Region, understood: Understood, notes: Notes) -> None:
    """Name the columns that were not read."""
    layout = understood.layout
    used = {*understood.pairs, *(item.place for item in understood.items)}
    used |= set(layout.places.values()) if layout is not None else set()
    unused = [
        place for place, header in enumerate(region.headers) if place not in used and (header or len(region.rows))
    ]
    named = [place for place in unused if region.headers[place]]
    if named:
        first = "、".join(region.headers[place][:30] for place in named[:5])
        english = ", ".join(region.headers[place][:30] for place in named[:5])
        more = Text(f" 等 {len(named)} 列", f" and others, {len(named)} in all") if len(named) > 5 else Text("", "")
        notes.add(
            "column-unused",
            "noted",
            Text(f"没有读入的列：{first}{more.zh}", f"Columns not read: {english}{more.en}"),
            Text("如需读入，请指明它是哪一列", "To read one, say which column it is"),
            letter=region.columns[named[0]].letter,
            rows=np.array([region.header_row]),
            value=region.headers[named[0]][:60],
        )


def note_above(region: Region, notes: Notes) -> None:
    """Say what stands above the headers."""
    above = region.above
    if above:
        first, last = above[0] + 1, above[-1] + 1
        message = Text(
            f"表头在第 {region.header_row + 1} 行，其上的第 {first} 至 {last} 行是标题和说明",
            f"The headers are in row {region.header_row + 1}; rows {first} to {last} above are titles and notes",
        )
        notes.add("title-rows", "noted", message, value=f"{first}-{last}")


def matches(
    region: Region, understood: Understood, sources: Mapping[str, Source], header_unit: str
) -> tuple[ColumnMatch, ...]:
    """Say of every column what it was taken for."""
    forms = header_forms(region.headers)
    items = {item.place: item for item in understood.items}
    long = {place: name for name, place in understood.layout.places.items()} if understood.layout is not None else {}
    found = []
    for place, column in enumerate(region.columns):
        if long and place in items:
            continue
        header, unit = region.headers[place], forms[place].unit
        if place in understood.pairs:
            pair = understood.pairs[place]
            found.append(ColumnMatch(column.letter, header, pair.column, pair.how, round(pair.score, 3), unit))
        elif place in long:
            found.append(ColumnMatch(column.letter, header, ANSWER + long[place], "synonym"))
        elif place in items:
            found.append(
                ColumnMatch(column.letter, header, f"item:{items[place].item}", "item", role=items[place].role)
            )
        else:
            found.append(ColumnMatch(column.letter, header, "", "unused", 0.0))
    measure = find_measure(header_unit) if header_unit else None
    if measure is not None and "unit" in understood.contract.by_name and "unit" not in sources:
        found.append(ColumnMatch("", header_unit, "unit", "constant", unit=header_unit))
    return tuple(found)
