"""Reports: the same readings as plain mappings and as native Office files."""

from sq_core.reports.plain import (
    both,
    changed_cells,
    plain_change_set,
    plain_effect,
    plain_finding,
    plain_intake,
    plain_move,
    plain_reading,
    plain_refusal,
    plain_sheet,
    plain_trace,
)
from sq_core.reports.trace_rows import trace_workbook
from sq_core.reports.workbook import READINGS, programme_workbook, sheet_rows

__all__ = [
    "READINGS",
    "both",
    "changed_cells",
    "plain_change_set",
    "plain_effect",
    "plain_finding",
    "plain_intake",
    "plain_move",
    "plain_reading",
    "plain_refusal",
    "plain_sheet",
    "plain_trace",
    "programme_workbook",
    "sheet_rows",
    "trace_workbook",
]
