"""What pages are made of besides cards and pictures: prose, tables and choosers."""

from sq_core.ui.elements.choosers import beside, choose, columns, section
from sq_core.ui.elements.prose import heading, muted, nothing_yet, plain_text, refusal, sentence, unanswered
from sq_core.ui.elements.tables import Cell, Column, table

__all__ = [
    "Cell",
    "Column",
    "beside",
    "choose",
    "columns",
    "heading",
    "muted",
    "nothing_yet",
    "plain_text",
    "refusal",
    "section",
    "sentence",
    "table",
    "unanswered",
]
