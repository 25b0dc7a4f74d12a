"""Pure mathematics: values in, values out.

Every formula of the programme that is more than a sum lives here, with its source, its edge cases and a refusal for
what cannot be. Nothing is read, stored or drawn, randomness takes a seed, and importing the room loads numpy only:
scipy, statsmodels and networkx are fetched inside the functions that need them, because the server must start fast.
"""

from sq_core.models.agreement import (
    Correlation,
    IntraclassCorrelations,
    Kappa,
    KappaWeights,
    agreement_table,
    cohen_kappa,
    intraclass_correlations,
)
from sq_core.models.ahp import (
    SAATY_INDEX,
    SIMULATED_INDEX,
    Priorities,
    ahp_weights,
    group_judgement,
    random_index,
    simulate_random_index,
    synthesise,
    synthesise_judgements,
)
from sq_core.models.ahp_incomplete import Completion, Judgement, complete_judgements
from sq_core.models.ahp_review import Doubt, doubtful_judgements
from sq_core.models.attribute_charts import (
    AttributeChart,
    c_chart,
    c_limits,
    np_chart,
    np_limits,
    p_chart,
    p_limits,
    u_chart,
    u_limits,
)
from sq_core.models.before_after import Difference, compare_counts, compare_means, compare_shares
from sq_core.models.chain import (
    Arrow,
    Panel,
    TargetFit,
    complete_rows,
    fit_target,
    make_panel,
    resampled,
    total_effects,
    within,
)
from sq_core.models.change_point import ChangePoint, find_change_point, find_change_points, split_series
from sq_core.models.chart_constants import ChartConstants, control_constants
from sq_core.models.contingency import ChiSquare, chi_square, goodness_of_fit
from sq_core.models.control_charts import (
    IndividualsChart,
    Limits,
    SigmaEstimator,
    SubgroupChart,
    individuals_chart,
    subgroup_chart,
    subgroup_limits,
)
from sq_core.models.distributions import t_quantile, two_sided_z
from sq_core.models.driver_intervals import DriverImportance, Weighing, weigh_drivers
from sq_core.models.drivers import (
    Correlations,
    Dominance,
    Importance,
    checked_correlations,
    correlations,
    importance_intervals,
    lmg,
    relative_weights,
)
from sq_core.models.elasticity import ChainEffect, Elasticity, chain_effect, estimate_elasticity
from sq_core.models.entropy import EntropyWeights, entropy_weights
from sq_core.models.fmea import (
    AIAG_VDA,
    PRIORITIES,
    PRIORITY_NAMES,
    Priority,
    PriorityTable,
    action_priority,
    distinct_risk_priorities,
    is_monotone,
    priority_cells,
    priority_counts,
    risk_priority,
)
from sq_core.models.goal_tree import Goal, RollUp, attainment, roll_up
from sq_core.models.group_comparison import GroupComparison, anova, welch
from sq_core.models.growth import compound_growth, compounded_loss, relative_change
from sq_core.models.importance_performance import (
    QUADRANTS,
    Crosshair,
    ImportancePerformance,
    Quadrant,
    importance_quadrants,
)
from sq_core.models.intervals import Interval, mean_interval, variance_from_sums, wilson
from sq_core.models.journey import Journey, Moment, Passage, Touchpoint, journey_score, moment_of_truth, passage
from sq_core.models.methods import METHODS, Method, compute, csv_reference, with_csv
from sq_core.models.movement import (
    Decomposition,
    Effect,
    TwoPeriods,
    adjusted_chances,
    decompose_ratio,
    decompose_sum,
    rounded_alike,
    stands_out,
)
from sq_core.models.network import Centrality, Link, Network, RequiredLink, laid_out, measure_network, synergy_index
from sq_core.models.pareto import Pareto, ParetoBar, rank_pareto
from sq_core.models.path_model import ECSI_PATHS, PathModel, Scheme, fit_path_model, path_intervals
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
from sq_core.models.proportions import (
    ProportionDifference,
    ShareMethod,
    TwoProportionTest,
    difference_interval,
    proportion_interval,
    two_proportion_test,
)
from sq_core.models.regression import Coefficient, LineForecast, Regression, least_squares, line_forecast
from sq_core.models.reliability import Alpha, MissingRule, alpha_of_variances, cronbach_alpha
from sq_core.models.run_length import cusum_run_length
from sq_core.models.run_rules import RUN_RULES, WESTERN_ELECTRIC, RunRule, RunSignal, false_alarm_rate, run_signals
from sq_core.models.sample_size import SampleSize, krejcie_morgan, margin_of_error, sample_size
from sq_core.models.satisfaction import (
    NetPromoter,
    SatisfactionIndex,
    nps,
    nps_of_scores,
    nps_of_shares,
    satisfaction_index,
)
from sq_core.models.servqual import (
    DIMENSIONS,
    Dimension,
    DimensionGap,
    OverallGap,
    SidedScore,
    dimension_gaps,
    gap_score,
    item_gaps,
    overall_gap,
    shortfall,
)
from sq_core.models.sigma import defects_per_million, sigma_level
from sq_core.models.smoothing import SmoothedForecast, exponential_smoothing, holt
from sq_core.models.stated_facts import (
    IMPLICATIONS,
    Implication,
    ImpliedFigure,
    StatedFigure,
    implied_figures,
    read_stated,
)
from sq_core.models.target_chance import TargetForecast, forecast_target
from sq_core.models.time_weighted_charts import CusumChart, EwmaChart, cusum_chart, ewma_chart
from sq_core.models.trend import MannKendall, mann_kendall

