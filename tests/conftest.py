"""What every test run shares."""

from __future__ import annotations

import pytest

from tests.oracle_cases import not_run_lines


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the published cases that were not run; a run without the oracle test says nothing."""
    reports = (report for group in terminalreporter.stats.values() for report in group)
    if any("test_oracles.py" in getattr(report, "nodeid", "") for report in reports):
        for line in not_run_lines():
            terminalreporter.write_line(f"oracles not run, {line}")
