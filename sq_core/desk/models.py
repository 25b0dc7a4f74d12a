"""The models that work on rows, by the name a metric's head calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk import (
    cause_checks,
    cause_evidence,
    chain_effects,
    ecosystem,
    failures,
    five_gaps,
    goal_checks,
    goal_foresight,
    goal_proof,
    goal_weights,
    goals,
    journey,
    journey_funnel,
    servqual,
    themes,
)

if TYPE_CHECKING:
    from sq_core.desk.modelled import RowModels

MODELS: RowModels = {
    "cause_support": cause_evidence.supports,
    "cause_flaws": cause_checks.flawed,
    "failures_high": failures.high,
    "failures_high_after": failures.high_after,
    "goal_attainment": goals.attainments,
    "goal_coverage": goals.coverages,
    "goal_roll_up": goals.roll_ups,
    "goal_flaws": goal_checks.flawed,
    "target_forecast": goal_foresight.forecasts,
    "target_chance": goal_foresight.chances,
    "targets_heroic": goal_foresight.heroic,
    "targets_sandbagged": goal_foresight.sandbagged,
    "target_percentile": goal_foresight.percentiles,
    "target_own_percentile": goal_foresight.own_percentiles,
    "proof_size": goal_proof.sizes,
    "proof_power": goal_proof.powers,
    "proof_change": goal_proof.changes,
    "weight_in_use": goal_weights.in_use,
    "weight_judged": goal_weights.judged_weights,
    "weight_entropy": goal_weights.entropy_of_goals,
    "judgement_consistency": goal_weights.consistencies,
    "journey_score": journey.scores,
    "journey_score_volume": journey.volume_scores,
    "journey_coverage": journey.coverages,
    "touch_distance": journey.distance_outcomes,
    "moments_broken": journey.lost_moments,
    "chain_elasticity": chain_effects.elasticities,
    "chain_total": chain_effects.totals,
    "chain_indirect": chain_effects.indirect,
    "chain_effect": chain_effects.effects,
    "chain_evidence": chain_effects.evidence,
    "scale_alpha": servqual.alphas,
    "gap_score": five_gaps.scores,
    "step_rate": journey_funnel.step_rates,
    "theme_agreement": themes.agreements,
    "synergy_index": ecosystem.synergies,
    "links_missing": ecosystem.missing_links,
    "network_density": ecosystem.densities,
    "network_parts": ecosystem.parts,
    "partner_betweenness": ecosystem.betweennesses,
    "partner_closeness": ecosystem.closenesses,
    "partner_links": ecosystem.degrees,
    "bottlenecks": ecosystem.bottleneck_outcomes,
}
