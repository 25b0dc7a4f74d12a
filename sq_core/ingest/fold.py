"""Comparing words that people spell differently: width, case, spaces, punctuation and brackets do not count."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

_BRACKETED = re.compile(r"[\(\[【《〔][^\(\)\[\]【】《》〔〕]*[\)\]】》〕]")
_LATIN_WORD = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WEAK_WORDS = frozenset({"id", "no", "code", "name", "of", "the", "a", "in", "for", "and", "is", "to"})


def plain(text: str) -> str:
    """Make width and case one and spaces single; punctuation stays (``>`` and ``-`` can be choices)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.split()).casefold()


def fold(text: str) -> str:
    """Keep only letters and digits, in one width and case."""
    return "".join(letter for letter in plain(text) if letter.isalnum())


def without_brackets(text: str) -> str:
    """Drop what stands in brackets: ``满意度（分）`` becomes ``满意度``; a header that is only brackets stays."""
    bare = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    return bare or text


def bracketed(text: str) -> tuple[str, ...]:
    """Say what stands in brackets, one after the other."""
    return tuple(part[1:-1].strip() for part in _BRACKETED.findall(unicodedata.normalize("NFKC", text)))


def tokens(text: str) -> tuple[str, ...]:
    """Split into words of Latin letters, numbers, and single ideographs."""
    return tuple(_LATIN_WORD.findall(plain(_CAMEL.sub(" ", text))))


@dataclass(frozen=True, slots=True)
class Folded:
    """A spelling prepared for many comparisons."""

    key: str
    words: tuple[str, ...]
    letters: frozenset[str]
    vocabulary: frozenset[str]


@cache
def folded(text: str) -> Folded:
    """Prepare a spelling."""
    key, words = fold(text), tokens(text)
    return Folded(key, words, frozenset(key), frozenset(words))


def _contained(inner: Folded, outer: Folded) -> float:
    """Say how much of ``outer`` is ``inner`` where all of its words occur there; words like id or name alone say nothing."""
    words = inner.vocabulary
    if not words or not words <= outer.vocabulary or words <= _WEAK_WORDS:
        return 0.0
    return 0.6 + 0.4 * len(inner.words) / max(len(outer.words), 1)


def likeness(one: Folded, other: Folded, least: float = 0.0) -> float:
    """Say from 0 to 1 how alike two spellings are: by their letters in order, or because one contains the other.

    Below ``least`` the answer may be any lower number: letters that cannot suffice are not compared.
    """
    if not one.key or not other.key:
        return 0.0
    if one.key == other.key:
        return 1.0
    strangers = one.vocabulary.isdisjoint(other.vocabulary)
    contained = 0.0 if strangers else max(_contained(one, other), _contained(other, one))
    short, long = (one, other) if len(one.key) <= len(other.key) else (other, one)
    needed = max(least, contained, 0.75) * (len(short.key) + len(long.key)) / 2
    if len(short.key) < needed or len(short.key) - len(short.letters - long.letters) < needed:
        return contained
    if len(short.key) < 3 and one.key.isascii():
        return contained
    return max(contained, SequenceMatcher(None, one.key, other.key, autojunk=False).ratio())
