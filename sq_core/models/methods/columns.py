"""Columns of observations inside the inputs: named columns, rows of records, or a csv file the inputs refer to.

Models read no files. Inputs that name a csv (``"data": "data/answers.csv"``) are completed by whoever holds the file:
``csv_reference`` says which is wanted, ``with_csv`` puts its columns in place.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sq_core.errors import OutOfRange
from sq_core.models.methods.inputs import Inputs, is_list, is_number
from sq_core.words import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = Text("各列的数值", "columns of numbers")


def csv_reference(inputs: Mapping[str, object]) -> str | None:
    """Tell which csv file the inputs name under ``data``, if any."""
    named = inputs.get("data")
    return named if isinstance(named, str) else None


def columns_of_csv(text: str) -> dict[str, list[float | None]]:
    """Read a csv with a header into columns of numbers; an empty or unreadable cell is None."""
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    return {name: [_number(row.get(name)) for row in rows] for name in (rows[0] if rows else {})}


def _number(cell: str | None) -> float | None:
    try:
        value = float(cell or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def with_csv(inputs: Mapping[str, object], text: str) -> dict[str, object]:
    """Put the columns of a csv in the place of its name."""
    return {**inputs, "data": columns_of_csv(text)}


def columns_of(inputs: Inputs) -> dict[str, list[float]]:
    """Fetch the columns under ``data``: lists by name, or a list of records; null becomes nan."""
    name, value = inputs.found("data", "columns")
    if isinstance(value, str):
        message = Text(
            "{kind}：数据文件 {file} 未随输入给出。", "{kind}: the file {file} did not come with the inputs."
        )
        remedy = Text(
            "请把该 csv 放在输入文件旁边，或在 data 中直接写出各列。",
            "Put that csv beside the input file, or write the columns under data.",
        )
        raise OutOfRange(message.fill(kind=inputs.kind, file=value), remedy)
    if is_list(value):
        records = inputs.records(name)
        keys = dict.fromkeys(key for record in records for key in record.values)
        value = {key: [record.values.get(key) for record in records] for key in keys}
    if not isinstance(value, Mapping) or not value:
        raise inputs.wrong(name, COLUMNS)
    return {str(key): _column(inputs, f"{name}.{key}", column) for key, column in value.items()}


def _column(inputs: Inputs, name: str, column: object) -> list[float]:
    if not is_list(column):
        raise inputs.wrong(name, COLUMNS)
    if not all(each is None or is_number(each) for each in column):
        raise inputs.wrong(name, COLUMNS)
    return [float(each) if is_number(each) else math.nan for each in column]


def complete_rows(
    inputs: Inputs, outcome: str, drivers: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fetch drivers (rows by columns) and outcome, leaving out rows with a gap."""
    columns = columns_of(inputs)
    for name in (outcome, *drivers):
        if name not in columns:
            raise inputs.missing(f"data.{name}")
    if len({len(columns[name]) for name in (outcome, *drivers)}) != 1:
        raise inputs.wrong("data", Text("等长的列", "columns of one length"))
    whole = np.array([columns[name] for name in (*drivers, outcome)], dtype=np.float64).T
    whole = whole[np.isfinite(whole).all(axis=1)]
    return whole[:, :-1], whole[:, -1]
