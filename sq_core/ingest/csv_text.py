"""A csv file as rows of texts: its encoding and its separator are found by looking, for no csv file says either.

UTF-8 first, then what a byte order mark says, then UTF-16 without one, then the encodings of Chinese, Korean, Japanese and
Western Excel. Bytes of GB18030 and CP949 cannot be told apart by their range, only by which characters they would make:
the reading with more of the commonest characters of its language wins. Lone bytes among ASCII are Western.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18
_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_CELL = 1 << 24
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_FREQUENT = {
    "gb18030": frozenset(
        "的一是不了在人有我他这中大来上个国和也子时道说出得就要于下以会可能后主工行地点新分数量年月日期编号名称目标指标"
        "客户服务质量满意度部门区域地区华东北南西电话线评价投诉问题原因责任完成进度状态备注金额单位万元合计比例时间日类型实际值"
        "第二三四五六七八九十非常一般推荐答卷题项风险措施计划项目负责经理公司网点门店渠道基线权重"
    ),
    "cp949": frozenset(
        "이다는을를가의에고하은로도한기지사인자서수어해시니리대정거라보나일부스아전제만있게상원구것들그주장조동공여요오안"
        "면비적중과용크문화성관연선음습까세번호점객족도매우보통불않"
    ),
    "big5": frozenset(
        "的一是不了在人有我他這中大來上個國和也子時道說出得就要於下以會可能後年月日期客戶服務品質滿意度部門"
    ),
    "shift_jis": frozenset(
        "のにをはがとでたしてるいなれさすらこりかもまスルンントイ一日年人大本中出時月分者数量顧客満足度"
    ),
}


def _alone(sample: bytes) -> bool:
    """Say whether bytes above ASCII stand alone, as accented letters do."""
    runs = [len(run) for run in _HIGH_RUN.findall(sample)]
    return sum(1 for length in runs if length == 1) * 2 > len(runs)


def _frequency(text: str, frequent: frozenset[str]) -> float:
    letters = Counter(letter for letter in text if letter > "\x7f" and letter.isalpha())
    total = sum(letters.values())
    return sum(count for letter, count in letters.items() if letter in frequent) / total if total else 0.0


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(content, final=False)
    except UnicodeError:
        return False
    return True


def _guess(sample: bytes) -> str:
    """Ask the general detector where no preferred encoding fits."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _wide(sample: bytes) -> str:
    """Tell UTF-16 and UTF-32 without a mark by where their zeros stand."""
    zeros = [sample[place::4].count(0) for place in range(4)]
    if sum(zeros) * 2 > len(sample) * 1.2:
        return "utf-32-le" if zeros[3] >= zeros[0] else "utf-32-be"
    return "utf-16-le" if zeros[1] + zeros[3] >= zeros[0] + zeros[2] else "utf-16-be"


def find_encoding(content: bytes) -> str:
    """Say in which encoding a text file is written."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        return _wide(sample)
    if _decodes(content, "utf-8"):
        return "utf-8"
    if _alone(sample):
        return "cp1252"
    ways = [encoding for encoding in _FREQUENT if _decodes(content, encoding)]
    scores = {e: _frequency(sample.decode(e, "ignore"), _FREQUENT[e]) for e in ways}
    best = max(scores, key=lambda e: scores[e], default="")
    if best and scores[best] >= 0.1:
        return best
    return _guess(sample)


def find_separator(text: str) -> str:
    """Say what separates the cells: the mark that cuts most rows into the same number of them, more than one."""
    sample = text[: _SAMPLE // 4]
    best, best_score = ",", 0.0
    for mark in _SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=mark) if row)
        except csv.Error:
            continue
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
        score = (count / widths.total()) * min(width, 8) if width > 1 else 0.0
        if score > best_score * 1.05:
            best, best_score = mark, score
    return best


def read_rows(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the rows of a csv text; a first line ``sep=;``, which Excel understands, is not a row."""
    csv.field_size_limit(_LONGEST_CELL)
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"\s*sep=.\s*", first):
        text, separator = rest, first.strip()[-1]
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
