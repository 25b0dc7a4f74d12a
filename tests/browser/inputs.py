"""Files to bring in: real ones where they are at hand, else look-alikes made here with the same oddities."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REAL = "SQ_REAL_INPUTS"
STATES = tuple(f"{first}{second}" for first in "ACDFGHIKLM" for second in "AEIOU")
MEASURES = ("H_COMP_1_A_P", "H_COMP_1_SN_P", "H_COMP_1_U_P", "H_CLEAN_HSP_A_P")
RATINGS = ("Extremely likely", "Likely", "Neither likely nor unlikely", "Unlikely", "Extremely unlikely", "Don't know")
PAIRS = 22
PAIR_SHEET = "서브퀄_문항만"


@dataclass(frozen=True, slots=True)
class Input:
    """A file as a browser sends it, and what the page must say about it."""

    name: str
    content: bytes
    sheet: Text
    """The sheet it is understood as."""
    told: str
    """What the findings must name, in the words of the file; empty where all is as the programme knows it."""


def folder() -> Path | None:
    """Return where the real inputs lie, None where they are not at hand."""
    named = os.environ.get(REAL, "")
    place = Path(named) / "service_quality"
    return place if named and place.is_dir() else None


def _written(rows: Sequence[Sequence[object]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def hospital_measures() -> Input:
    """Percentages by state in long form; what was not measured says "Not Available"."""
    place = folder()
    head = ("State", "HCAHPS Question", "HCAHPS Measure ID", "HCAHPS Answer Description", "HCAHPS Answer Percent")
    rows: list[Sequence[object]] = [(*head, "Footnote", "Start Date", "End Date")]
    for number, state in enumerate(STATES):
        for place_of, measure in enumerate(MEASURES):
            value = "Not Available" if number % 13 == 0 else 60 + (number * 7 + place_of) % 35
            rows.append((state, f"Question {measure}", measure, "Answer", value, "", "04/01/2018", "03/31/2019"))
    content = (place / "hcahps_state" / "HCAHPS.csv").read_bytes() if place else _written(rows)
    return Input("HCAHPS.csv", content, Text("指标实绩", "KPI actuals"), "Not Available")


def ratings() -> Input:
    """Answers on a scale of words; who does not know has not scored."""
    place = folder()
    rows: list[Sequence[object]] = [("time", "rating", "surgery", "rating_score")]
    for number in range(400):
        word = RATINGS[5] if number % 40 == 0 else RATINGS[number % 5]
        score = "" if word == RATINGS[5] else 5 - number % 5
        moment = f"2023-{7 + number % 5:02d}-{1 + number % 28:02d} 15:28:00"
        rows.append((moment, word, f"Surgery {number % 4}", score))
    content = (place / "nhs_fft_ratings" / "fft_ratings_no_text.csv").read_bytes() if place else _written(rows)
    return Input("fft_ratings.csv", content, Text("问卷答卷", "Survey responses"), "Don't know")


def pairs() -> Input:
    """A questionnaire that holds nothing but codes: item 1 expected is 1-1, item 1 perceived is 1-2."""
    place = folder()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = PAIR_SHEET
    if place:
        whole = load_workbook(io.BytesIO(_kiosk(place).read_bytes()), read_only=True)
        for row in whole[PAIR_SHEET].iter_rows(values_only=True):
            sheet.append(row)
        whole.close()
    else:
        sheet.append([f"{item}-{side}" for item in range(1, PAIRS + 1) for side in (1, 2)])
        for person in range(60):
            sheet.append([7 - (person * (side + 1) + item) % (3 + side) for item in range(PAIRS) for side in (0, 1)])
    return Input("pairs.xlsx", _saved(book), Text("问卷答卷", "Survey responses"), "")


def many_sheets() -> Input:
    """The same questionnaire with all its working copies, of which some repeat their codes: it cannot be taken whole."""
    place = folder()
    if place:
        content = _kiosk(place).read_bytes()
    else:
        book = Workbook()
        book.remove(book.worksheets[0])
        for copy in range(10):
            sheet = book.create_sheet(f"{PAIR_SHEET}{copy}")
            codes = [f"{item}-{side}" for item in range(1, PAIRS + 1) for side in (1, 2)]
            sheet.append([*codes, *codes] if copy % 3 == 0 else codes)
            for person in range(30):
                sheet.append([1 + (person + at) % 7 for at in range(len(codes) * (2 if copy % 3 == 0 else 1))])
        content = _saved(book)
    return Input("all_sheets.xlsx", content, Text("问卷答卷", "Survey responses"), "1-1")


def _kiosk(place: Path) -> Path:
    return next((place / "kiosk_servqual_kr").glob("*.xlsx"))


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


INPUTS: dict[str, Callable[[], Input]] = {
    "hospital_measures": hospital_measures,
    "ratings": ratings,
    "pairs": pairs,
}

BAD: dict[str, tuple[str, bytes]] = {
    "encrypted": (
        "encrypted.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
    ),
    "text_named_xlsx": ("letter.xlsx", "这不是工作簿，只是一封信。\nNot a workbook.\n".encode()),
    "program_named_xlsx": ("setup.xlsx", b"MZ\x90\x00" + bytes(range(256)) * 8),
    "empty_csv": ("empty.csv", b""),
}
"""Files that cannot be taken, by what is wrong with them."""
