"""The screen: frame, cards, pictures, tables and choices. The only room that touches Streamlit's state and elements."""

from sq_core.ui.asked import Moment, moments
from sq_core.ui.asking import told, traced_table
from sq_core.ui.cards import cards
from sq_core.ui.cause_views import cause_trees
from sq_core.ui.changed_panel import changes_panel
from sq_core.ui.chapter import GROUPS, Chapter, Group, Page
from sq_core.ui.elements import (
    Cell,
    Column,
    beside,
    choose,
    heading,
    muted,
    nothing_yet,
    plain_text,
    refusal,
    section,
    sentence,
    table,
)
from sq_core.ui.findings import findings_table
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
from sq_core.ui.panels import decisions_panel, welcome
from sq_core.ui.pictures import look, picture, pictures
from sq_core.ui.status import change_tone, status_tone, status_words
from sq_core.ui.tables import (
    contributions_table,
    dimension_names,
    drivers_table,
    figures_table,
    obligations_table,
    shift_of,
    slope_of,
)
from sq_core.ui.templates import plan_sheets, templates_panel
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
    "ambition_picture",
    "announce_saved",
    "beside",
    "bowler_picture",
    "by_goal",
    "cards",
    "cause_trees",
    "chances_picture",
    "change_tone",
    "changes_panel",
    "choose",
    "contributions_table",
    "course_traces",
    "decisions_panel",
    "dimension_names",
    "doubts_table",
    "drivers_table",
    "figures_table",
    "findings_table",
    "flaws_table",
    "foresight_picture",
    "forest_picture",
    "goal_tree_picture",
    "heading",
    "history_panel",
    "look",
    "missed_table",
    "moments",
    "muted",
    "nothing_yet",
    "obligations_table",
    "picture",
    "pictures",
    "plain_text",
    "plan_grid",
    "plan_sheets",
    "power_picture",
    "refusal",
    "section",
    "sentence",
    "shift_of",
    "show_trace",
    "slope_of",
    "status_tone",
    "status_words",
    "table",
    "templates_panel",
    "told",
    "traced_table",
    "upload_panel",
    "weights_picture",
    "welcome",
]
