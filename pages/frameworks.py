"""Frameworks: which gap, which link, which touchpoint and which partner moves what the customer gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import ui
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk

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
    ui.cards(desk, desk.readings("service_gap", "gap_reliability", "gap_responsiveness"))


def _chain(_desk: Desk) -> None:
    ui.nothing_yet()


def _experience(_desk: Desk) -> None:
    ui.nothing_yet()


def _ecosystem(_desk: Desk) -> None:
    ui.nothing_yet()


SECTIONS = {"3.1": _gaps, "3.2": _chain, "3.3": _experience, "3.4": _ecosystem}