__all__ = [
    "AIAG_VDA", "DIMENSIONS", "ECSI_PATHS", "IMPLICATIONS", "METHODS", "PRIORITIES",
    "PRIORITY_NAMES", "QUADRANTS", "RUN_RULES", "SAATY_INDEX", "SIMULATED_INDEX",
    "WESTERN_ELECTRIC", "Alpha", "Alternative", "Arrow", "AttributeChart", "Centrality",
    "ChainEffect", "ChangePoint", "ChartConstants", "ChiSquare", "Coefficient", "Completion",
    "Correlation", "Correlations", "Crosshair", "CusumChart", "Decomposition", "Difference",
    "Dimension", "DimensionGap", "Dominance", "Doubt", "DriverImportance", "Effect", "Elasticity", "EntropyWeights",
    "EwmaChart", "Goal", "GroupComparison", "Implication", "ImpliedFigure", "Importance",
    "ImportancePerformance", "IndividualsChart", "Interval", "IntraclassCorrelations", "Journey",
    "Judgement", "Kappa", "KappaWeights", "Limits", "LineForecast", "Link", "MannKendall", "Method",
    "MissingRule", "Moment", "NetPromoter", "Network", "OverallGap", "Panel", "Pareto", "ParetoBar",
    "Passage", "PathModel", "Priorities", "Priority", "PriorityTable", "ProportionDifference",
    "Quadrant", "Regression", "RequiredLink", "RollUp", "RunRule", "RunSignal", "SampleSize",
    "SatisfactionIndex", "Scheme", "ShareMethod", "SidedScore", "SigmaEstimator",
    "SmoothedForecast", "StatedFigure", "SubgroupChart", "TargetFit", "TargetForecast",
    "Touchpoint", "TwoPeriods", "TwoProportionTest", "Weighing", "action_priority", "adjusted_chances",
    "agreement_table", "ahp_weights", "alpha_of_variances", "anova", "attainment", "c_chart",
    "c_limits", "chain_effect", "checked_correlations", "chi_square", "cohen_h", "cohen_kappa",
    "compare_counts", "compare_means", "compare_shares", "complete_judgements", "complete_rows",
    "compound_growth", "compounded_loss", "compute", "control_constants", "correlations",
    "cronbach_alpha", "csv_reference", "cusum_chart", "cusum_run_length", "decompose_ratio",
    "decompose_sum", "defects_per_million", "difference_interval", "dimension_gaps",
    "distinct_risk_priorities", "doubtful_judgements", "entropy_weights", "estimate_elasticity",
    "ewma_chart", "exponential_smoothing", "false_alarm_rate", "find_change_point",
    "find_change_points", "fit_path_model", "fit_target", "forecast_target", "gap_score",
    "goodness_of_fit", "group_judgement", "holt", "implied_figures", "importance_intervals",
    "importance_quadrants", "individuals_chart", "intraclass_correlations", "is_monotone",
    "item_gaps", "journey_score", "krejcie_morgan", "laid_out", "least_squares", "line_forecast", "lmg",
    "make_panel", "mann_kendall", "margin_of_error", "mean_interval", "measure_network",
    "moment_of_truth", "np_chart", "np_limits", "nps", "nps_of_scores", "nps_of_shares",
    "overall_gap", "p_chart", "p_limits", "passage", "path_intervals", "percentile_inc",
    "percentile_rank", "power_anova", "power_one_proportion", "power_t_two_samples",
    "power_two_proportions", "power_two_proportions_pooled", "priority_cells", "priority_counts",
    "proportion_interval", "random_index", "rank_pareto", "read_stated", "relative_change",
    "relative_weights", "resampled", "risk_priority", "roll_up", "rounded_alike", "run_signals",
    "sample_size", "satisfaction_index", "shortfall", "sigma_level", "simulate_random_index",
    "size_anova", "size_one_proportion", "size_t_two_samples", "size_two_proportions",
    "size_two_proportions_pooled", "split_series", "stands_out", "subgroup_chart",
    "subgroup_limits", "synergy_index", "synthesise", "synthesise_judgements", "t_quantile",
    "total_effects", "two_proportion_test", "two_sided_z", "u_chart", "u_limits",
    "variance_from_sums", "weigh_drivers", "welch", "wilson", "with_csv", "within",
]  # fmt: skip
