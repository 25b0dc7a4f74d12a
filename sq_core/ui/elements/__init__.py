"""What pages are made of besides cards: prose, pictures, tables and choosers."""

from sq_core.ui.elements.choosers import beside, choose, section
from sq_core.ui.elements.pictures import look, picture, pictures
from sq_core.ui.elements.prose import muted, nothing_yet, plain_text, refusal, sentence
from sq_core.ui.elements.tables import Cell, Column, table

__all__ = [
    "Cell",
    "Column",
    "beside",
    "choose",
    "look",
    "muted",
    "nothing_yet",
    "picture",
    "pictures",
    "plain_text",
    "refusal",
    "section",
    "sentence",
    "table",
]
