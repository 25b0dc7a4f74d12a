"""How the command line speaks: lines for people in their language, JSON for programs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from sq_core.catalogue import signed_status
from sq_core.errors import EditStale
from sq_core.ledger import shown_key
from sq_core.reports import changed_cells, plain_refusal
from sq_core.words import Text, interval, month, same, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sq_core.catalogue import Reading
    from sq_core.desk import Move
    from sq_core.errors import Finding, SqError
    from sq_core.ledger import Effect
    from sq_core.words import Lang


@dataclass(frozen=True, slots=True)
class Speaker:
    """Prints in one language, or as JSON."""

    lang: Lang
    as_json: bool = False

    def plain(self, value: object) -> None:
        """Print JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=1, default=str))

    def say(self, text: Text) -> None:
        """Print a sentence."""
        self.line(text.of(self.lang))

    def line(self, text: str, *, aside: bool = False) -> None:
        """Print a line, ``aside`` where it is not part of the answer.

        What stands in a cell is somebody's text: a control character in it must not command the terminal.
        """
        shown = "".join(sign if sign in "\n\t" or category(sign)[0] != "C" else "\ufffd" for sign in text)
        print(shown, file=sys.stderr if aside else sys.stdout)

    def readings(self, readings: Iterable[Reading]) -> None:
        """Print readings as lines."""
        for one in readings:
            name = " ".join([one.title.of(self.lang), *one.dimensions.values()])
            status = signed_status(one.status).of(self.lang)
            if one.value is None:
                reason = one.broken.message.of(self.lang) if one.broken else ""
                self.line(f"{one.metric:26} {name}: {status}. {reason}")
                continue
            around = f" [{interval(one.low, one.high, one.unit, self.lang)}]" if one.low is not None else ""
            n = f" n={one.n:,.0f}" if one.n is not None else ""
            period = f" {month(one.period, self.lang)}" if one.period and one.period.year > 1 else ""
            self.line(f"{one.metric:26} {name}: {spoken(one.value, one.unit, self.lang)}{around}{n}{period} {status}")

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print findings, each with place, message and remedy."""
        signs = {"refused": "✗", "changed": "~", "noted": "·"}
        for one in findings:
            many = f" ×{one.count}" if one.count > 1 else ""
            self.line(f"  {signs[one.weight]} {one.place}{many}: {self._both_sentences(one.message, one.remedy)}")

    def refusal(self, error: SqError) -> None:
        """Print why something was refused: as JSON where asked for, else in words that do not mix with the answer."""
        if self.as_json:
            self.plain(plain_refusal(error))
            return
        self.line(self._both_sentences(error.message, error.remedy), aside=True)
        if error.place:
            self.line(f"  {error.place}", aside=True)
        self.findings(one for one in getattr(error, "findings", ()) if one.message != error.message)
        for one in error.conflicts if isinstance(error, EditStale) else ():
            values = f"{one.seen} → {one.current} / {one.wanted}"
            self.line(f"  {one.sheet}: {shown_key(one.key)}, {one.column}: {values}", aside=True)

    def _both_sentences(self, message: Text, remedy: Text) -> str:
        """Set what is wrong and what to do in one line, each closed as a sentence."""
        stop, gap = ("。", "") if self.lang == "zh" else (".", " ")
        said = (message.of(self.lang).rstrip(), remedy.of(self.lang).rstrip())
        return gap.join(one if one.endswith(("。", ".", "？", "?", "！", "!")) else one + stop for one in said if one)

    def effect(self, effect: Effect) -> None:
        """Print what a change set does to each sheet."""
        for one in effect.sheets:
            changed = changed_cells(one)
            self.say(
                Text(
                    f"  {one.sheet}：新增 {one.new_rows} 行，修改 {changed} 格，不变 {one.unchanged_rows} 行，"
                    f"文件中没有 {len(one.missing)} 行，移除 {one.removed_rows} 行",
                    f"  {one.sheet}: {one.new_rows} new rows, {changed} cells changed, {one.unchanged_rows} rows unchanged, "
                    f"{len(one.missing)} not in the file, {one.removed_rows} removed",
                )
            )

    def moves(self, moves: Iterable[Move]) -> None:
        """Print which readings move, from what to what."""
        for one in moves:
            before = spoken(one.before.value, one.before.unit, self.lang)
            after = spoken(one.after.value, one.after.unit, self.lang)
            status = (
                f"{signed_status(one.before.status).of(self.lang)} → {signed_status(one.after.status).of(self.lang)}"
            )
            self.say(same(f"  {one.before.title.of(self.lang)}: {before} → {after}  ({status})"))
