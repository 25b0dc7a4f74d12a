"""The screen: frame, cards, pictures, tables and choices. The only room that touches Streamlit's state and elements."""

from sq_core.ui.cards import cards
from sq_core.ui.chapter import GROUPS, Chapter, Group, Page
from sq_core.ui.elements import (
    Cell,
    Column,
    beside,
    choose,
    muted,
    nothing_yet,
    plain_text,
    refusal,
    section,
    sentence,
    table,
)
from sq_core.ui.findings import findings_table
from sq_core.ui.grid import announce_saved, plan_grid
from sq_core.ui.history import history_panel
from sq_core.ui.panels import changes_panel, decisions_panel, welcome
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
    "Page",
    "announce_saved",
    "beside",
    "cards",
    "change_tone",
    "changes_panel",
    "choose",
    "contributions_table",
    "decisions_panel",
    "dimension_names",
    "drivers_table",
    "figures_table",
    "findings_table",
    "history_panel",
    "look",
    "muted",
    "nothing_yet",
    "obligations_table",
    "picture",
    "pictures",
    "plain_text",
    "plan_grid",
    "plan_sheets",
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
    "upload_panel",
    "welcome",
]
