"""Probabilities and quantiles the models share.

The tails come from ``scipy.special``, imported inside each function: it takes a quarter of a second to load and the
server must start without it. ``scipy.stats`` and statsmodels offer the same numbers for one to two seconds of import.
"""

from __future__ import annotations

import math
from statistics import NormalDist

_NORMAL = NormalDist()


def normal_quantile(probability: float) -> float:
    """Find the standard normal value below which a share ``probability`` of cases lies."""
    return _NORMAL.inv_cdf(probability)


def normal_below(value: float) -> float:
    """Tell the share of a standard normal below ``value``; exact far into the tail."""
    return 0.5 * math.erfc(-value / math.sqrt(2.0))


def normal_two_sided(value: float) -> float:
    """Tell how likely a standard normal is at least as far from zero as ``value``."""
    return math.erfc(abs(value) / math.sqrt(2.0))


def two_sided_z(confidence: float) -> float:
    """Find the normal multiplier of a two-sided interval: 1.96 for 0.95."""
    return -normal_quantile((1.0 - confidence) / 2.0)


def t_quantile(probability: float, freedom: float) -> float:
    """Find a quantile of Student's t with ``freedom`` degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, probability))


def t_two_sided(value: float, freedom: float) -> float:
    """Tell how likely Student's t is at least as far from zero as ``value``."""
    from scipy.special import stdtr

    return min(1.0, 2.0 * float(stdtr(freedom, -abs(value))))


def f_quantile(probability: float, numerator: float, denominator: float) -> float:
    """Find a quantile of Fisher's F."""
    from scipy.special import fdtri

    return float(fdtri(numerator, denominator, probability))


def f_above(value: float, numerator: float, denominator: float) -> float:
    """Tell the share of Fisher's F above ``value``."""
    from scipy.special import fdtrc

    return float(fdtrc(numerator, denominator, value))


def chi_square_above(value: float, freedom: float) -> float:
    """Tell the share of the chi-square distribution above ``value``."""
    from scipy.special import chdtrc

    return float(chdtrc(freedom, value))


def beta_quantile(probability: float, first: float, second: float) -> float:
    """Find a quantile of the beta distribution."""
    from scipy.special import betaincinv

    return float(betaincinv(first, second, probability))


def noncentral_t_above(value: float, freedom: float, shift: float) -> float:
    """Tell the share of the noncentral t above ``value``.

    Far from the shift the library's series returns nan; there the answer is 0 or 1 to every digit kept.
    """
    from scipy.special import nctdtr

    if abs(value - shift) > 40.0 or (normal_below(-abs(shift)) < 1e-30 and value < 0 < shift):
        return 1.0 if value < shift else 0.0
    below = float(nctdtr(freedom, shift, value))
    if math.isnan(below):
        return 1.0 if value < shift else 0.0
    return min(1.0, max(0.0, 1.0 - below))


def noncentral_f_above(value: float, numerator: float, denominator: float, shift: float) -> float:
    """Tell the share of the noncentral F above ``value``."""
    from scipy.special import ncfdtr

    below = float(ncfdtr(numerator, denominator, shift, value))
    if math.isnan(below):
        return 1.0 if value < 1.0 + shift / numerator else 0.0
    return min(1.0, max(0.0, 1.0 - below))
