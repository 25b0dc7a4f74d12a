"""Adapters: target attainment, benchmarks, tests of two shares, power and sample size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.models.contingency import chi_square, goodness_of_fit
from sq_core.models.goal_tree import attainment
from sq_core.models.methods.inputs import Inputs, label
from sq_core.models.methods.registry import Answer, Method, over_cases
from sq_core.models.percentiles import percentile_inc, percentile_rank
from sq_core.models.power import (
    Alternative,
    cohen_h,
    power_anova,
    power_one_proportion,
    power_t_two_samples,
    power_two_proportions,
    power_two_proportions_pooled,
    size_anova,
    size_one_proportion,
    size_t_two_samples,
    size_two_proportions,
    size_two_proportions_pooled,
)
from sq_core.models.proportions import difference_interval, two_proportion_test
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.sample_size import SampleSize

_ALTERNATIVES: dict[str, Alternative] = {
    "two-sided": "two-sided",
    "two.sided": "two-sided",
    "two": "two-sided",
    "larger": "larger",
    "greater": "larger",
    "one-sided": "larger",
    "one.sided": "larger",
    "one": "larger",
    "smaller": "smaller",
    "less": "smaller",
}


def _side(inputs: Inputs) -> Alternative:
    return inputs.choice(_ALTERNATIVES, "two-sided", "alt", "alternative")


def _alpha(inputs: Inputs) -> float:
    return inputs.number_or(0.05, "alpha", "sig_level")


def _power(inputs: Inputs) -> float:
    return inputs.number_or(0.8, "power")


def _short(value: float) -> str:
    return f"{value:g}".replace(".", "")


def _chi_square(inputs: Inputs) -> Answer:
    """Pearson's test of a table, without Yates unless asked; of observed against expected where those are given."""
    if inputs.has("observed") and not inputs.has("table"):
        observed = inputs.numbers("observed")
        found = goodness_of_fit(
            observed, inputs.numbers("expected") if inputs.has("expected") else [1.0] * len(observed)
        )
    else:
        found = chi_square(inputs.table("table", "matrix"), correction=inputs.flag("yates", "correction"))
    return {
        "chi2": found.statistic,
        "p": found.p_value,
        "dof": found.freedom,
        "cramers_v": found.cramers_v,
        "smallest_expected": found.smallest_expected,
        "p_fisher": found.exact_p_value,
    }


def _percentile(inputs: Inputs) -> Answer:
    """PERCENTILE.INC of x at p (one or many, fractions); ``value`` asks for the rank of a value."""
    values = inputs.numbers("x", "values", "data")
    answer: Answer = {}
    if inputs.has("p", "percentiles", "k") or not inputs.has("value"):
        wanted, many = inputs.one_or_many("p", "percentiles", "k")
        found = [percentile_inc(values, share) for share in wanted]
        answer["q"] = found if many else found[0]
    if inputs.has("value"):
        answer["rank"] = percentile_rank(values, inputs.number("value"))
    return answer


def _attainment(inputs: Inputs) -> Answer:
    """Share of the way from base to target; null where they are equal. The direction follows from the two."""
    found = attainment(inputs.number("base", "baseline"), inputs.number("target"), inputs.number("actual", "value"))
    return {"att": found}


def _two_groups(inputs: Inputs) -> tuple[float, float, float, float]:
    """Fetch hits and cases of both groups; a share p in place of the hits x will do."""
    n1, n2 = inputs.number("n1"), inputs.number("n2")
    x1 = inputs.number("p1") * n1 if inputs.has("p1") and not inputs.has("x1") else inputs.number("x1")
    x2 = inputs.number("p2") * n2 if inputs.has("p2") and not inputs.has("x2") else inputs.number("x2")
    return x1, n1, x2, n2


def _two_proportions(inputs: Inputs) -> Answer:
    """Pooled z of second minus first (after minus before), two-sided p; Fisher's p where counts are small."""
    x1, n1, x2, n2 = _two_groups(inputs)
    found = two_proportion_test(x1, n1, x2, n2)
    return {
        "z": found.z,
        "se_pooled": found.standard_error,
        "p_two_sided": found.p_value,
        "p": found.p_value,
        "p1": x1 / n1,
        "p2": x2 / n2,
        "p_pooled": (x1 + x2) / (n1 + n2),
        "difference": found.difference,
        "p_fisher": found.exact_p_value,
    }


def _difference(inputs: Inputs) -> Answer:
    """First share minus second with four intervals, each as [low, high]."""
    x1, n1, x2, n2 = _two_groups(inputs)
    found = difference_interval(x1, n1, x2, n2, inputs.confidence())
    return {
        "difference": found.estimate,
        "newcombe": (found.newcombe.low, found.newcombe.high),
        "wald": (found.wald.low, found.wald.high),
        "agresti_caffo": (found.agresti_caffo.low, found.agresti_caffo.high),
        "miettinen_nurminen": (found.miettinen_nurminen.low, found.miettinen_nurminen.high),
    }


def _anova(inputs: Inputs) -> Answer:
    """Cases per group for a power, or the power of n per group."""
    groups, effect = inputs.whole("k", "groups"), inputs.number("f", "effect")
    if inputs.has("n", "n_per_group"):
        return {"power": power_anova(groups, effect, inputs.number("n", "n_per_group"), _alpha(inputs))}
    return _sized("n_per_group", size_anova(groups, effect, _power(inputs), _alpha(inputs)))


def _sized(name: str, found: SampleSize) -> Answer:
    return {name: found.exact, f"{name}_up": found.up}


def _effect(inputs: Inputs, *reference: str) -> float:
    """Fetch Cohen's h, or make it of the two shares."""
    if inputs.has("h"):
        return inputs.number("h")
    return cohen_h(inputs.number("p1"), inputs.number(*reference))


