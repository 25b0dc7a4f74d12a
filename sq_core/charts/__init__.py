"""Pictures: values in, Altair charts out, one notation and one theme. Knows no page and fetches nothing."""

from sq_core.charts.breaks import Shift, Slope, series_with_break
from sq_core.charts.bullets import BulletRow, bullet_rows
from sq_core.charts.drivers import WeightedRow, weighted_bars
from sq_core.charts.gaps import GapPair, gap_pairs
from sq_core.charts.heat import HeatMark, heat
from sq_core.charts.multiples import Panel, small_multiples
from sq_core.charts.obligations import Obligation, timeline_obligations
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.ranked import RankedRow, ranked_dots
from sq_core.charts.slopes import SlopeRow, slope
from sq_core.charts.theme import DARK, FONT, LIGHT, THEMES, Look, Theme, ThemeName, config
from sq_core.charts.trend import trend
from sq_core.charts.variance import VarianceRow, variance_bars

__all__ = [
    "DARK",
    "FONT",
    "LIGHT",
    "THEMES",
    "BulletRow",
    "Caption",
    "GapPair",
    "HeatMark",
    "Look",
    "Obligation",
    "Panel",
    "Picture",
    "RankedRow",
    "Shift",
    "Slope",
    "SlopeRow",
    "Strokes",
    "Theme",
    "ThemeName",
    "VarianceRow",
    "WeightedRow",
    "bullet_rows",
    "config",
    "gap_pairs",
    "heat",
    "ranked_dots",
    "series_with_break",
    "slope",
    "small_multiples",
    "timeline_obligations",
    "trend",
    "variance_bars",
    "weighted_bars",
]
