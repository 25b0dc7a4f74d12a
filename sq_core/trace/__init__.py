"""Tracing: from a number to its formula, its rows and their cells."""

from sq_core.trace.trace import SourceRow, SourceSheet, Step, Trace, lineage, trace

__all__ = ["SourceRow", "SourceSheet", "Step", "Trace", "lineage", "trace"]
