"""The screen: frame, cards, pictures, tables and choices. The only room that touches Streamlit's state and elements."""

from sq_core.ui.asked import Moment, moments
from sq_core.ui.asking import told, traced_table
from sq_core.ui.cards import cards
from sq_core.ui.cause_views import cause_trees
from sq_core.ui.chain_views import (
    arrow_traces,
    chain_picture,
    effects_table,
    flawed_links,
    lever_names,
    links_table,
    pushes_picture,
    step_names,
)
from sq_core.ui.changed_panel import changes_panel
from sq_core.ui.chapter import GROUPS, Chapter, Group, Page
from sq_core.ui.driver_views import driver_panel
from sq_core.ui.ecosystem_views import (
    movers_table,
    network_picture,
    partners_table,
    rows_of,
    sla_picture,
    stakeholders_picture,
    synergy_picture,
)
from sq_core.ui.elements import (
    Cell,
    Column,
    beside,
    choose,
    columns,
    heading,
    muted,
    nothing_yet,
    plain_text,
    refusal,
    section,
    sentence,
    table,
    unanswered,
)
from sq_core.ui.findings import findings_table
from sq_core.ui.gap_pictures import (
    gap_cuts,
    gap_ladder_picture,
    gap_measures,
    gap_parts_picture,
    gap_trend_picture,
    item_gaps_picture,
    item_traces,
    perceived_picture,
)
from sq_core.ui.gap_tables import alpha_table, dimensions_table, gap_items_table
from sq_core.ui.goal_pictures import (
    bowler_picture,
    by_goal,
    chances_picture,
    forest_picture,
    goal_tree_picture,
    weights_picture,
)
from sq_core.ui.goal_tables import course_traces, doubts_table, flaws_table, missed_table
from sq_core.ui.goal_verification import ambition_picture, foresight_picture, power_picture
from sq_core.ui.grid import announce_saved, plan_grid
from sq_core.ui.history import history_panel
from sq_core.ui.journey_views import (
    by_place,
    emotion_picture,
    funnel_picture,
    pains_picture,
    remarks_table,
    stages_picture,
    touchpoints_table,
)
from sq_core.ui.move_views import moves_panel
from sq_core.ui.panels import decisions_panel, welcome
from sq_core.ui.pictures import look, picture, pictures
from sq_core.ui.problem_pictures import (
    control_picture,
    failures_picture,
    importance_picture,
    segments_picture,
    vital_picture,
)
from sq_core.ui.problem_tables import failures_table, moved_table, problems_table, urgent_table
from sq_core.ui.proposals_panel import proposals_panel
from sq_core.ui.status import change_tone, status_tone, status_words
from sq_core.ui.tables import (
    contributions_table,
    dimension_names,
    drivers_table,
    figures_table,
    first_known,
    known,
    obligations_table,
    shift_of,
    slope_of,
    titles,
)
from sq_core.ui.templates import plan_sheets, templates_panel
from sq_core.ui.theme_views import themes_panel
from sq_core.ui.trace_panel import show_trace
from sq_core.ui.upload import upload_panel

__all__ = [
    "GROUPS",
    "Cell",
    "Chapter",
    "Column",
    "Group",
    "Moment",
    "Page",
    "alpha_table",
    "ambition_picture",
    "announce_saved",
    "arrow_traces",
    "beside",
    "bowler_picture",
    "by_goal",
    "by_place",
    "cards",
    "cause_trees",
    "chain_picture",
    "chances_picture",
    "change_tone",
    "changes_panel",
    "choose",
    "columns",
    "contributions_table",
    "control_picture",
    "course_traces",
    "decisions_panel",
    "dimension_names",
    "dimensions_table",
    "doubts_table",
    "driver_panel",
    "drivers_table",
    "effects_table",
    "emotion_picture",
    "failures_picture",
    "failures_table",
    "figures_table",
    "findings_table",
    "first_known",
    "flawed_links",
    "flaws_table",
    "foresight_picture",
    "forest_picture",
    "funnel_picture",
    "gap_cuts",
    "gap_items_table",
    "gap_ladder_picture",
    "gap_measures",
    "gap_parts_picture",
    "gap_trend_picture",
    "goal_tree_picture",
    "heading",
    "history_panel",
    "importance_picture",
    "item_gaps_picture",
    "item_traces",
    "known",
    "lever_names",
    "links_table",
    "look",
    "missed_table",
    "moments",
    "moved_table",
    "movers_table",
    "moves_panel",
    "muted",
    "network_picture",
    "nothing_yet",
    "obligations_table",
    "pains_picture",
    "partners_table",
    "perceived_picture",
    "picture",
    "pictures",
    "plain_text",
    "plan_grid",
    "plan_sheets",
    "power_picture",
    "problems_table",
    "proposals_panel",
    "pushes_picture",
    "refusal",
    "remarks_table",
    "rows_of",
    "section",
    "segments_picture",
    "sentence",
    "shift_of",
    "show_trace",
    "sla_picture",
    "slope_of",
    "stages_picture",
    "stakeholders_picture",
    "status_tone",
    "status_words",
    "step_names",
    "synergy_picture",
    "table",
    "templates_panel",
    "themes_panel",
    "titles",
    "told",
    "touchpoints_table",
    "traced_table",
    "unanswered",
    "upload_panel",
    "urgent_table",
    "vital_picture",
    "weights_picture",
    "welcome",
]
