"""Reading what somebody typed into a JSON file: every value is fetched by name and type, or refused by name.

An adapter must never meet a ``KeyError`` or a ``TypeError``: all of that ends here, in both languages, with the place
inside the file (``cases[2].p1``). Names come in synonyms because published cases spell the same thing differently.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard, TypeVar

from sq_core.errors import OutOfRange
from sq_core.words import Text

NUMBER = Text("一个数", "a number")
NUMBERS = Text("一列数", "a list of numbers")
TABLE = Text("数的二维表", "a table of numbers")
RECORDS = Text("一列记录", "a list of records")
MAPPING = Text("名称与数值的对应", "names with their numbers")
WORD = Text("一个词", "a word")
YES_NO = Text("true 或 false", "true or false")

Choice = TypeVar("Choice", bound=str)


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell a finite number from everything else; true and false are not numbers."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Tell a list from a text, which Python also counts as a sequence."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of one method; ``where`` is the place inside the file they came from."""

    kind: str
    values: Mapping[str, object]
    where: str = ""

    def missing(self, name: str) -> OutOfRange:
        """Make the refusal of an absent input."""
        message = Text("{kind}：缺少输入 {name}。", "{kind}: the input {name} is missing.")
        remedy = Text("请在输入文件的 inputs 中加入 {name}。", "Add {name} to the inputs of the file.")
        return OutOfRange(message.fill(kind=self.kind, name=self.where + name), remedy.fill(name=name))

    def wrong(self, name: str, wanted: Text) -> OutOfRange:
        """Make the refusal of an input of the wrong type."""
        message = Text("{kind}：输入 {name} 应为{wanted}。", "{kind}: the input {name} should be {wanted}.")
        remedy = Text("请改正 {name} 的写法。", "Correct how {name} is written.")
        return OutOfRange(message.fill(kind=self.kind, name=self.where + name, wanted=wanted), remedy.fill(name=name))

    def has(self, *names: str) -> bool:
        """Tell whether one of these names holds something other than null."""
        return any(self.values.get(name) is not None for name in names)

    def found(self, *names: str) -> tuple[str, object]:
        """Fetch the first of these names that is there, or refuse by the first name."""
        for name in names:
            if self.values.get(name) is not None:
                return name, self.values[name]
        raise self.missing(names[0])

    def number(self, *names: str) -> float:
        """Fetch a number."""
        name, value = self.found(*names)
        if not is_number(value):
            raise self.wrong(name, NUMBER)
        return self._float(name, value)

    def _float(self, name: str, value: object) -> float:
        """Turn a number into a float; an integer too large for one is no number here."""
        if not is_number(value):
            raise self.wrong(name, NUMBER)
        try:
            return float(value)
        except OverflowError:
            raise self.wrong(name, NUMBER) from None

    def number_or(self, default: float, *names: str) -> float:
        """Fetch a number, or take the default where none of the names is there."""
        return self.number(*names) if self.has(*names) else default

    def optional(self, *names: str) -> float | None:
        """Fetch a number, or None where none of the names is there."""
        return self.number(*names) if self.has(*names) else None

    def whole(self, *names: str) -> int:
        """Fetch a whole number; 4.0 is one."""
        value = self.number(*names)
        if not value.is_integer():
            raise self.wrong(self.found(*names)[0], Text("整数", "a whole number"))
        return int(value)

    def flag(self, *names: str) -> bool:
        """Fetch true or false; false where none of the names is there."""
        if not self.has(*names):
            return False
        name, value = self.found(*names)
        if not isinstance(value, bool):
            raise self.wrong(name, YES_NO)
        return value

    def word(self, default: str, *names: str) -> str:
        """Fetch a word, or the default."""
        if not self.has(*names):
            return default
        name, value = self.found(*names)
        if not isinstance(value, str):
            raise self.wrong(name, WORD)
        return value

    def stated(self, name: str) -> str | float:
        """Fetch a figure as a document states it: a number, or a text such as <70."""
        _, value = self.found(name)
        if isinstance(value, str):
            return value
        if not is_number(value):
            raise self.wrong(name, Text("一个数值的写法，如 72.3 或 <70", "a figure such as 72.3 or <70"))
        return self._float(name, value)

    def choice(self, spellings: Mapping[str, Choice], default: Choice, *names: str) -> Choice:
        """Fetch one of several words, however it is spelt; case does not matter."""
        if not self.has(*names):
            return default
        said = self.word("", *names).strip().lower()
        if said not in spellings:
            raise self.wrong(
                self.found(*names)[0], Text("：", "one of: ") + Text("、".join(spellings), ", ".join(spellings))
            )
        return spellings[said]

    def numbers(self, *names: str) -> list[float]:
        """Fetch a list of numbers."""
        name, value = self.found(*names)
        return self._numbers(name, value)

    def _numbers(self, name: str, value: object) -> list[float]:
        if not is_list(value) or not all(is_number(each) for each in value):
            raise self.wrong(name, NUMBERS)
        return [self._float(name, each) for each in value]

    def one_or_many(self, *names: str) -> tuple[list[float], bool]:
        """Fetch a number or a list of them; the second answer tells whether it was a list."""
        name, value = self.found(*names)
        if is_number(value):
            return [self._float(name, value)], False
        return self._numbers(name, value), True

    def table(self, *names: str, gaps: bool = False) -> list[list[float]]:
        """Fetch a list of equally long lists of numbers; with ``gaps`` a null cell becomes nan."""
        name, value = self.found(*names)
        if not is_list(value) or not value:
            raise self.wrong(name, TABLE)
        rows: list[list[float]] = []
        for row in value:
            if not is_list(row) or not row:
                raise self.wrong(name, TABLE)
            if not all((gaps and each is None) or is_number(each) for each in row):
                raise self.wrong(name, TABLE)
            rows.append([math.nan if each is None else self._float(name, each) for each in row])
        if len({len(row) for row in rows}) != 1:
            raise self.wrong(name, TABLE)
        return rows

    def inner(self, *names: str) -> Inputs:
        """Fetch a mapping as inputs of its own."""
        name, value = self.found(*names)
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            raise self.wrong(name, MAPPING)
        return Inputs(self.kind, value, f"{self.where}{name}.")

    def named_numbers(self, *names: str) -> dict[str, float]:
        """Fetch names with a number each."""
        inner = self.inner(*names)
        return {key: inner.number(key) for key in inner.values}

    def words(self, *names: str) -> list[str]:
        """Fetch a list of names; numbers among them are written out."""
        name, value = self.found(*names)
        if not is_list(value):
            raise self.wrong(name, Text("一列名称", "a list of names"))
        if not all(isinstance(each, str) or is_number(each) for each in value):
            raise self.wrong(name, Text("一列名称", "a list of names"))
        return [str(each) for each in value]

    def records(self, *names: str, positional: Sequence[str] = ()) -> list[Inputs]:
        """Fetch a list of records; a list in place of a record is read by position."""
        name, value = self.found(*names)
        if not is_list(value):
            raise self.wrong(name, RECORDS)
        records: list[Inputs] = []
        for at, each in enumerate(value):
            where = f"{self.where}{name}[{at}]."
            if isinstance(each, Mapping) and all(isinstance(key, str) for key in each):
                records.append(Inputs(self.kind, each, where))
            elif is_list(each) and 0 < len(each) <= len(positional):
                records.append(Inputs(self.kind, dict(zip(positional, each, strict=False)), where))
            else:
                raise self.wrong(f"{name}[{at}]", RECORDS)
        return records

    def confidence(self) -> float:
        """Fetch the confidence level, 0.95 unless told; ``alpha`` says it from the other side."""
        if self.has("conf", "confidence", "confidence_level", "level"):
            return self.number("conf", "confidence", "confidence_level", "level")
        return 1.0 - self.number_or(0.05, "alpha")

    def confidence_only(self) -> float:
        """Fetch the confidence level where ``alpha`` means something else, such as a smoothing factor."""
        return self.number_or(0.95, "conf", "confidence", "confidence_level", "level")


def label(value: float) -> str:
    """Write a number as it stands in the name of an output: 324, 0.5."""
    return str(int(value)) if float(value).is_integer() else f"{value:.12g}"
