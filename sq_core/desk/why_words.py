"""A movement in words and figures: one sentence by rule in both languages, and numbers rounded so that they add up.

The sentence says first whether the movement is more than chance, then how large it is, then where it sits. It never says
why: a part is what a group adds, not a cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

from sq_core.models import Effect, rounded_alike
from sq_core.words import UNITS, Scale, Text, number

if TYPE_CHECKING:
    from sq_core.catalogue import Grain
    from sq_core.desk.why import Movement, Part
    from sq_core.desk.why_periods import Against
    from sq_core.words import Lang, Quantity

_HUNDREDTHS = frozenset({"percent", "pp"})
_UNSCALED = Scale(1.0, "")
"""Counts and money are written out in full: in 万 or k, parts would no longer add up to what is shown."""
_PLURALS = frozenset({"points", "days"})
"""Labels of units that are English words in the plural; the others are abbreviations."""
_NAMED = 3
"""As many groups that share the largest part are named; of more, the first and how many others."""
EARLIER: dict[tuple[Against, Grain], Text] = {
    ("previous", "month"): Text("前一个月", "the month before"),
    ("previous", "quarter"): Text("前一季度", "the quarter before"),
    ("previous", "year"): Text("前一年", "the year before"),
    ("year", "month"): Text("上年同月", "the same month a year before"),
    ("year", "quarter"): Text("上年同季", "the same quarter a year before"),
}
"""What a period is compared with, inside a sentence."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A movement as it is written: one number of decimals, and every total what its shown parts add up to."""

    unit: str
    decimals: int
    change: float
    rate: float
    mix: float
    residual: float
    effects: tuple[Effect, ...]
    """In the order of the movement's parts."""

    def signed(self, value: float, lang: Lang) -> str:
        """Write an effect with its sign and without its unit."""
        return self._quantity(value, lang, sign=True).text

    def size(self, value: float, lang: Lang) -> str:
        """Write how large a difference is, with its unit and without its sign."""
        said = self._quantity(abs(value), lang, sign=False)
        one = lang == "en" and said.text == "1" and said.label in _PLURALS
        return str(said).removesuffix("s") if one else str(said)

    def value(self, value: float | None, unit: str, lang: Lang) -> str:
        """Write a value of the metric itself in the same decimals."""
        return str(number(value, unit, lang, scale=_UNSCALED, decimals=self.decimals))

    def _quantity(self, value: float, lang: Lang, *, sign: bool) -> Quantity:
        return number(value, self.unit, lang, sign=sign, scale=_UNSCALED, decimals=self.decimals)


def figures(movement: Movement) -> Figures:
    """Round a movement: change, then what rate, mix and residual add to it, then each group's share of those."""
    unit = UNITS[movement.unit].difference or movement.unit
    effects = [part.effect for part in movement.parts]
    decimals = _decimals(movement, unit)
    places = decimals + (2 if unit in _HUNDREDTHS else 0)
    rate, mix = sum(effect.rate for effect in effects), sum(effect.mix for effect in effects)
    change = round(movement.change, places)
    if movement.ratio:
        rate, mix, residual = rounded_alike([rate, mix, movement.residual], change, places)
    else:
        rate, residual = rounded_alike([rate, movement.residual], change, places)
    rates = rounded_alike([effect.rate for effect in effects], rate, places)
    mixes = rounded_alike([effect.mix for effect in effects], mix, places)
    rounded = tuple(Effect(own, weight) for own, weight in zip(rates, mixes, strict=True))
    return Figures(unit, decimals, change, rate, mix, residual, rounded)


def _decimals(movement: Movement, unit: str) -> int:
    """Choose as many decimals as the largest figure needs to show five steps, two more than the unit's own at most."""
    shown = [movement.change, movement.residual, *(part.effect.total for part in movement.parts)]
    sizes = [abs(value) * (100 if unit in _HUNDREDTHS else 1) for value in shown]
    if not movement.ratio and all(size == round(size) for size in sizes):
        return 0
    least = UNITS[unit].decimals
    largest = max(sizes)
    if largest <= 0:
        return least
    return min(max(least, -floor(log10(largest / 5.0))), least + 2)


def sentence(movement: Movement) -> Text:
    """Say in one sentence what moved, whether beyond chance, and where it sits."""
    shown = figures(movement)
    by = Text("按{dimension}看，", "by {dimension}, ").fill(dimension=inside(movement.dimension))
    parts = _two_effects(shown) + Text("；", "; ") if movement.ratio else Text("", "")
    places = where_it_sits(movement, shown) + _unexplained(movement, shown)
    return _opening(movement) + _moved(movement, shown) + by + parts + places + Text("。", ".")


def inside(title: Text) -> Text:
    """Write a header inside an English sentence, unless it is an abbreviation."""
    return title if title.en[1:2].isupper() else Text(title.zh, title.en[:1].lower() + title.en[1:])


def chance_said(chance: float) -> str:
    """Write a p-value."""
    if chance < 0.001:
        return "p<0.001"
    if chance > 0.99:
        return "p>0.99"
    return f"p={chance:.3f}" if chance < 0.1 else f"p={chance:.2f}"


