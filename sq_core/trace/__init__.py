"""Tracing: from a number to its formula, its rows and their cells."""

from sq_core.trace.found import (
    CellTrace,
    Change,
    RowName,
    RowTrace,
    Rule,
    SourceColumn,
    SourceRow,
    SourceSheet,
    Step,
    Trace,
)
from sq_core.trace.trace import Tracer, lineage

__all__ = [
    "CellTrace",
    "Change",
    "RowName",
    "RowTrace",
    "Rule",
    "SourceColumn",
    "SourceRow",
    "SourceSheet",
    "Step",
    "Trace",
    "Tracer",
    "lineage",
]
