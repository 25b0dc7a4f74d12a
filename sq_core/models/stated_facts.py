"""The figures stated in the planning document: what they imply, and whether they agree with each other.

The document states 49 figures, S01 to S49, as text ("72.3", "<70"). Its arithmetic can be checked although its
sources cannot: an implied value comes only from exact figures; where one is a bound or is absent there is none.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.models.checks import number, outside
from sq_core.models.growth import compound_growth, compounded_loss, relative_change
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Bound = Literal["exact", "below", "above"]
_STATED = re.compile(r"^\s*([<>≤≥＜＞]?=?)\s*([-+−]?\d[\d,，]*(?:\.\d+)?|[-+−]?\.\d+)\s*[%％]?\s*$")


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a document states it: the number and whether it is exact or only a bound."""

    value: float
    bound: Bound = "exact"


def read_stated(text: str | float) -> StatedFigure:
    """Read a stated figure: "72.3", "<70", "≥ 12", "1,200"; raises ``OutOfRange`` for anything else."""
    if not isinstance(text, str):
        return StatedFigure(number(text, Text("数值", "Figure")))
    found = _STATED.match(text)
    if found is None:
        message = Text("“{text}”不是一个数值。", "“{text}” is not a figure.")
        raise outside(message.fill(text=text), Text("请写成 72.3 或 <70。", "Write it as 72.3 or <70."))
    sign = found.group(1)
    bound: Bound = "exact" if sign in ("", "=") else "below" if sign[0] in "<≤＜" else "above"
    return StatedFigure(float(re.sub(r"[,，]", "", found.group(2)).replace("−", "-")), bound)


@dataclass(frozen=True, slots=True)
class Implication:
    """One figure that follows from others: its key, name, the figures it uses and how, and the figure it should equal."""

    key: str
    title: Text
    uses: tuple[str, ...]
    rule: Callable[..., float | None]
    states: str = ""
    """The stated figure that claims the same, if any."""


@dataclass(frozen=True, slots=True)
class ImpliedFigure:
    """What follows: the value (None where it cannot be told) and whether the stated figure agrees (None: none stated)."""

    key: str
    title: Text
    value: float | None
    uses: tuple[str, ...]
    agrees: bool | None


def _gap(after: float, before: float) -> float:
    return after - before


def _reduction(before: float, after: float) -> float | None:
    change = relative_change(before, after)
    return None if change is None else -change


def _over_three_years(start: float, end: float) -> float | None:
    return compound_growth(start, end, 3)


def _yearly_churn(percent_a_quarter: float) -> float | None:
    return compounded_loss(percent_a_quarter / 100.0, 4) if 0 <= percent_a_quarter <= 100 else None


def _ratio(value: float, base: float) -> float | None:
    return None if base == 0 else value / base


def _nested(outer: float, inner: float) -> float:
    return outer * inner / 100.0


IMPLICATIONS: tuple[Implication, ...] = (
    Implication(
        "gap_to_global",
        Text("与全球平均的差距（分）", "Gap to the global average (points)"),
        ("S01", "S03"),
        _gap,
        "S04",
    ),
    Implication(
        "implied_2021_index", Text("推算的 2021 年指数（分）", "Implied index of 2021 (points)"), ("S01", "S02"), _gap
    ),
    Implication("spread", Text("领域间差距（分）", "Spread between sectors (points)"), ("S07", "S08"), _gap, "S09"),
    Implication(
        "delay_vs_industry_pp",
        Text("物流延迟率高于行业（个百分点）", "Delay rate above industry (pp)"),
        ("S10", "S11"),
        _gap,
    ),
    Implication(
        "delay_vs_industry_ratio",
        Text("物流延迟率与行业之比", "Delay rate over industry (ratio)"),
        ("S10", "S11"),
        _ratio,
    ),
    Implication("churn_annualised", Text("季度流失率折年", "Quarterly churn over a year"), ("S14",), _yearly_churn),
    Implication(
        "nested_share_pct", Text("嵌套口径的企业占比（%）", "Share of firms if nested (%)"), ("S16", "S17"), _nested
    ),
    Implication("share_gain_pp", Text("市场份额提升（个百分点）", "Market share gained (pp)"), ("S21", "S20"), _gap),
    Implication(
        "share_gain_relative",
        Text("市场份额相对增长", "Market share, relative growth"),
        ("S20", "S21"),
        relative_change,
    ),
    Implication(
        "share_cagr_3y",
        Text("市场份额三年复合增长率", "Market share, three-year growth a year"),
        ("S20", "S21"),
        _over_three_years,
    ),
    Implication(
        "personalisation_gap_pp",
        Text("个性化供需差（个百分点）", "Personalisation gap (pp)"),
        ("S23", "S26"),
        _gap,
        "S27",
    ),
    Implication(
        "tech_penetration_gain_pp",
        Text("技术渗透率提升（个百分点）", "Technology penetration gained (pp)"),
        ("S29", "S28"),
        _gap,
    ),
    Implication(
        "tech_penetration_ratio", Text("技术渗透率之比", "Technology penetration (ratio)"), ("S29", "S28"), _ratio
    ),
    Implication(
        "tech_penetration_cagr_3y",
        Text("技术渗透率三年复合增长率", "Technology penetration, three-year growth a year"),
        ("S28", "S29"),
        _over_three_years,
    ),
    Implication("wait_reduction", Text("等待时间缩短比例", "Waiting time cut (fraction)"), ("S35", "S36"), _reduction),
    Implication(
        "industry_retention", Text("推算的行业留存率（%）", "Implied industry retention (%)"), ("S37", "S38"), _gap
    ),
    Implication(
        "brand_awareness_gain_pp",
        Text("品牌认知度提升（个百分点）", "Brand awareness gained (pp)"),
        ("S42", "S41"),
        _gap,
    ),
    Implication("defect_reduction", Text("缺陷率下降比例", "Defect rate cut (fraction)"), ("S46", "S47"), _reduction),
)


def implied_figures(facts: Mapping[str, str | float]) -> tuple[ImpliedFigure, ...]:
    """Work out every figure the stated ones imply, in the order of the document.

    ``gap_to_global`` is ours minus global, so a shortfall is negative; it agrees with the stated gap by size.
    """
    wanted = {key for implication in IMPLICATIONS for key in (*implication.uses, implication.states)}
    read = {key: read_stated(text) for key, text in facts.items() if key in wanted}
    found: list[ImpliedFigure] = []
    for implication in IMPLICATIONS:
        parts = [read.get(key) for key in implication.uses]
        exact = [part.value for part in parts if part is not None and part.bound == "exact"]
        value = implication.rule(*exact) if len(exact) == len(implication.uses) else None
        claim = read.get(implication.states)
        agrees = None
        if value is not None and claim is not None and claim.bound == "exact":
            agrees = math.isclose(abs(value), abs(claim.value), abs_tol=0.05)
        found.append(ImpliedFigure(implication.key, implication.title, value, implication.uses, agrees))
    return tuple(found)
