"""The façade a page, a report and the command line are handed: readings at a position, and what a change would move."""

from sq_core.desk.desk import Desk
from sq_core.desk.loading import (
    DEFAULT_DATABASE,
    Request,
    database_path,
    draft_of,
    known_items,
    load,
    load_sample,
    open_programme,
    read_upload,
)
from sq_core.desk.moves import Move, Preview, moved, preview
from sq_core.desk.office import HERE, Office, View, open_office, read_parameters
from sq_core.desk.plan import GoalLine, Rules
from sq_core.desk.why import Movement, Part, movement

__all__ = [
    "DEFAULT_DATABASE",
    "HERE",
    "Desk",
    "GoalLine",
    "Move",
    "Movement",
    "Office",
    "Part",
    "Preview",
    "Request",
    "Rules",
    "View",
    "database_path",
    "draft_of",
    "known_items",
    "load",
    "load_sample",
    "moved",
    "movement",
    "open_office",
    "open_programme",
    "preview",
    "read_parameters",
    "read_upload",
]
