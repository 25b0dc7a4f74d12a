"""Frameworks: which gap, which link, which touchpoint and which partner moves what the customer gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import ui
from sq_core.desk import (
    chain,
    chain_effects,
    chain_sentences,
    ecosystem,
    ecosystem_checks,
    ecosystem_sentences,
    five_gaps,
    gap_sentences,
    journey,
    journey_checks,
    journey_funnel,
    journey_sentences,
    remarks,
    servqual,
)
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.remarks import Remark
    from sq_core.desk.servqual import DimensionLine, ItemGap

CHAPTER = Chapter(
    slug="frameworks",
    order=3,
    group="diagnose",
    icon="account_tree",
    title=Text("理论框架", "Frameworks"),
    asks=Text(
        "哪个维度、环节、触点和伙伴左右结果？",
        "Which dimension, link, touchpoint and partner moves what customers get?",
    ),
    sections=(
        ("3.1", Text("差距模型", "Gap model")),
        ("3.2", Text("服务利润链", "Service-profit chain")),
        ("3.3", Text("客户体验", "Experience")),
        ("3.4", Text("服务生态", "Ecosystem")),
    ),
)


def render(desk: Desk) -> None:
    """Draw the section chosen: its sentence, its cards, its pictures."""
    SECTIONS[ui.section(CHAPTER)](desk)


def _gaps(desk: Desk) -> None:
    items, lines = servqual.item_gaps(desk), servqual.dimension_lines(desk)
    readings = desk.readings("service_gap", "gap_unweighted", "gap_weighted", "servperf", "scale_alpha")
    felt = tuple(line.gap for line in lines if line.gap)
    ui.told(gap_sentences.overall(desk, items, lines), key="frameworks.gaps", trace=(*readings, *felt))
    cards = (*readings, desk.reading("gap_actions_named"))
    ui.cards(desk, [one for one in cards if one.value is not None] or cards)
    if items:
        _all_items(desk, items, lines)
    elif scores := servqual.item_scores(desk):
        trace = [one for _, one in scores]
        ui.picture(ui.perceived_picture(scores), key="frameworks.perceived", trace=trace)
    else:
        ui.nothing_yet("survey_responses")
    if lines:
        _dimensions(desk, lines)
    elif items:
        ui.muted(gap_sentences.NO_DIMENSION.of(desk.lang))
    if not items:
        _ladder(desk)
    if answers := five_gaps.gap_items(desk):
        ui.heading(gap_sentences.items_heading(answers))
        ui.gap_items_table(answers, key="frameworks.gap_items")


def _all_items(desk: Desk, items: tuple[ItemGap, ...], lines: tuple[DimensionLine, ...]) -> None:
    with ui.beside(1, 1) as (left, right):
        with left:
            trace = (*ui.item_traces(items), *(line.gap for line in lines if line.gap))
            ui.picture(ui.item_gaps_picture(desk, items, lines), key="frameworks.items", trace=trace)
        with right:
            metric = ui.choose("frameworks.gap", ui.gap_measures(desk), label=Text("看哪个差距", "Which gap"))
            own, months = desk.reading(metric), desk.months(metric)
            _parts(desk, metric)
            trend = ui.gap_trend_picture(desk, metric)
            ui.picture(trend, key="frameworks.gap_trend", trace=(own, *ui.moments(own, months)))
            _ladder(desk)


def _parts(desk: Desk, metric: str) -> None:
    cuts = ui.gap_cuts(desk, metric)
    if not cuts:
        ui.muted(gap_sentences.NO_PARTS.of(desk.lang))
        return
    groups = desk.by(metric, ui.choose("frameworks.gap_cut", cuts))
    picture = ui.gap_parts_picture(desk, metric, groups)
    ui.picture(picture, key="frameworks.gap_parts", trace=(*groups, desk.reading(metric)))


def _dimensions(desk: Desk, lines: tuple[DimensionLine, ...]) -> None:
    ui.heading(gap_sentences.dimensions(lines))
    ui.dimensions_table(lines, key="frameworks.dimensions")
    rescaled, left_out = desk.readings("points_rescaled", "points_left_out")
    if rescaled.n:
        ui.told(gap_sentences.points(rescaled, left_out), key="frameworks.points", trace=(rescaled, left_out))
    if alphas := servqual.reliability(desk):
        ui.heading(gap_sentences.reliable(alphas))
        ui.alpha_table(alphas, key="frameworks.alphas")


def _ladder(desk: Desk) -> None:
    picture = ui.gap_ladder_picture(desk)
    if picture is None:
        ui.nothing_yet("gap_items")
        return
    ui.picture(picture, key="frameworks.ladder", trace=five_gaps.ladder(desk))


def _chain(desk: Desk) -> None:
    found = chain.chain(desk)
    if found is None:
        ui.nothing_yet("chain_units")
        return
    whole = desk.reading("chain_elasticity")
    ui.told(
        chain_sentences.overall(found, whole), key="frameworks.chain", trace=(whole, desk.reading("chain_evidence"))
    )
    ui.cards(desk, (whole, *desk.readings("chain_evidence", "chain_rows")))
    with ui.beside(2, 3) as (left, right):
        with left:
            ui.picture(ui.chain_picture(desk, found), key="frameworks.links", trace=ui.arrow_traces(desk, found))
        with right:
            lever = ui.choose(
                "frameworks.lever", ui.lever_names(found), label=Text("推动哪个变量", "Push which variable")
            )
            step = ui.choose("frameworks.step", ui.step_names(desk), label=Text("推动多少", "By how much"))
            deciles = chain_effects.effect_readings(desk, lever, step)
            picture = ui.pushes_picture(desk, found, lever, step, deciles)
            trace = [one for each in deciles.values() for one in each.values()]
            ui.picture(picture, key="frameworks.pushes", trace=trace)
    ui.heading(chain_sentences.effects_heading(lever))
    ui.effects_table(desk, lever, key="frameworks.effects")
    ui.muted(chain_sentences.method(desk, found).of(desk.lang))
    ui.heading(chain_sentences.links_heading(found.lines))
    ui.links_table(desk, found, key="frameworks.link_table")
    ui.flawed_links(desk)


def _experience(desk: Desk) -> None:
    now = journey.standing(desk)
    if not now.touchpoints or not now.scored:
        ui.nothing_yet("touch_scores" if now.touchpoints else "touchpoints")
        return
    whole, by_contacts = desk.readings("journey_score", "journey_score_volume")
    pains, distances = ui.by_place(desk, "touch_pain"), journey.by_touchpoint(desk, "touch_distance")
    ui.told(
        journey_sentences.overall(whole, by_contacts, pains, distances),
        key="frameworks.journey",
        trace=(whole, by_contacts, *(one for _, one in pains)),
    )
    ui.cards(desk, (whole, by_contacts, *desk.readings("moments_broken", "step_rate", "touch_effort", "touch_nps")))
    ui.picture(ui.emotion_picture(desk), key="frameworks.emotion", trace=(whole, *now.readings(), *distances.values()))
    ui.muted(journey_sentences.moment_rule(desk).of(desk.lang))
    with ui.beside(1, 1) as (left, right):
        with left:
            ui.picture(ui.pains_picture(desk, pains), key="frameworks.pains", trace=[one for _, one in pains])
        with right:
            staged = (whole, *desk.by("journey_score", "stage"))
            ui.picture(ui.stages_picture(desk), key="frameworks.stages", trace=staged)
            _funnel(desk)
    ui.heading(journey_sentences.owners(now.touchpoints))
    ui.touchpoints_table(desk, key="frameworks.touchpoints")
    _mend(journey_checks.remarks(desk), key="frameworks.touch_remarks")


def _funnel(desk: Desk) -> None:
    found = journey_funnel.funnel(desk)
    if found is None:
        ui.muted(journey_sentences.NO_FUNNEL.of(desk.lang))
        return
    rates = (desk.reading("step_rate"), *desk.by("step_rate", "touchpoint"))
    trace = (*rates, *(step.entered for step in found.steps))
    ui.picture(ui.funnel_picture(desk, found), key="frameworks.funnel", trace=trace)


def _mend(found: tuple[Remark, ...], *, key: str) -> None:
    if found:
        ui.heading(remarks.counted(found))
        ui.remarks_table(found, key=key)


def _ecosystem(desk: Desk) -> None:
    partners = ecosystem.stated(desk)
    if not partners or not desk.rows("links"):
        ui.nothing_yet("links" if partners else "partners")
        return
    found, rates = ecosystem.bottlenecks(desk), ecosystem.by_partner(desk, "partner_sla")
    synergy, missing = desk.readings("synergy_index", "links_missing")
    ui.told(
        ecosystem_sentences.overall(synergy, missing, found, rates),
        key="frameworks.ecosystem",
        trace=(synergy, missing, *(one for _, one in found), *rates.values()),
    )
    rest = desk.readings("bottlenecks", "partner_sla", "network_density", "network_parts")
    ui.cards(desk, (synergy, missing, *rest))
    between, rows = ecosystem.by_partner(desk, "partner_betweenness"), ui.rows_of(desk, "links")
    ui.picture(
        ui.network_picture(desk),
        key="frameworks.network",
        trace=[*rest, *between.values(), *rates.values(), *rows],
    )
    ui.muted(ecosystem_sentences.bottleneck_rule(desk).of(desk.lang))
    with ui.beside(1, 1) as (left, right):
        with left:
            ui.picture(ui.synergy_picture(desk), key="frameworks.synergy", trace=(synergy, *rows))
        with right:
            _power(desk)
    _sla(desk, rates)
    ui.heading(ecosystem_sentences.owners(partners))
    ui.partners_table(desk, key="frameworks.partners")
    if any(one.metric for one in partners):
        ui.heading(ecosystem_sentences.movers(partners))
        ui.muted(ecosystem_sentences.STATED.of(desk.lang))
        ui.movers_table(desk, key="frameworks.movers")
    _mend(ecosystem_checks.remarks(desk), key="frameworks.link_remarks")


def _power(desk: Desk) -> None:
    picture = ui.stakeholders_picture(desk)
    if picture is not None:
        ui.picture(picture, key="frameworks.power", trace=ui.rows_of(desk, "partners"))


def _sla(desk: Desk, rates: Mapping[str, Reading]) -> None:
    picture = ui.sla_picture(desk)
    if picture is not None:
        ui.picture(picture, key="frameworks.sla", trace=tuple(rates.values()))


SECTIONS = {"3.1": _gaps, "3.2": _chain, "3.3": _experience, "3.4": _ecosystem}
