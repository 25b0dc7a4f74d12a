"""Phrases in both languages, units, and how numbers, dates and periods are written. Knows nothing of the programme."""

from sq_core.words.text import LANGS, Lang, Text, listed, same
from sq_core.words.units import UNITS, Unit

__all__ = ["LANGS", "UNITS", "Lang", "Text", "Unit", "listed", "same"]
