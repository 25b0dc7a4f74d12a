"""Phrases in both languages, units, and how numbers, dates and periods are written. Knows nothing of the programme."""

from sq_core.words.format import (
    MINUS,
    MISSING,
    Quantity,
    Scale,
    count,
    day,
    decimals_of,
    difference,
    interval,
    moment,
    month,
    month_name,
    number,
    percent_change,
    scale_of,
    spoken,
)
from sq_core.words.text import LANGS, Lang, Text, listed, same
from sq_core.words.units import UNITS, Unit

__all__ = [
    "LANGS",
    "MINUS",
    "MISSING",
    "UNITS",
    "Lang",
    "Quantity",
    "Scale",
    "Text",
    "Unit",
    "count",
    "day",
    "decimals_of",
    "difference",
    "interval",
    "listed",
    "moment",
    "month",
    "month_name",
    "number",
    "percent_change",
    "same",
    "scale_of",
    "spoken",
]
