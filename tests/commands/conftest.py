"""A small programme, loaded once by the command line itself; each test works on a copy of its file."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path

import pytest

from sq_core.commands import main
from tests.commands.terminal import SURVEY, Terminal, plan_workbook
from tests.programmes import once_a_run


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the small programme: change set 1 is the plan, change set 2 the survey."""
    folder = tmp_path_factory.mktemp("programme")
    (folder / "plan.xlsx").write_bytes(plan_workbook())
    (folder / "survey.csv").write_text(SURVEY, encoding="utf-8")

    def make(database: Path) -> None:
        files = [str(folder / "plan.xlsx"), str(folder / "survey.csv")]
        with contextlib.redirect_stdout(io.StringIO()):
            code = main(["--db", str(database), "load", *files, "--who", "Li Wei"])
        assert code == 0

    return once_a_run(tmp_path_factory, "small.duckdb", make)


@pytest.fixture
def typed(loaded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Type at a copy of the small programme."""
    database = tmp_path / "programme.duckdb"
    shutil.copyfile(loaded, database)
    return Terminal(database, capsys)


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Type at a database that is not there yet."""
    return Terminal(tmp_path / "new.duckdb", capsys)
