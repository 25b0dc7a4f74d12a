"""What customers say, by theme: the dictionary in force, the texts behind each theme, and words that no theme knows yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import cohen_kappa
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sq_core.catalogue import Metric
    from sq_core.desk.desk import Desk

NONE = "none"
"""What a complaint is called that no theme names."""
UNNAMED = Text("没有归入主题", "No theme")
WORDLESS = Text("没有中文词", "no English words")
_SEPARATORS = re.compile(r"[、，,；;|\n]+")
_SIGNS = re.compile(r"[\u3400-\u9fff]+")
_WORDS = re.compile(r"[a-zà-ÿ]{4,}")
_LONGEST = 4
"""Chinese words are looked for as runs of two to four characters."""
_LEAST = 2
"""A word in one text only is no candidate."""
_PLAIN = """
about after again also because been before being could does even every from have having here into just like made make more
most much only other over please said same should some still such than that their them then there these they this those
through time told very want was well were what when where which while will with would your
"""
"""Words too plain to name a theme."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the dictionary in force; ``own`` where the programme's row says it, else it is shipped."""

    theme: str
    name: Text
    words: Text
    """Its words as the cells hold them; a side without words says so."""
    excluded: str
    types: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class SaidText:
    """A complaint as the customer put it; ``own_words`` is false where type and detail stand in for a text."""

    batch: int
    row_no: int
    complaint: str | None
    date: date
    region: str | None
    channel: str | None
    type: str | None
    own_words: bool
    words: str

    @property
    def key(self) -> str:
        """Name its row: the batch it came with, and the row of the sheet."""
        return f"{self.batch}\x1f{self.row_no}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of texts without a theme, how many of them it would name, and one of them."""

    word: str
    texts: int
    example: str


def stated_themes(desk: Desk) -> tuple[Theme, ...]:
    """Read the dictionary in force in the order of its codes."""
    columns = (
        "theme, coalesce(name_zh, name_en, theme), coalesce(name_en, name_zh, theme), words_zh, words_en, excluded,"
        " types, own"
    )

    def make() -> tuple[Theme, ...]:
        return tuple(
            Theme(
                code,
                Text(zh, en),
                Text(said_zh or WORDLESS.zh, said_en or WORDLESS.en),
                excluded or "",
                _split(types),
                own,
            )
            for code, zh, en, said_zh, said_en, excluded, types, own in desk.select("theme_stated", columns, "theme")
        )

    return desk.kept("themes", sheets=("themes",), make=make)


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in _SEPARATORS.split(cell or "") if word.strip())


def theme_names(desk: Desk) -> dict[str, Text]:
    """Name every theme, and what has none."""
    return {one.theme: one.name for one in stated_themes(desk)} | {NONE: UNNAMED}


def texts(desk: Desk, theme: str) -> tuple[SaidText, ...]:
    """Give the newest texts of a theme, 500 at most."""
    return _texts(desk).get(theme, ())


def _texts(desk: Desk) -> Mapping[str, tuple[SaidText, ...]]:
    columns = "theme, batch, row_no, complaint, date, region, channel, type, own_words, words"

    def make() -> Mapping[str, tuple[SaidText, ...]]:
        found: dict[str, list[SaidText]] = defaultdict(list)
        for theme, *row in desk.select("theme_text", columns, "theme, date desc, batch desc, row_no desc"):
            found[theme].append(SaidText(*row))
        return {theme: tuple(rows) for theme, rows in found.items()}

    return desk.kept("theme texts", sheets=("complaints", "themes"), make=make)


def candidates(desk: Desk, most: int = 12) -> tuple[Candidate, ...]:
    """Find words that would name most texts without a theme: runs of Chinese characters, and Latin words.

    A text is counted once, for the first word that holds it: so every word adds texts that those before it leave.
    """

    def make() -> tuple[Candidate, ...]:
        waiting = {text: frozenset(_words_of(text.words)) for text in texts(desk, NONE)}
        found: list[Candidate] = []
        while len(found) < most:
            held = Counter(word for words in waiting.values() for word in words)
            word = min(held, key=lambda one: (-held[one], -len(one), one), default="")
            if held[word] < _LEAST:
                break
            named = [text for text, words in waiting.items() if word in words]
            found.append(Candidate(word, len(named), named[0].words))
            for text in named:
                del waiting[text]
        return tuple(found)

    return desk.kept("theme candidates", most, sheets=("complaints", "themes"), make=make)


def _words_of(text: str) -> Iterator[str]:
    low, plain = text.lower(), frozenset(_PLAIN.split())
    yield from (word for word in _WORDS.findall(low) if word not in plain)
    for run in _SIGNS.findall(low):
        for length in range(2, _LONGEST + 1):
            yield from (run[at : at + length] for at in range(len(run) - length + 1))


def agreements(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Compare for every theme what the dictionary says of a text with what its stated type says, by Cohen's kappa.

    Only themes that name types which occur are compared: of the others the clerks say nothing.
    """
    counted = _counted(desk, metric)
    by_type = {said: texts for (theme, said), texts in counted.items() if not theme}
    total = sum(by_type.values())
    found = []
    for theme in stated_themes(desk):
        typed = {_folded(one) for one in theme.types} & set(by_type)
        if not typed:
            continue
        named = {said: texts for (code, said), texts in counted.items() if code == theme.theme}
        both = sum(texts for said, texts in named.items() if said in typed)
        dictionary_only = sum(named.values()) - both
        clerk_only = sum(by_type[said] for said in typed) - both
        neither = total - both - dictionary_only - clerk_only
        where = (("theme", theme.theme),)
        try:
            kappa = cohen_kappa([[both, dictionary_only], [clerk_only, neither]], confidence=desk.rules.confidence)
        except ModelError:
            continue
        span = kappa.interval
        found.append(
            Outcome(where, kappa.value, n=kappa.n, low=span.low if span else None, high=span.high if span else None)
        )
    return tuple(found)


def _counted(desk: Desk, metric: Metric) -> Mapping[tuple[str, str], int]:
    """Count texts by theme and stated type; kept until complaints or the dictionary change, whatever else is edited."""

    def make() -> Mapping[tuple[str, str], int]:
        counted: Counter[tuple[str, str]] = Counter()
        for theme, said, texts in desk.select(metric.name, "theme, type, texts", "all"):
            counted[theme, _folded(said)] += texts
        return counted

    return desk.kept("theme agreement", sheets=("complaints", "themes"), make=make)


def _folded(said: str) -> str:
    return " ".join(said.lower().split())
