"""What a sheet contract says, and the reader of the .toml files that say it.

A contract is the only description of an input: table, template, matching, validation, grid and dictionary are derived from it.
Two kinds. A *plan* sheet is small, keyed, edited by hand, with history for every cell. A *fact* sheet is large and comes
and goes by batch; with ``items`` set it holds a questionnaire, one column an item or (``answer``) one answer a row, stored in long form. Where a
fact has an ``identity``, its rows are told apart by that column: a row that comes again replaces the one before.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from sq_core.words import UNITS, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["plan", "fact"]
ColumnType = Literal["text", "number", "integer", "date", "month", "moment", "choice", "flag"]
COLUMN_TYPES: tuple[ColumnType, ...] = ("text", "number", "integer", "date", "month", "moment", "choice", "flag")
Cell = str | float | int | bool | None
"""A typed cell as the core holds it; dates, months and moments are ISO text (2026-10-31, 2026-10-01, 2026-10-31T09:30:00)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An allowed value: what is stored, how it is said, how else it is met."""

    value: str
    label: Text
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its header in both languages and everything a value of it must satisfy."""

    name: str
    header: Text
    type: ColumnType
    note: Text
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False
    key: bool = False
    choices: tuple[Choice, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    example: Cell = None
    otherwise: str = ""
    """For a choice: what a word nobody knows is taken for; empty: it is refused."""
    not_before: str = ""
    """The column of the same row that it cannot lie before: nothing is closed before it is opened."""
    past: bool = False
    """Whether it tells of something that has happened, and so cannot lie after today."""
    default: Cell = None
    """What an absent column or a blank cell means (region ``all``, status ``unverified``), so that keys are never blank."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A sheet: key, titles, purpose, the section it feeds, its columns."""

    key: str
    kind: Kind
    title: Text
    purpose: Text
    section: str
    columns: tuple[Column, ...]
    synonyms: tuple[str, ...] = ()
    items: bool = False
    identity: str = ""
    """The column that tells the rows of a fact apart; empty where none does."""
    latest: str = ""
    """The column that says which of several rows of one identity is the newest; empty: the last one written."""
    answers: tuple[Column, ...] = ()
    """Of a questionnaire: the columns of its other layout, in which a row holds one answer."""
    by_name: Mapping[str, Column] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that together name a row."""
        return tuple(column for column in self.columns if column.key)


def _text(entry: object, where: str) -> Text:
    if not isinstance(entry, dict) or not entry.get("zh") or not entry.get("en"):
        raise ValueError(f"{where}: needs zh and en")
    return Text(str(entry["zh"]), str(entry["en"]))


def _choice(entry: Mapping[str, object], where: str) -> Choice:
    synonyms = cast("list[str]", entry.get("synonyms", []))
    return Choice(str(entry["value"]), _text(entry, where), tuple(synonyms))


def _column(entry: Mapping[str, object], where: str) -> Column:
    known = set(Column.__dataclass_fields__)
    if unknown := set(entry) - known:
        raise ValueError(f"{where}: unknown settings {sorted(unknown)}")
    kind = cast("ColumnType", entry.get("type", "text"))
    if kind not in COLUMN_TYPES:
        raise ValueError(f"{where}: unknown type {kind}")
    unit = str(entry.get("unit", ""))
    if unit and unit not in UNITS:
        raise ValueError(f"{where}: unknown unit {unit}")
    choices = tuple(_choice(c, where) for c in cast("list[dict[str, object]]", entry.get("choices", [])))
    if (kind == "choice") != bool(choices):
        raise ValueError(f"{where}: a choice column names its choices, and only a choice column does")
    return Column(
        name=str(entry["name"]),
        header=_text(entry.get("header"), where),
        type=kind,
        note=_text(entry.get("note"), where),
        synonyms=tuple(cast("list[str]", entry.get("synonyms", []))),
        unit=unit,
        required=bool(entry.get("required", False)),
        key=bool(entry.get("key", False)),
        choices=choices,
        lowest=cast("float | None", entry.get("lowest")),
        highest=cast("float | None", entry.get("highest")),
        example=cast("Cell", entry.get("example")),
        otherwise=str(entry.get("otherwise", "")),
        not_before=str(entry.get("not_before", "")),
        past=bool(entry.get("past", False)),
        default=cast("Cell", entry.get("default")),
    )


def read_contract(path: Path) -> Contract:
    """Read one contract file; refuse what is misspelt or lacks a language."""
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = tuple(_column(c, f"{path.name}: {c.get('name')}") for c in entry["column"])
    by_name = {column.name: column for column in columns}
    if len(by_name) != len(columns):
        raise ValueError(f"{path.name}: a column is named twice")
    contract = Contract(
        key=entry["key"],
        kind=entry["kind"],
        title=_text(entry["title"], path.name),
        purpose=_text(entry["purpose"], path.name),
        section=entry["section"],
        columns=columns,
        synonyms=tuple(entry.get("synonyms", [])),
        items=bool(entry.get("items", False)),
        identity=str(entry.get("identity", "")),
        latest=str(entry.get("latest", "")),
        answers=tuple(_column(c, f"{path.name}: {c.get('name')}") for c in entry.get("answer", [])),
        by_name=by_name,
    )
    if contract.key != path.stem:
        raise ValueError(f"{path.name}: key says {contract.key}")
    if contract.kind == "plan" and not contract.keys:
        raise ValueError(f"{path.name}: a plan sheet needs a key")
    if unknown := {contract.identity, contract.latest, *(one.not_before for one in columns)} - {"", *by_name}:
        raise ValueError(f"{path.name}: no columns {sorted(unknown)}")
    return contract


@cache
def contracts() -> Mapping[str, Contract]:
    """All sheet contracts by key, in the order of their sections."""
    found = [read_contract(path) for path in Path(__file__).parent.glob("*.toml")]
    return {contract.key: contract for contract in sorted(found, key=lambda c: (c.section, c.key))}
