"""How a whole file is refused: one sentence, one remedy, and the same as a finding, so that every screen can list it."""

from __future__ import annotations

from sq_core.errors import Finding, Place, WorkbookRefused
from sq_core.words import Text

SAVE_AS_XLSX = Text("请在 Excel 中打开，另存为 .xlsx 后再上传", "Open it in Excel, save it as .xlsx and upload that")
SPLIT = Text(
    "请拆成几个较小的文件，或删去空白行列后再上传",
    "Split it into smaller files, or delete empty rows and columns, and upload again",
)


def refusal(
    rule: str, file: str, message: Text, remedy: Text, *, value: str = "", found: tuple[Finding, ...] = ()
) -> WorkbookRefused:
    """Build the refusal of a file; findings already made come along."""
    place = Place(file=file)
    finding = Finding(rule, "refused", message, remedy, place, value)
    return WorkbookRefused(message, remedy, place, (finding, *found))
