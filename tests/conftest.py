"""What every test run shares: how many examples a property gets, the sample programme, and what is said at the end.

The product is imported where it is used: the process that only hands out tests to others reads this file too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.real_inputs import RealInputs, at_hand

if TYPE_CHECKING:
    from sq_core.desk import Office

settings.register_profile("core", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=200, deadline=None)
settings.load_profile("core")  # the slow stage asks for the other one by --hypothesis-profile


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the browser's tests unread where none of them is asked for: their library takes long to load in every worker."""
    return True if collection_path.name == "browser" and "not browser" in config.option.markexpr else None


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample programme as a database, loaded once a run; copy it, never open it."""
    from sq_core.desk import load_sample, open_office
    from tests.programmes import once_a_run

    def make(path: Path) -> None:
        office = open_office(path)
        load_sample(office)
        office.close()

    return once_a_run(tmp_path_factory, "sample.duckdb", make)


@pytest.fixture(scope="session")
def sample_office(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample programme for everybody who only reads it."""
    from sq_core.desk import open_office

    path = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    shutil.copyfile(sample_file, path)
    office = open_office(path)
    yield office
    office.close()


@pytest.fixture
def own_sample(sample_file: Path, tmp_path: Path) -> Iterator[Office]:
    """The sample programme for a test that changes it."""
    from sq_core.desk import open_office

    path = tmp_path / "sample.duckdb"
    shutil.copyfile(sample_file, path)
    office = open_office(path)
    yield office
    office.close()


@pytest.fixture
def real_inputs(request: pytest.FixtureRequest) -> RealInputs:
    """Real inputs for one test."""
    return RealInputs(request.node)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was not run: published cases, and inputs of others that are not at hand; runs without them say nothing."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    nodes = {getattr(report, "nodeid", "").split("::")[0] for report in reports}
    if any(node.endswith("test_oracles.py") for node in nodes):
        from tests.oracle_cases import not_run_lines

        for line in not_run_lines():
            terminalreporter.write_line(f"oracles not run, {line}")
    if any(node.endswith("test_real_inputs.py") for node in nodes):
        kept = [pair for report in reports for pair in getattr(report, "user_properties", ())]
        read = {value for name, value in kept if name == "real_input"}
        ends = list(dict.fromkeys(value for name, value in kept if name == "real_input_end"))
        terminalreporter.write_line(f"real inputs read: {len(read)} of {len(at_hand())} at hand")
        if ends:
            terminalreporter.write_line(f"what became of all of them: {', '.join(ends)}")
