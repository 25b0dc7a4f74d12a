"""The command line as tests type it: the command, its exit code, and what it said where; and small workbooks to hand it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sq_core.commands import main

PARAMETERS = [
    ("参数名", "参数值"),
    ("as_of", "2026-10-31"),
    ("period_grain", "month"),
    ("thin_n", "2"),
]
GOALS = [
    ("目标编号", "指标", "基线", "基线日期", "目标值", "目标日期", "优劣方向"),
    ("G1", "complaint_rate", 0.2, "2025-12-31", 0.1, "2026-12-31", "越低越好"),
    ("G2", "service_gap", -2, "2025-12-31", -0.5, "2026-12-31", "越高越好"),
]
KPIS = [
    ("kpi", "month", "region", "value", "unit", "n"),
    ("complaint_rate", "2026-10", "north", 0.10, "percent", 100),
    ("complaint_rate", "2026-10", "south", 0.20, "percent", 300),
    ("complaint_rate", "2026-09", "north", 0.30, "percent", 100),
]
ITEMS = [
    ("题项编号", "维度", "量表下限", "量表上限", "方向"),
    ("1", "可靠性", 1, 7, "up"),
    ("2", "响应性", 1, 7, "up"),
]
SURVEY = "respondent,date,region,1-1,1-2,2-1,2-2\n" + "".join(
    f"R{n},2026-10-{n:02},{'north' if n % 2 else 'south'},7,{4 + n % 2},6,{3 + n % 3}\n" for n in range(1, 13)
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read all of the standard output as JSON: nothing else may stand there."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Types commands at one database."""

    database: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Answer:
        self.capsys.readouterr()
        code = main(["--db", str(self.database), *map(str, words)])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Answer(code, said.out, said.err)

    def digest(self) -> str:
        """Ask for the digest of what the programme holds, and that it is sound."""
        answer = self("check", "--json")
        assert answer.code == 0
        assert answer.json["sound"] is True
        return str(answer.json["digest"])


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Make an .xlsx of these sheets; text is written as text, whatever it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def plan_workbook(**changed: Sequence[Sequence[object]]) -> bytes:
    """Make the plan of the small programme: parameters, goals and KPI values; ``goals=`` puts other rows there."""
    return workbook(
        {
            "参数": changed.get("parameters", PARAMETERS),
            "目标": changed.get("goals", GOALS),
            "指标实绩": changed.get("kpis", KPIS),
            "问卷题项": changed.get("items", ITEMS),
        }
    )


def both_languages(one: Mapping[str, Any]) -> bool:
    """Say whether message and remedy are there in both languages."""
    return all(one[part][lang].strip() for part in ("message", "remedy") for lang in ("zh", "en"))
