"""Opening a programme and bringing workbooks into it: read, rehearse, commit."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.desk.office import Office, open_office
from sq_core.ingest import Intake, KnownItem, read_workbook, stated_item
from sq_core.ledger import Author, commit, drafted
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.ledger import Draft, Effect

_DATA = Path(__file__).parents[2] / "data"
DEFAULT_DATABASE = _DATA / "cockpit.duckdb"
SAMPLE_WORKBOOKS = (_DATA / "seed_benchmarks.xlsx", _DATA / "sample_programme.xlsx")
SHIPPED = Author("Service Quality Cockpit", verified=True)
SAMPLE_REASON = Text("示例项目", "Sample programme")


@dataclass(frozen=True, slots=True)
class Request:
    """How a workbook is to be read: one sheet of it, as a contract, with columns a person chose."""

    wanted_sheet: str | None = None
    as_contract: str | None = None
    chosen: Mapping[tuple[str, str], str] = field(default_factory=dict)
    last_rows: bool = False
    """Whether of several rows of one event the last is taken."""


def database_path(named: Path | None) -> Path:
    """Say which database is meant: the one named, else SQ_DATABASE, else the default beside the shipped data."""
    if named is not None:
        return named
    return Path(os.environ["SQ_DATABASE"]) if os.environ.get("SQ_DATABASE") else DEFAULT_DATABASE


def open_programme(named: Path | None) -> Office:
    """Open the programme meant; where the default does not exist yet, it begins as the sample programme."""
    path = database_path(named)
    fresh = path == DEFAULT_DATABASE and not path.exists()
    office = open_office(path)
    if fresh:
        load_sample(office)
    return office


def load_sample(office: Office) -> None:
    """Load the sample programme; it says on every screen that it is one."""
    for workbook in SAMPLE_WORKBOOKS:
        content = workbook.read_bytes()
        intake = read_upload(office, workbook.name, content)
        reason = f"{SAMPLE_REASON.zh} {SAMPLE_REASON.en}"
        commit(office.store, draft_of(office, intake, content, SHIPPED, reason))


def read_upload(office: Office, name: str, content: bytes, request: Request = Request()) -> Intake:
    """Read a workbook with what the programme knows of its items; raises WorkbookRefused."""
    return read_workbook(
        name,
        content,
        wanted_sheet=request.wanted_sheet,
        as_contract=request.as_contract,
        chosen=request.chosen,
        known_items=known_items(office),
        last_rows=request.last_rows,
        today=office.today,
    )


def known_items(office: Office) -> dict[str, KnownItem]:
    """Read the questionnaire items the programme knows, with their scales and what is no score."""
    with office.store.reading() as cursor:
        rows = cursor.execute("select item, scale_low, scale_high, not_scored from survey_items").fetchall()
    stated = {item: stated_item(*said) for item, *said in rows}
    return {item: known for item, known in stated.items() if known is not None}


def draft_of(office: Office, intake: Intake, content: bytes, author: Author, reason: str) -> Draft:
    """Write the change set a workbook amounts to."""
    return drafted(intake, content, author, reason, known_items(office))


def load(office: Office, intake: Intake, content: bytes, author: Author, reason: str) -> Effect:
    """Take a workbook that was read and not refused."""
    return commit(office.store, draft_of(office, intake, content, author, reason))
