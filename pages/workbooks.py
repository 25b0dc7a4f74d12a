"""Workbooks: bring a workbook in, edit a sheet, read the history, download templates and the dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import ui
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk

CHAPTER = Chapter(
    slug="workbooks",
    order=12,
    group="workbench",
    icon="table_view",
    title=Text("工作簿", "Workbooks"),
    asks=Text("上传什么，改了什么，怎样撤销？", "What goes in, what changed, how to take it back?"),
    sections=(
        ("upload", Text("上传", "Upload")),
        ("sheets", Text("编辑工作表", "Edit a sheet")),
        ("history", Text("变更历史", "History")),
        ("templates", Text("模板与字典", "Templates and dictionary")),
    ),
)


def render(desk: Desk) -> None:
    """Draw the section chosen."""
    ui.announce_saved(desk.lang)
    match ui.section(CHAPTER):
        case "sheets":
            ui.plan_grid(desk, ui.choose("workbooks.sheet", ui.plan_sheets(), label=Text("工作表", "Sheet")))
        case "history":
            ui.history_panel(desk)
        case "templates":
            ui.templates_panel(desk)
        case _:
            ui.upload_panel(desk.lang)
