"""Failure modes: risk priority numbers, and action priorities that do not multiply ranks.

Multiplying three ranks gives only 120 different numbers out of 1,000 and lets a deadly rare failure equal a harmless
frequent one. Action priority looks the three ranks up in a table instead. The table here is the AIAG-VDA one as
public sources quote it; they contradict each other, so it is reference material to be confirmed against the handbook
and every function takes another table in its place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from sq_core.models.checks import between, outside
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

Priority = Literal["H", "M", "L"]
Band = tuple[int, int]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)

PRIORITY_NAMES: dict[Priority, Text] = {
    "H": Text("高：必须采取措施", "High: action is needed"),
    "M": Text("中：应采取措施", "Medium: action should be taken"),
    "L": Text("低：可采取措施", "Low: action is optional"),
}

SEVERITY = Text("严重度", "Severity")
OCCURRENCE = Text("发生度", "Occurrence")
DETECTION = Text("探测度", "Detection")


@dataclass(frozen=True, slots=True)
class PriorityTable:
    """A lookup of action priorities: bands of severity, occurrence and detection, and one letter for each triple.

    ``letters`` has a row per severity band, in it a word per occurrence band, in it a letter per detection band.
    """

    severity: tuple[Band, ...]
    occurrence: tuple[Band, ...]
    detection: tuple[Band, ...]
    letters: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for bands in (self.severity, self.occurrence, self.detection):
            covered = sorted(rank for low, high in bands for rank in range(low, high + 1))
            if covered != list(range(1, 11)):
                raise outside(Text("分段应恰好覆盖 1 到 10。", "The bands should cover 1 to 10 exactly once."))
        fits = len(self.letters) == len(self.severity) and all(
            len(row) == len(self.occurrence)
            and all(len(word) == len(self.detection) and set(word) <= set(PRIORITIES) for word in row)
            for row in self.letters
        )
        if not fits:
            raise outside(
                Text("优先级表与分段不符，只能用 H、M、L。", "The table does not fit its bands; use H, M and L only.")
            )


AIAG_VDA = PriorityTable(
    severity=((9, 10), (7, 8), (4, 6), (2, 3), (1, 1)),
    occurrence=((8, 10), (6, 7), (4, 5), (2, 3), (1, 1)),
    detection=((7, 10), (5, 6), (2, 4), (1, 1)),
    letters=(
        ("HHHH", "HHHH", "HHHM", "HMLL", "LLLL"),
        ("HHHH", "HHHM", "HMMM", "MMLL", "LLLL"),
        ("HHMM", "MMML", "MLLL", "LLLL", "LLLL"),
        ("MMLL", "LLLL", "LLLL", "LLLL", "LLLL"),
        ("LLLL", "LLLL", "LLLL", "LLLL", "LLLL"),
    ),
)
"""AIAG-VDA 2019 as quoted in public; unverified, confirm against your handbook."""


def _rank(value: float, what: Text) -> int:
    taken = between(value, 1, 10, what)
    if not taken.is_integer():
        raise outside(
            Text("{what}应为 1 到 10 的整数。", "{what} should be a whole number from 1 to 10.").fill(what=what)
        )
    return int(taken)


def risk_priority(severity: float, occurrence: float, detection: float) -> int:
    """Multiply the three ranks (1 to 10 each), 1 to 1000 (IEC 60812). Ordinal: 90 is not half of 180."""
    return _rank(severity, SEVERITY) * _rank(occurrence, OCCURRENCE) * _rank(detection, DETECTION)


def distinct_risk_priorities() -> int:
    """Count how many different numbers three ranks can make: 120."""
    ranks = range(1, 11)
    return len({one * other * third for one in ranks for other in ranks for third in ranks})


def _band(bands: tuple[Band, ...], rank: int) -> int:
    return next(at for at, (low, high) in enumerate(bands) if low <= rank <= high)


def action_priority(severity: float, occurrence: float, detection: float, table: PriorityTable = AIAG_VDA) -> Priority:
    """Look up the action priority of three ranks (1 to 10 each). Raises ``OutOfRange`` for any other rank."""
    row = table.letters[_band(table.severity, _rank(severity, SEVERITY))]
    word = row[_band(table.occurrence, _rank(occurrence, OCCURRENCE))]
    return cast("Priority", word[_band(table.detection, _rank(detection, DETECTION))])


def _band_name(letter: str, band: Band) -> str:
    return f"{letter}{band[0]}" if band[0] == band[1] else f"{letter}{band[0]}-{band[1]}"


def priority_cells(table: PriorityTable = AIAG_VDA) -> dict[str, Priority]:
    """Write the table out, one entry per triple of bands: ``S9-10|O8-10|D7-10`` and its letter."""
    return {
        "|".join((_band_name("S", severity), _band_name("O", occurrence), _band_name("D", detection))): cast(
            "Priority", table.letters[row][word][at]
        )
        for row, severity in enumerate(table.severity)
        for word, occurrence in enumerate(table.occurrence)
        for at, detection in enumerate(table.detection)
    }


def priority_counts(table: PriorityTable = AIAG_VDA) -> Mapping[Priority, int]:
    """Count how many of the 1,000 triples of ranks get each letter."""
    ranks = range(1, 11)
    found = Counter(action_priority(s, o, d, table) for s in ranks for o in ranks for d in ranks)
    return {letter: found[letter] for letter in PRIORITIES}


def is_monotone(table: PriorityTable = AIAG_VDA) -> bool:
    """Tell whether a worse rank never lowers the priority: a table that fails this is mistyped."""
    order = {"L": 0, "M": 1, "H": 2}
    ranks = range(1, 11)
    height = {(s, o, d): order[action_priority(s, o, d, table)] for s in ranks for o in ranks for d in ranks}
    return all(
        height[s, o, d] <= height.get(worse, 2)
        for s, o, d in height
        for worse in ((s + 1, o, d), (s, o + 1, d), (s, o, d + 1))
    )
