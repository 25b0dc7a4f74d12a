"""The dictionary: every column of every sheet as a person reads it, and the parameters the product ships with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.sheets.contract import contracts
from sq_core.words import UNITS, Text, listed, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.sheets.contract import Cell, Column, ColumnType, Contract
    from sq_core.words import Lang

YES, NO = Text("是", "yes"), Text("否", "no")
TYPE_NAMES: Mapping[ColumnType, Text] = {
    "text": Text("文本", "text"),
    "number": Text("数值", "number"),
    "integer": Text("整数", "integer"),
    "date": Text("日期", "date"),
    "month": Text("月份", "month"),
    "moment": Text("日期时间", "date and time"),
    "choice": Text("选项", "choice"),
    "flag": Text("是否", "yes or no"),
}


@dataclass(frozen=True, slots=True)
class DictionaryRow:
    """One column as the dictionary page shows it, in one language; ``sheet_key`` and ``column`` are what code calls it."""

    sheet_key: str
    sheet: str
    section: str
    column: str
    header: str
    type: str
    unit: str
    required: bool
    key: bool
    choices: str
    bounds: str
    note: str
    synonyms: str
    example: str


@dataclass(frozen=True, slots=True)
class ParameterDefault:
    """What a parameter is where the programme has no row for it; the value is text, as in the sheet."""

    parameter: str
    value: str
    unit: str
    meaning: Text


@cache
def parameter_defaults() -> Mapping[str, ParameterDefault]:
    """Read the shipped defaults, which stand below the columns in the contract of the parameters sheet."""
    entries = tomllib.loads((Path(__file__).parent / "parameters.toml").read_text(encoding="utf-8"))["default"]
    found = [
        ParameterDefault(e["parameter"], e["value"], e["unit"], Text(e["meaning"]["zh"], e["meaning"]["en"]))
        for e in entries
    ]
    return {default.parameter: default for default in found}


THEME_COLUMNS = ("theme", "name_zh", "name_en", "words_zh", "words_en", "excluded", "types")
"""What the shipped dictionary says of a theme, in this order."""


@cache
def theme_defaults() -> tuple[tuple[str, ...], ...]:
    """Read the shipped dictionary of complaint themes, which stands below the columns in the contract of its sheet."""
    entries = tomllib.loads((Path(__file__).parent / "themes.toml").read_text(encoding="utf-8"))["default"]
    return tuple(tuple(str(entry[name]) for name in THEME_COLUMNS) for entry in entries)


def dictionary(lang: Lang) -> list[DictionaryRow]:
    """List every column of every sheet in one language."""
    return [entry(contract, column, lang) for contract in contracts().values() for column in contract.columns]


def entry(contract: Contract | None, column: Column, lang: Lang) -> DictionaryRow:
    """Describe one column in one language."""
    example = shown(column, column.example, lang) if column.example not in (None, "") else ""
    bounds = (column.lowest, column.highest)
    return DictionaryRow(
        sheet_key=contract.key if contract else "",
        sheet=contract.title.of(lang) if contract else "",
        section=contract.section if contract else "",
        column=column.name,
        header=column.header.of(lang),
        type=TYPE_NAMES[column.type].of(lang),
        unit=UNITS[column.unit].name.of(lang) if column.unit else "",
        required=column.required,
        key=column.key,
        choices=" / ".join(choice.label.of(lang) for choice in column.choices),
        bounds="" if bounds == (None, None) else "–".join("" if end is None else f"{end:g}" for end in bounds),
        note=column.note.of(lang),
        synonyms=listed([same(synonym) for synonym in column.synonyms]).of(lang),
        example=str(example),
    )


def shown(column: Column, value: Cell, lang: Lang) -> str | float | date | None:
    """Give a stored cell as it is written into a workbook: labels for choices and flags, real dates."""
    if column.type == "choice":
        return next(choice.label.of(lang) for choice in column.choices if choice.value == value)
    if column.type == "flag":
        return (YES if value else NO).of(lang)
    if column.type in ("date", "month"):
        return date.fromisoformat(str(value))
    if column.type == "moment":
        return datetime.fromisoformat(str(value))
    return value
