"""One phrase in two languages, written where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A phrase in Chinese and English; neither side may be empty when the other is not."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if bool(self.zh) != bool(self.en):
            missing = "zh" if self.en else "en"
            raise ValueError(f"Text needs both languages, {missing} is empty: {self.zh or self.en!r}")

    def of(self, lang: Lang) -> str:
        """Say the phrase in one language."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **values: Text | str | int | float) -> Text:
        """Put values into the braces of both languages; a Text fills each side with its own."""
        return Text(
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
            self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)


def same(text: str) -> Text:
    """Say something that reads alike in both languages: a code, a name, a cell's own text."""
    return Text(text, text)


def listed(parts: list[Text] | tuple[Text, ...]) -> Text:
    """Join phrases as a list: 、 in Chinese, commas in English."""
    return Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))
