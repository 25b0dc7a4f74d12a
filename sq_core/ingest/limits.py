"""How large an uploaded file may be and what reading it may cost; beyond that it is refused, never tried."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may cost. The reading process is ended at its limits; the server is never in danger."""

    file_bytes: int = 100 * MEGABYTE
    expanded_bytes: int = 2048 * MEGABYTE
    """All parts of a zipped workbook together, as its directory declares them."""
    ratio: int = 200
    """How often smaller than its content a zipped part may be; counted only for parts above ``ratio_from_bytes``."""
    ratio_from_bytes: int = 8 * MEGABYTE
    cells: int = 30_000_000
    box: int = 60_000_000
    """Rows times columns of the rectangle a sheet spans, filled or not: readers allocate all of it."""
    memory_bytes: int = 2048 * MEGABYTE
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
