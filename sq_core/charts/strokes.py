"""A stroke: one kind of mark over its own rows, placed by Altair's encodings.

Altair's own chart objects check every mark and every scale against their schema while they are put together, ten
milliseconds a picture that a person waits for. A stroke is put together unchecked; a test checks every picture once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row: TypeAlias = "Mapping[str, object]"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One layer of a picture."""

    rows: tuple[Row, ...]
    mark: Mapping[str, object] = field(default_factory=dict)
    encoding: Mapping[str, object] = field(default_factory=dict)

    def _of(self, kind: str, looks: Mapping[str, object]) -> Stroke:
        return replace(self, mark={"type": kind, **looks})

    def mark_line(self, **looks: object) -> Stroke:
        """Draw a line through the rows."""
        return self._of("line", looks)

    def mark_area(self, **looks: object) -> Stroke:
        """Fill between two levels."""
        return self._of("area", looks)

    def mark_bar(self, **looks: object) -> Stroke:
        """Draw a bar for every row."""
        return self._of("bar", looks)

    def mark_rect(self, **looks: object) -> Stroke:
        """Fill a cell for every row."""
        return self._of("rect", looks)

    def mark_rule(self, **looks: object) -> Stroke:
        """Draw a straight line for every row."""
        return self._of("rule", looks)

    def mark_tick(self, **looks: object) -> Stroke:
        """Draw a short line across the row."""
        return self._of("tick", looks)

    def mark_point(self, **looks: object) -> Stroke:
        """Draw a point for every row."""
        return self._of("point", looks)

    def mark_text(self, **looks: object) -> Stroke:
        """Write a text for every row."""
        return self._of("text", looks)

    def encode(self, **channels: Any) -> Stroke:  # noqa: ANN401  Altair's channels share no useful type
        """Place and colour the rows by their fields."""
        return replace(self, encoding={name: _written(channel) for name, channel in channels.items()})

    def spec(self) -> dict[str, object]:
        """Write the stroke as a layer of a specification."""
        return {"data": {"values": list(self.rows)}, "mark": self.mark, "encoding": self.encoding}


def layer(rows: Iterable[Row]) -> Stroke:
    """Begin a stroke over its own rows."""
    return Stroke(tuple(rows))


def _written(channel: Any) -> object:  # noqa: ANN401  Altair's channels share no useful type
    if isinstance(channel, list):
        return [_written(each) for each in channel]
    return channel if isinstance(channel, dict) else channel.to_dict(validate=False)
