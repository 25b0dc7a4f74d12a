"""What is written on a page, and which of it is not in the page's language.

Everything counts that a person sees, hears or is shown on pointing: text, names for readers of the screen, titles,
placeholders, the words in pictures. Not counted is what came out of the programme's own sheets: it is data and stays as
its owner wrote it, except that a page in one language must not show the column kept for the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.sheets import contracts
from sq_core.ui.elements.tables import ASK
from sq_core.words import LANGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from sq_core.desk import Office
    from sq_core.words import Lang

ALLOWED = Path(__file__).with_name("latin_allowed.txt")
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff，。；：？！、（）「」《》“”]*[\u3400-\u9fff\uf900-\ufaff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z']+")
KEY = re.compile(r"\b[a-z]+(?:[_.][a-z0-9]+)+\b")
"""A name meant for programs: nobody reads ``csat_rate``."""
FILE = re.compile(
    r"[\w\u4e00-\u9fff-]+\.(?:xlsx|csv|ods|xlsm|xls|xlsb|tsv|txt|sql|pptx|docx)\b|\.?[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?"
)
TONGUES = ("中文", "English")
"""The two languages are called by their own names in both."""
PIECES = "problems-candidates"
"""The table whose words are pieces of what customers wrote, in the language they wrote in."""
ASKS = {lang: f"{ASK.of(lang)}: " for lang in LANGS}
"""What stands before the name of a row in the name of its button."""
OTHER: dict[str, str] = {"zh": "_en", "en": "_zh"}

WRITTEN = """() => {
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
  const SKIPPED = "script,style,noscript,code,pre,[data-testid=stCode],canvas td";
  const ICON = "[data-testid=stIconMaterial],[translate=no]"; // drawn from their names
  const found = [];
  const place = (node) => {
    for (let one = node; one; one = one.parentElement ?? one.getRootNode()?.host) {
      const key = [...(one.classList ?? [])].find((name) => name.startsWith("st-key-"));
      if (key) return key.slice(7);
    }
    return "";
  };
  const seen = (element) => element.closest?.("canvas, [id^=react-aria-description]") || element.getClientRects().length > 0;
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = node.data.replace(/\\s+/g, " ").trim();
        const parent = node.parentElement ?? node.getRootNode().host;
        if (text && seen(parent) && !parent.closest(ICON)) found.push([parent.tagName.toLowerCase(), place(parent), text]);
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(SKIPPED)) {
        if (seen(node)) {
          for (const name of ATTRIBUTES) {
            const value = node.getAttribute(name);
            if (value) found.push([`${node.tagName.toLowerCase()}[${name}]`, place(node), value]);
          }
        }
        if (node.shadowRoot) walk(node.shadowRoot);
        walk(node);
      }
    }
  };
  walk(document.body);
  found.push(["document", "", document.title]);
  return found;
}"""
SHAPE = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.children) {
      const key = [...node.classList].find((name) => name.startsWith("st-key-"));
      const tag = node.tagName.toLowerCase();
      if (/^h[1-6]$/.test(tag)) found.push(tag);
      if (key) found.push(key.replace(/-\\d{6,}/, "-n")); // some are named by what they say
      if (node.dataset?.metric) found.push(`card ${node.dataset.metric}`);
      if (node.dataset?.testid === "stVegaLiteChart") found.push("picture");
      if (tag === "table" && !node.closest("canvas")) found.push(`table ${node.querySelectorAll("th").length} x ${node.rows.length}`);
      if (tag === "button") found.push("button");
      if (node.shadowRoot) walk(node.shadowRoot);
      walk(node);
    }
  };
  walk(document.querySelector("[data-testid=stApp]"));
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Residue:
    """A text that is not wholly in the page's language, where it stands, and what of it is strange."""

    where: str
    text: str
    strange: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.where}: {self.text[:160]!r} ({', '.join(dict.fromkeys(self.strange))})"


@cache
def allowed() -> frozenset[str]:
    """Read the reviewed list of Latin words a Chinese page may show; every line has its reason."""
    words = set()
    for line in ALLOWED.read_text("utf-8").splitlines():
        word, _, reason = line.partition("#")
        if word.strip():
            assert reason.strip(), f"{word.strip()} is allowed without a reason"
            words |= set(word.split())
    return frozenset(words)


def data_texts(office: Office, lang: Lang) -> tuple[str, ...]:
    """List what the sheets of a programme hold as text, longest first, without the columns kept for the other language."""
    found = ledger_texts(office)
    for contract in contracts().values():
        columns = [
            c.name for c in contract.columns if not c.name.endswith(OTHER[lang]) and c.type in ("text", "name", "code")
        ]
        with office.store.reading() as cursor:
            names = [row[0] for row in cursor.execute(f'describe "{contract.key}"').fetchall() if row[1] == "VARCHAR"]
            taken = [name for name in names if name in columns]
            for name in taken:
                found |= {
                    row[0]
                    for row in cursor.execute(f'select distinct "{name}" from "{contract.key}"').fetchall()
                    if row[0]
                }
    return tuple(sorted(found, key=len, reverse=True))


def ledger_texts(office: Office) -> set[str]:
    """List who changed something, why, and from which sheet of which file: what somebody wrote stays as it is."""
    with office.desk() as desk:
        sets = desk.changes(1000)
    with office.store.reading() as cursor:
        places = cursor.execute(
            "select source_sheet from programme.ledger.entry union select source_sheet from programme.ledger.batch"
        ).fetchall()
    told = {text for one in sets for text in (one.author.name, one.reason, one.file_name)}
    return {text for text in told | {place for (place,) in places} if text}


@cache
def spellings() -> frozenset[str]:
    """List the spellings of headers and choices that are understood in workbooks, in whatever language they are."""
    columns = [column for contract in contracts().values() for column in contract.columns]
    headers = {word for column in columns for word in column.synonyms}
    return frozenset(headers | {word for column in columns for choice in column.choices for word in choice.synonyms})


def written(page: Page) -> list[tuple[str, str, str]]:
    """Collect everything written on a page: what carries it, the widget it stands in, and the text."""
    return [(str(tag), str(key), str(text)) for tag, key, text in page.evaluate(WRITTEN)]


def shape(page: Page) -> list[str]:
    """List headings, widgets, cards, pictures, tables and buttons in their order."""
    return [str(one) for one in page.evaluate(SHAPE)]


def without_data(text: str, data: tuple[str, ...]) -> str:
    """Take the data out of a text."""
    if text in data or set(re.split("、|, ", text)) <= spellings():
        return ""
    text = FILE.sub(" ", text)
    for one in data:
        if one in text and len(one) > 1:
            letter = "[\u3400-\u9fff]" if CJK.search(one) else "[A-Za-z]"
            text = re.sub(rf"(?<!{letter}){re.escape(one)}(?!{letter})", " ", text)
    return text


def residue(page: Page, lang: Lang, data: tuple[str, ...], names: frozenset[str] = frozenset()) -> list[Residue]:
    """Find what is not in the page's language, and names meant for programs in either."""
    found = []
    for tag, key, whole in written(page):
        if key == PIECES and any(whole.removeprefix(ASKS[lang]) in one.lower() for one in data):
            continue
        text = without_data(whole, data)
        strange = KEY.findall(text)
        if lang == "en":
            strange += CJK.findall(text)
        else:
            strange += [word for word in LATIN.findall(text) if word not in allowed() and word not in names]
        if strange and whole not in TONGUES:
            found.append(Residue(f"{tag} of {key or 'the page'}", whole, tuple(strange)))
    return found
