"""The vital few of a metric that adds up: which values of a dimension make most of it, in the period of its reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.blanks import NO_VALUE
from sq_core.desk.segments import BLANK
from sq_core.desk.sentences import said
from sq_core.desk.why import dimension_title
from sq_core.desk.why_words import inside
from sq_core.errors import ModelError
from sq_core.models import rank_pareto
from sq_core.words import Text, listed, same, share

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk

NAMED = 3


@dataclass(frozen=True, slots=True)
class VitalRow:
    """One category: its reading, its share of all, and the share that it and the larger ones make up, as fractions."""

    value: str
    name: Text
    reading: Reading
    share: float
    cumulated: float
    vital: bool


@dataclass(frozen=True, slots=True)
class VitalFew:
    """The categories of a dimension from the largest down."""

    whole: Reading
    dimension: Text
    rows: tuple[VitalRow, ...]

    @property
    def vital(self) -> tuple[VitalRow, ...]:
        """The smallest set that makes up most."""
        return tuple(one for one in self.rows if one.vital)


def vital_few(desk: Desk, name: str, dimension: str) -> VitalFew | Broken:
    """Rank the values of a dimension by what each adds; only those with a value in the whole's period."""
    whole = desk.reading(name)
    readings = {
        one.dimensions[dimension]: one
        for one in desk.by(name, dimension)
        if one.value is not None and one.period == whole.period
    }
    if whole.value is None or not readings:
        return whole.broken or NO_VALUE
    try:
        found = rank_pareto(
            {value: one.value or 0.0 for value, one in readings.items()}, float(desk.parameters["pareto_share"])
        )
    except ModelError as error:
        return Broken.of(error)
    rows = tuple(
        VitalRow(
            bar.name,
            same(bar.name) if bar.name else BLANK,
            readings[bar.name],
            bar.amount / found.total,
            bar.cumulated,
            bar.vital,
        )
        for bar in found.bars
    )
    return VitalFew(whole, dimension_title(desk.catalogue.metric(name), dimension), rows)


def title(found: VitalFew) -> Text:
    """Say which few make up most of it; where no few do, that it is spread evenly."""
    few = found.vital
    together = few[-1].cumulated if few else 0.0
    if len(few) > max(NAMED, len(found.rows) // 2):
        first = found.rows[0]
        return Text(
            "{name}以{first}最多（{own}），但 {share}分散在 {n} 类中",
            "{name}: {first} is largest ({own}), but {share} is spread over {n} kinds",
        ).fill(name=found.whole.title, first=first.name, own=_share(first.share), share=_share(together), n=len(few))
    names = listed([one.name for one in few[:NAMED]])
    more = Text(f"等 {len(few)} 类", f" and {len(few) - NAMED} more") if len(few) > NAMED else Text("", "")
    return Text("{names}{more}占{name}的 {share}", "{names}{more} make {share} of {en_name}").fill(
        names=names,
        more=more,
        name=found.whole.title,
        en_name=inside(found.whole.title).en,
        share=_share(together),
    )


def _share(value: float) -> Text:
    return Text(share(value, "zh"), share(value, "en"))


def basis(desk: Desk, found: VitalFew) -> Text:
    """Say what is ranked, over which period, and what it comes to."""
    return Text("按{by}，{period}，共 {total}", "By {en_by}, {period}, {total} in all").fill(
        by=found.dimension,
        en_by=inside(found.dimension).en,
        period=desk.period_name(found.whole.period),
        total=said(found.whole.value, found.whole.unit),
    )
