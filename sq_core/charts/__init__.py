"""Pictures: values in, Altair charts out, one notation and one theme. Knows no page and fetches nothing."""

from sq_core.charts.before_after import VerifiedRow, verification_forest
from sq_core.charts.bowler import BowlerCell, BowlerRow, bowler
from sq_core.charts.breaks import Shift, Slope, series_with_break
from sq_core.charts.bridge import bridge
from sq_core.charts.bullets import BulletRow, bullet_rows
from sq_core.charts.cause_tree import CauseRow, cause_tree
from sq_core.charts.chain import ChainLink, chain_diagram
from sq_core.charts.chances import ChanceRow, chances
from sq_core.charts.control import ControlMark, control_chart
from sq_core.charts.driver_shares import DriverRow, Share, driver_shares
from sq_core.charts.drivers import WeightedRow, weighted_bars
from sq_core.charts.emotion import EmotionPoint, Feeling, emotion_curve
from sq_core.charts.foresight import ForesightPoint, foresight
from sq_core.charts.funnel import FunnelStep, funnel
from sq_core.charts.gap_ladder import GapRung, gap_ladder
from sq_core.charts.gaps import GapPair, gap_pairs
from sq_core.charts.goal_tree import GoalRow, goal_tree
from sq_core.charts.heat import HeatMark, heat
from sq_core.charts.item_gaps import ItemGapGroup, ItemGapRow, item_gap_bars
from sq_core.charts.multiples import Panel, small_multiples
from sq_core.charts.network import NetworkLink, NetworkNode, Role, network
from sq_core.charts.obligations import Obligation, timeline_obligations
from sq_core.charts.pareto import ParetoRow, pareto
from sq_core.charts.percentile_strip import BenchmarkDot, Quartiles, ambition_strip
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.power_curve import PowerPoint, power_curve
from sq_core.charts.priorities import PriorityRow, priorities
from sq_core.charts.pushes import PushRow, push_bars
from sq_core.charts.quadrants import QuadrantMark, Scale, quadrants
from sq_core.charts.ranked import RankedRow, ranked_dots
from sq_core.charts.slopes import SlopeRow, slope
from sq_core.charts.stakeholders import Stakeholder, power_interest
from sq_core.charts.steps import BridgeEnd, BridgeStep
from sq_core.charts.synergy import SynergyCell, synergy_matrix
from sq_core.charts.theme import DARK, FONT, LIGHT, THEMES, Look, Theme, ThemeName, config
from sq_core.charts.trend import trend
from sq_core.charts.variance import VarianceRow, variance_bars
from sq_core.charts.weights import WeightsRow, weights_compared

__all__ = [
    "DARK",
    "FONT",
    "LIGHT",
    "THEMES",
    "BenchmarkDot",
    "BowlerCell",
    "BowlerRow",
    "BridgeEnd",
    "BridgeStep",
    "BulletRow",
    "Caption",
    "CauseRow",
    "ChainLink",
    "ChanceRow",
    "ControlMark",
    "DriverRow",
    "EmotionPoint",
    "Feeling",
    "ForesightPoint",
    "FunnelStep",
    "GapPair",
    "GapRung",
    "GoalRow",
    "HeatMark",
    "ItemGapGroup",
    "ItemGapRow",
    "Look",
    "NetworkLink",
    "NetworkNode",
    "Obligation",
    "Panel",
    "ParetoRow",
    "Picture",
    "PowerPoint",
    "PriorityRow",
    "PushRow",
    "QuadrantMark",
    "Quartiles",
    "RankedRow",
    "Role",
    "Scale",
    "Share",
    "Shift",
    "Slope",
    "SlopeRow",
    "Stakeholder",
    "Strokes",
    "SynergyCell",
    "Theme",
    "ThemeName",
    "VarianceRow",
    "VerifiedRow",
    "WeightedRow",
    "WeightsRow",
    "ambition_strip",
    "bowler",
    "bridge",
    "bullet_rows",
    "cause_tree",
    "chain_diagram",
    "chances",
    "config",
    "control_chart",
    "driver_shares",
    "emotion_curve",
    "foresight",
    "funnel",
    "gap_ladder",
    "gap_pairs",
    "goal_tree",
    "heat",
    "item_gap_bars",
    "network",
    "pareto",
    "power_curve",
    "power_interest",
    "priorities",
    "push_bars",
    "quadrants",
    "ranked_dots",
    "series_with_break",
    "slope",
    "small_multiples",
    "synergy_matrix",
    "timeline_obligations",
    "trend",
    "variance_bars",
    "verification_forest",
    "weighted_bars",
    "weights_compared",
]
