"""The exported workbook: readings first, as a person reads them, and no text of theirs is ever a formula."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from sq_core.catalogue import signed_status
from sq_core.desk import View
from sq_core.ledger import CellChange, SheetEffect
from sq_core.reports import READINGS, changed_cells, programme_workbook
from sq_core.sheets import Cell
from sq_core.words import LANGS, Lang
from tests.programmes import TODAY, new_office, put


@pytest.mark.parametrize("lang", LANGS)
def test_readings_stand_first_with_everything_that_travels_with_them(lang: Lang) -> None:
    office = new_office()
    kpi: dict[str, Cell] = {"kpi": "complaint_rate", "period": "2026-10-01", "unit": "percent"}
    put(office, "kpi_values", {**kpi, "region": "=1+1", "value": 0.1, "n": 100.0}, {**kpi, "value": 0.2, "n": 300.0})
    put(office, "goals", {"goal": "G1", "metric": "complaint_rate", "target": 0.1, "direction": "down"})
    with office.desk(View(lang, "month", today=TODAY)) as desk:
        book = load_workbook(io.BytesIO(programme_workbook(desk)))
        only = load_workbook(io.BytesIO(programme_workbook(desk, ("goals",))))
        title = desk.reading("complaint_rate").title.of(lang)
        metrics = set(desk.catalogue.metrics)
    office.close()
    assert book.sheetnames[0] == READINGS.of(lang)
    assert READINGS.of(lang) not in only.sheetnames, "a sheet asked for by name comes alone"
    sheet = book.worksheets[0]
    rows = {row[9].value: row for row in sheet.iter_rows(min_row=2)}
    assert metrics <= {*rows, "kpi_value"}
    row = [cell.value for cell in rows["complaint_rate"]]
    period = {"zh": "2026年10月", "en": "Oct 2026"}[lang]
    assert row[1:5] == [title, "17.5%", signed_status("bad").of(lang), "10.0%"]
    assert (row[6], row[7], row[11]) == (400, period, "percent")
    assert row[10] == pytest.approx(0.175)
    assert "–" in str(row[5])
    assert rows["nps"][2].value == "—", "missing is a dash, never a zero"
    assert rows["nps"][8].value
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_first_value_in_a_row_that_was_there_counts_as_a_change() -> None:
    new_row = (CellChange("goals", "G2", "*", None, "1", 1), CellChange("goals", "G2", "target", None, "3", 1))
    first_value = CellChange("goals", "G1", "owner", None, "Li", 1)
    moved = CellChange("goals", "G1", "target", "1", "2", 2)
    assert changed_cells(SheetEffect("goals", new_rows=1, changed=(*new_row, first_value, moved))) == 2
