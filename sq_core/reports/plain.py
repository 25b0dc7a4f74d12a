"""Readings, findings and change sets as plain mappings: what ``--json`` prints and other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.errors import EditStale
from sq_core.ledger import ROW, shown_key

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk import Move
    from sq_core.errors import Finding, SqError
    from sq_core.ingest import Intake, SheetIntake
    from sq_core.ledger import ChangeSet, Effect, SheetEffect
    from sq_core.trace import SourceSheet, Trace
    from sq_core.words import Text

Plain = dict[str, object]


def both(text: Text) -> Plain:
    """Give a phrase in both languages."""
    return {"zh": text.zh, "en": text.en}


def plain_reading(reading: Reading) -> Plain:
    """Give a reading; rates are fractions; a dimension's value stands under its own name."""
    plain: Plain = {
        "metric": reading.metric,
        "title": both(reading.title),
        "value": reading.value,
        "unit": reading.unit,
        "n": reading.n,
        "low": reading.low,
        "high": reading.high,
        "target": reading.target,
        "status": reading.status,
        "period": reading.period.isoformat() if reading.period else None,
        "complete": reading.complete,
        "previous": reading.previous,
        "previous_year": reading.previous_year,
        "section": reading.section,
        "rolled_up": reading.rolled_up,
    }
    if reading.broken is not None:
        plain["broken"] = {"message": both(reading.broken.message), "remedy": both(reading.broken.remedy)}
    return plain | dict(reading.dimensions)


def plain_finding(finding: Finding) -> Plain:
    """Give a finding with its place, rule and remedy."""
    return {
        "rule": finding.rule,
        "weight": finding.weight,
        "message": both(finding.message),
        "remedy": both(finding.remedy),
        "place": str(finding.place),
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "value": finding.value,
        "count": finding.count,
        "cells": list(finding.cells),
    }


def plain_refusal(error: SqError) -> Plain:
    """Give a refusal: what was refused, the remedy, the place, and every finding or conflict it carries."""
    conflicts = error.conflicts if isinstance(error, EditStale) else ()
    return {
        "error": type(error).__name__,
        "message": both(error.message),
        "remedy": both(error.remedy),
        "place": str(error.place) if error.place else "",
        "findings": [plain_finding(finding) for finding in getattr(error, "findings", ())],
        "conflicts": [
            {
                "sheet": one.sheet,
                "row": shown_key(one.key),
                "column": one.column,
                "seen": one.seen,
                "current": one.current,
                "wanted": one.wanted,
            }
            for one in conflicts
        ],
    }


def plain_sheet(sheet: SheetIntake) -> Plain:
    """Give what a sheet was understood as."""
    return {
        "sheet": sheet.sheet,
        "contract": sheet.contract,
        "header_row": sheet.header_row,
        "rows_read": sheet.rows_read,
        "rows_refused": sheet.rows_refused,
        "answers": sheet.answers.num_rows if sheet.answers is not None else 0,
        "columns": [
            {"letter": m.letter, "header": m.header, "column": m.column, "how": m.how, "unit": m.unit, "role": m.role}
            for m in sheet.columns
        ],
    }


def changed_cells(effect: SheetEffect) -> int:
    """Count the cells that move in rows that were there and stay; a first value in such a row is a change too."""
    come_or_gone = {change.row_key for change in effect.changed if change.column == ROW}
    return sum(1 for change in effect.changed if change.row_key not in come_or_gone)


def plain_effect(effect: Effect) -> list[Plain]:
    """Give what a change set does to each sheet."""
    return [
        {
            "sheet": one.sheet,
            "new_rows": one.new_rows,
            "removed_rows": one.removed_rows,
            "changed_cells": changed_cells(one),
            "unchanged_rows": one.unchanged_rows,
            "missing": [shown_key(key) for key in one.missing],
        }
        for one in effect.sheets
    ]


def plain_move(move: Move) -> Plain:
    """Give a reading before and after."""
    return {
        "metric": move.before.metric,
        "title": both(move.before.title),
        "unit": move.after.unit,
        "before": move.before.value,
        "after": move.after.value,
        "shift": move.shift,
        "target_before": move.before.target,
        "target_after": move.after.target,
        "status_before": move.before.status,
        "status_after": move.after.status,
    }


def plain_intake(intake: Intake) -> Plain:
    """Give what was read: sheets understood, sheets skipped, findings."""
    return {
        "file": intake.file,
        "sha256": intake.sha256,
        "sheets": [plain_sheet(sheet) for sheet in intake.sheets],
        "skipped": [{"sheet": one.sheet, "rows": one.rows} for one in intake.skipped],
        "findings": [plain_finding(finding) for finding in intake.findings],
    }


def plain_change_set(one: ChangeSet) -> Plain:
    """Give a change set as the history lists it."""
    return {
        "id": one.id,
        "kind": one.kind,
        "who": one.author.name,
        "verified": one.author.verified,
        "at_utc": one.at_utc.isoformat(timespec="seconds"),
        "reason": one.reason,
        "file": one.file_name,
        "cells": one.cells,
        "fact_rows": one.fact_rows,
        "sheets": list(one.sheets),
        "undoes": one.undoes,
        "undone_by": one.undone_by,
    }


def plain_trace(trace: Trace) -> Plain:
    """Give a trace: formula, lineage, and the rows with their places."""
    return {
        "metric": trace.metric,
        "title": both(trace.title),
        "means": both(trace.means),
        "formula": trace.select,
        "formula_in_words": [both(sentence) for sentence in trace.formula],
        "interval": both(trace.interval) if trace.interval is not None else None,
        "rules": [
            {
                "parameter": rule.parameter,
                "meaning": both(rule.meaning),
                "value": rule.value,
                "place": str(rule.place) if rule.place is not None else "",
            }
            for rule in trace.rules
        ],
        "rests_on": [plain_reading(reading) for reading in trace.rests_on],
        "target_from": _plain_source(trace.aim) if trace.aim is not None else None,
        "lineage": [
            {"name": step.name, "title": both(step.title), "kind": step.kind, "reads": list(step.reads)}
            for step in trace.steps
        ],
        "sources": [_plain_source(source) for source in trace.sources],
    }


def _plain_source(source: SourceSheet) -> Plain:
    return {
        "sheet": source.sheet,
        "rows": source.count,
        "where": [both(one) for one in source.narrowed],
        "oldest": source.oldest.isoformat() if source.oldest else None,
        "newest": source.newest.isoformat() if source.newest else None,
        "evidence": [both(one) for one in source.grades],
        "changed_by": source.changed_by,
        "changed_at": source.changed_at.isoformat(timespec="seconds") if source.changed_at else None,
        "reason": source.reason,
        "shown": [
            {
                "file": row.file,
                "sheet": row.sheet,
                "cell": row.cell,
                "values": dict(row.values),
                "cells": {name: place.cell for name, place in row.places.items()},
                "changed_by": row.changed.who if row.changed is not None else "",
                "reason": row.changed.reason if row.changed is not None else "",
            }
            for row in source.rows
        ],
    }