def _opening(movement: Movement) -> Text:
    """Name the metric; say before anything else that a movement is within chance, and which groups' own are not."""
    if movement.chance is None or movement.beyond(movement.chance):
        return Text(movement.title.zh, movement.title.en + ": ")
    said = Text("{title}的变化整体未超出偶然波动（{p}）", "{title}: within chance as a whole ({p})")
    head = said.fill(title=movement.title, p=chance_said(movement.chance))
    own = [part for part in movement.parts if movement.beyond(part.chance)]
    if not own:
        return head
    most = chance_said(max(part.chance or 0.0 for part in own))
    if len(own) > 1:
        most = most.replace("=", "≤")
    verb = "the change within {names} is not" if len(own) == 1 else "the changes within {names} are not"
    apart = Text("，但{names}自身的变化超出了（校正后 {p}）", ", but " + verb + " ({p} after correction)")
    return head + apart.fill(names=joined([part.name for part in own]), p=most)


def _moved(movement: Movement, shown: Figures) -> Text:
    """Say how far the whole moved on what it is compared with, after the opening."""
    within = movement.chance is not None and not movement.beyond(movement.chance)
    lead = Text("；", "; ") if within else Text("", "")
    earlier = EARLIER[movement.against, movement.grain]
    if shown.change == 0:
        said = Text("与{earlier}持平", "level with {earlier}").fill(earlier=earlier)
    else:
        way = Text("上升", "up") if shown.change > 0 else Text("下降", "down")
        size = Text(shown.size(shown.change, "zh"), shown.size(shown.change, "en"))
        said = Text("较{earlier}{way} {size}", "{way} {size} on {earlier}").fill(earlier=earlier, way=way, size=size)
    if movement.chance is not None and not within:
        said += Text("（超出偶然波动，{p}）", " (beyond chance, {p})").fill(p=chance_said(movement.chance))
    return lead + said + Text("：", "; ")


def _two_effects(shown: Figures) -> Text:
    said = Text(
        "各组内部的变化合计 {rate}，结构变化合计 {mix}",
        "changes within the groups come to {rate}, shifts between them to {mix}",
    )
    return said.fill(rate=_signed(shown, shown.rate), mix=_signed(shown, shown.mix))


def _signed(shown: Figures, value: float) -> Text:
    return Text(shown.signed(value, "zh"), shown.signed(value, "en"))


def where_it_sits(movement: Movement, shown: Figures) -> Text:
    """Name the group with the largest part, and what moves the other way: a title for the bridge."""
    parts = [(part, effect.total) for part, effect in zip(movement.parts, shown.effects, strict=True)]
    places = shown.decimals + (2 if shown.unit in _HUNDREDTHS else 0)
    known = [(part, round(total, places)) for part, total in parts if round(total, places)]
    if not known:
        return Text("各组均无变化", "no group moved")
    up, down = ([each for each in known if (each[1] > 0) is way] for way in (True, False))
    if shown.change == 0 and up and down:
        return _cancelling(up, down, shown)
    toward, away = (up, down) if (shown.change > 0 if shown.change else bool(up)) else (down, up)
    if len(known) == 1 and toward and not shown.residual:
        return Text("全部落在{name}", "all of it sits in {name}").fill(name=known[0][0].name)
    said = [one for one in (_largest(toward, shown), _other_way(away, shown)) if one is not None]
    return said[0] if len(said) == 1 else said[0] + Text("，", ", while ") + said[1]


_Sized = list[tuple["Part", float]]


def _largest(toward: _Sized, shown: Figures) -> Text | None:
    if not toward:
        return None
    size = max(abs(total) for _, total in toward)
    top = [(part, total) for part, total in toward if abs(total) == size]
    value = _signed(shown, top[0][1])
    if len(top) == 1:
        said = Text("{name}最大（{value}）", "the largest part sits in {name} ({value})")
        return said.fill(name=top[0][0].name, value=value)
    said = Text("{names}并列最大（各 {value}）", "the largest parts sit in {names} ({value} each)")
    return said.fill(names=_few([part.name for part, _ in top]), value=value)


def _other_way(away: _Sized, shown: Figures) -> Text | None:
    if not away:
        return None
    part, total = max(away, key=lambda each: abs(each[1]))
    if len(away) == 1:
        said = Text("{name}方向相反（{value}）", "{name} moves the other way ({value})")
    else:
        said = Text(
            "{count} 组方向相反，其中{name}最大（{value}）", "{count} groups move the other way, {name} most ({value})"
        )
    return said.fill(count=len(away), name=part.name, value=_signed(shown, total))


def _cancelling(up: _Sized, down: _Sized, shown: Figures) -> Text:
    (first, most), (last, least) = max(up, key=lambda each: each[1]), min(down, key=lambda each: each[1])
    said = Text(
        "各组相互抵消，正向以{first}最大（{most}），负向以{last}最大（{least}）",
        "the groups cancel out, with {first} adding most ({most}) and {last} taking most away ({least})",
    )
    return said.fill(first=first.name, most=_signed(shown, most), last=last.name, least=_signed(shown, least))


def _unexplained(movement: Movement, shown: Figures) -> Text:
    if not shown.residual:
        return Text("", "")
    said = Text("；另有 {value} 未能解释", "; {value} is not explained").fill(value=_signed(shown, shown.residual))
    if movement.residual_is is None:
        return said
    return said + Text("（{reason}）", " ({reason})").fill(reason=movement.residual_is)


def joined(names: list[Text]) -> Text:
    """Join names: 甲、乙和丙; A, B and C."""
    if len(names) == 1:
        return names[0]
    first, last = names[:-1], names[-1]
    return Text(
        "、".join(name.zh for name in first) + "和" + last.zh, ", ".join(name.en for name in first) + " and " + last.en
    )


def _few(names: list[Text]) -> Text:
    if len(names) <= _NAMED:
        return joined(names)
    return Text("{name}等 {count} 组", "{name} and {others} others").fill(
        name=names[0], count=len(names), others=len(names) - 1
    )