def _one_proportion(inputs: Inputs) -> Answer:
    """Effect h and cases for a power, or the power of n cases."""
    effect = _effect(inputs, "p0", "p2")
    if inputs.has("n"):
        return {"h": effect, "power": power_one_proportion(effect, inputs.number("n"), _alpha(inputs), _side(inputs))}
    return {"h": effect, **_sized("n", size_one_proportion(effect, _power(inputs), _alpha(inputs), _side(inputs)))}


def _two_arcsine(inputs: Inputs) -> Answer:
    """Effect h and cases per group; the power where n (or n1 and n2) is given, n2 where only n1 is."""
    effect, alpha, side = _effect(inputs, "p2", "p0"), _alpha(inputs), _side(inputs)
    if inputs.has("n", "n2"):
        second = inputs.number("n2", "n")
        return {
            "h": effect,
            "power": power_two_proportions(effect, inputs.number_or(second, "n1"), second, alpha, side),
        }
    if inputs.has("n1"):
        found = size_two_proportions(effect, _power(inputs), alpha, side, inputs.number("n1"))
        return {"h": effect, **_sized("n2", found)}
    return {"h": effect, **_sized("n_per_group", size_two_proportions(effect, _power(inputs), alpha, side))}


def _two_arcsine_cases(inputs: Inputs) -> Answer:
    """Answer the cases, and the two standing examples: h = .2 at .05 and 80 %, and at .01 and 90 %.

    Where the inputs give h themselves, the example is theirs and named after it.
    """
    answer = over_cases(inputs, _two_arcsine, ("p1", "p2")) if inputs.has("cases") else {}
    if inputs.has("h", "p1"):
        answer |= _two_arcsine(inputs)
    elif not inputs.has("cases"):
        raise inputs.missing("p1")
    effect = inputs.number_or(0.2, "h")
    answer[f"n_h{_short(effect)}"] = size_two_proportions(effect).exact
    alpha = _alpha(inputs) if inputs.has("h") else 0.01
    power = _power(inputs) if inputs.has("h") else 0.9
    answer[f"n_h{_short(effect)}_a{100 * alpha:02.0f}_p{100 * power:.0f}"] = size_two_proportions(
        effect, power, alpha
    ).exact
    return answer


def _two_pooled(inputs: Inputs) -> Answer:
    """Cases per group by R's power.prop.test, or the power of n per group."""
    p1, p2, alpha, side = inputs.number("p1"), inputs.number("p2"), _alpha(inputs), _side(inputs)
    if inputs.has("n", "n_per_group"):
        return {"power": power_two_proportions_pooled(p1, p2, inputs.number("n", "n_per_group"), alpha, side)}
    return _sized("n_per_group", size_two_proportions_pooled(p1, p2, _power(inputs), alpha, side))


def _t_two_sample(inputs: Inputs) -> Answer:
    """Cases per group for d (one or many), and powers named after their n and d.

    The powers are those of the inputs' n, or n1 and n2; else the standing examples n = 30 and 28 + 35 at d = .5.
    """
    effects, many = inputs.one_or_many("d", "effect")
    alpha, side = _alpha(inputs), _side(inputs)
    answer: Answer = {}
    sizes = inputs.one_or_many("n")[0] if inputs.has("n") else []
    pairs = [(n, n) for n in sizes]
    if inputs.has("n1", "n2"):
        pairs.append((inputs.number("n1"), inputs.number("n2")))
    if inputs.has("power") or not pairs:
        found = [size_t_two_samples(effect, _power(inputs), alpha, side) for effect in effects]
        answer["n"] = [each.exact for each in found] if many else found[0].exact
        answer["n_up"] = [each.up for each in found] if many else found[0].up
    for first, second in pairs or [(30.0, 30.0), (28.0, 35.0)]:
        name = label(first) if first == second else f"{label(first)}_{label(second)}"
        for effect in effects if pairs else [0.5]:
            power = power_t_two_samples(effect, first, second, alpha, side)
            answer[f"power_n{name}_d{_short(effect)}"] = power
            if pairs and len(pairs) == len(effects) == 1:
                answer["power"] = power
    return answer


_FOUR = ("x1", "n1", "x2", "n2")

TARGETS = (
    Method("chi_square", "targets", Text("卡方检验", "Chi-square test"), _chi_square),
    Method("percentile_inc", "targets", Text("标杆分位", "Benchmark percentile"), _percentile),
    Method(
        "target_attainment",
        "targets",
        Text("目标达成度", "Attainment of a target"),
        _attainment,
        ("base", "target", "actual"),
    ),
    Method("two_proportion_z", "targets", Text("两比例检验", "Test of two shares"), _two_proportions, _FOUR),
    Method(
        "proportion_difference_interval",
        "targets",
        Text("比例之差的区间", "Interval of a difference"),
        _difference,
        _FOUR,
    ),
    Method("power_anova", "targets", Text("方差分析的样本量", "Sample size for several groups"), _anova, ("k", "f")),
    Method(
        "power_one_proportion",
        "targets",
        Text("单比例的样本量", "Sample size for one share"),
        _one_proportion,
        ("p1", "p0"),
    ),
    Method(
        "power_two_proportions_arcsine",
        "targets",
        Text("两比例的样本量（反正弦）", "Sample size for two shares (arcsine)"),
        _two_arcsine_cases,
        own_cases=True,
    ),
    Method(
        "power_two_proportions_normal",
        "targets",
        Text("两比例的样本量（正态）", "Sample size for two shares (normal)"),
        _two_pooled,
        ("p1", "p2"),
    ),
    Method("power_t_two_sample", "targets", Text("两样本 t 检验的样本量", "Sample size for two means"), _t_two_sample),
)
