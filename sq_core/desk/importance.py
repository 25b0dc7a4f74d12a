"""Importance against performance, item by item: what matters to customers and is done badly comes first.

Importance is taken in two ways that often disagree: what customers state (how much they expect) and what goes along with
their satisfaction (correlation). The page says which is drawn, and where the crosshair stands; both decide the quadrant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.background import both
from sq_core.errors import ModelError
from sq_core.models import importance_quadrants
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.models import Crosshair, Quadrant

BASES: dict[str, Text] = {
    "derived": Text("推导的重要性", "Derived importance"),
    "stated": Text("客户所述的重要性", "Stated importance"),
}
_METRICS: dict[str, str] = {"derived": "item_importance", "stated": "item_expectation"}
_CROSSED: dict[Crosshair, Text] = {
    "mean": Text("十字线在均值", "crosshair at the means"),
    "median": Text("十字线在中位数", "crosshair at the medians"),
    "midpoint": Text("十字线在量表中点", "crosshair at the midpoint of the scale"),
}
FEWEST = 4
"""Quadrants of fewer items part nothing."""
Z_95 = 1.96
_FEW = Broken(
    Text("成对的题项不足 4 个，分不出象限。", "There are fewer than 4 paired items, too few for quadrants."),
    Text("请上传含期望与感知成对题项的答卷。", "Upload responses with items paired in expectation and perception."),
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An item with how well it is done, how much it matters, and its quadrant."""

    item: str
    name: Text
    performance: Reading
    importance: Reading
    quadrant: Quadrant


@dataclass(frozen=True, slots=True)
class Field:
    """All items on the field; ``cross`` is where the crosshair stands (importance, performance)."""

    basis: str
    """derived or stated: how importance was taken."""
    crossed_at: Text
    cross: tuple[float, float]
    attributes: tuple[Attribute, ...]

    @property
    def urgent(self) -> tuple[Attribute, ...]:
        """The items to concentrate on, the most important first."""
        found = [one for one in self.attributes if one.quadrant == "concentrate here"]
        return tuple(sorted(found, key=lambda one: -(one.importance.value or 0.0)))


def item_names(desk: Desk) -> dict[str, Text]:
    """Name every item by its wording; one without wording by its code."""

    def make() -> dict[str, Text]:
        names = {}
        for row in desk.rows("survey_items"):
            code, wording = str(row.cells["item"]), both(row.cells, "wording")
            names[code] = wording if wording.zh else same(code)
        return names

    return desk.kept("item names", sheets=("survey_items",), make=make)


def bases(desk: Desk) -> dict[str, Text]:
    """Name the ways of taking importance that the answers allow; without a question on satisfaction only what is stated."""
    return {name: text for name, text in BASES.items() if not isinstance(field(desk, name), Broken)}


def field(desk: Desk, basis: str) -> Field | Broken:
    """Put the paired items on the field of importance and performance, or say why that cannot be done."""
    names = item_names(desk)
    done = {one.dimensions["item"]: one for one in desk.by("item_perception", "item") if one.value is not None}
    matters = {one.dimensions["item"]: one for one in desk.by(_METRICS[basis], "item") if one.value is not None}
    items = [item for item in names if item in done and item in matters]
    items += sorted(set(done) & set(matters) - set(items))
    if len(items) < FEWEST:
        return _FEW
    crossing, cross = _crosshair(desk, basis)
    try:
        found = importance_quadrants(
            [matters[item].value or 0.0 for item in items], [done[item].value or 0.0 for item in items], cross
        )
    except ModelError as error:
        return Broken.of(error)
    attributes = tuple(
        Attribute(item, names.get(item, same(item)), done[item], matters[item], quadrant)
        for item, quadrant in zip(items, found.quadrants, strict=True)
    )
    return Field(basis, _CROSSED[crossing], (found.importance, found.performance), attributes)


def _crosshair(desk: Desk, basis: str) -> tuple[Crosshair, Crosshair | tuple[float, float]]:
    """Read where the crosshair is to stand; a correlation has no scale, so its midpoint is the mean."""
    said = desk.parameters["ipa_crosshair"].strip()
    crossing: Crosshair = next((one for one in _CROSSED if one == said), "mean")
    if crossing != "midpoint" or basis == "derived":
        return ("mean" if crossing == "midpoint" else crossing,) * 2
    scales = [(row.cells.get("scale_low"), row.cells.get("scale_high")) for row in desk.rows("survey_items")]
    known = [(float(low), float(high)) for low, high in scales if isinstance(low, float) and isinstance(high, float)]
    middles = [(low + high) / 2 for low, high in known[:1]]
    return ("midpoint", (middles[0], middles[0])) if middles else ("mean", "mean")


def alike(found: Field) -> bool:
    """Tell whether derived importance hardly differs: all items lie within what two correlations differ by through chance.

    The error of a correlation r of n pairs is (1 - r^2) / sqrt(n - 1).
    """
    if found.basis != "derived":
        return False
    known = [(one.importance.value or 0.0, one.importance.n or 0.0) for one in found.attributes]
    values = [value for value, _ in known]
    errors = [(1.0 - value**2) / math.sqrt(max(n - 1.0, 1.0)) for value, n in known]
    return max(values) - min(values) < 2.0 * Z_95 * max(errors)


def title(found: Field) -> Text:
    """Say which items to concentrate on, and where importance is too much alike to tell."""
    urgent = found.urgent
    if alike(found):
        return Text(
            "各题项的推导重要性差别在偶然范围内，请先看客户所述的重要性",
            "Derived importance differs no more than chance; look at stated importance first",
        )
    if not urgent:
        return Text("没有既重要又做得差的题项", "No item is both important and done badly")
    names = listed([same(one.item) for one in urgent])
    many = Text(
        "重点改进题项 {names}", "Concentrate on items {names}" if len(urgent) > 1 else "Concentrate on item {names}"
    )
    return many.fill(names=names)


def basis_of(found: Field) -> Text:
    """Say how importance was taken and where the crosshair stands."""
    how = {
        "derived": Text(
            "重要性为感知与满意度指数的相关系数，全部期间",
            "Importance: correlation of perception with the satisfaction index, all time",
        ),
        "stated": Text("重要性为平均期望分", "Importance: mean expectation"),
    }[found.basis]
    return how + Text("；", "; ") + found.crossed_at
