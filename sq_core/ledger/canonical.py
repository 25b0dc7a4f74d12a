"""How a cell and a row's key are written in the ledger: one text form a value, so that equal values are equal texts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.sheets import Cell, Column, Contract

_SEPARATOR = "\x1f"


def written(column: Column, value: Cell | date) -> str | None:  # noqa: PLR0911 - one line a type
    """Write a typed value: shortest exact decimals, ISO dates, true/false; blank text is no value."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if column.type == "flag":
        return "true" if value else "false"
    if column.type == "integer":
        return str(int(value))
    if column.type == "number":
        return repr(float(value))
    return str(value) or None


def typed(column: Column, text: str | None) -> Cell:
    """Read a written value back."""
    if text is None:
        return None
    if column.type == "flag":
        return text == "true"
    if column.type == "integer":
        return int(text)
    if column.type == "number":
        return float(text)
    return text


def row_key(contract: Contract, cells: Mapping[str, str | None]) -> str:
    """Join the written key cells of a row."""
    return _SEPARATOR.join(cells[column.name] or "" for column in contract.keys)


def key_parts(key: str) -> list[str]:
    """Take a row key apart into its written cells."""
    return key.split(_SEPARATOR)


def shown_key(key: str) -> str:
    """Say a row key to a person."""
    return " · ".join(key_parts(key))
