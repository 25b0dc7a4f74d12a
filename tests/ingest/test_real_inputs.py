"""Inputs nobody here made: published surveys, KPI tables, plans, and hundreds of odd and broken spreadsheets.

Where they are not at hand, look-alikes of the same shape stand in, and the counts are those of the look-alike.
"""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sq_core.errors import Finding, WorkbookRefused
from sq_core.ingest import Intake, Limits, read_workbook
from sq_core.words import Text
from tests.ingest.looks import column, found, only, read_rows, rules
from tests.real_inputs import REAL, RealInputs, at_hand, real_only

SURVEYS = "service_quality"


def read(path: Path, **more: object) -> Intake:
    return read_workbook(path.name, path.read_bytes(), **more)  # type: ignore[arg-type]


HCAHPS = ["State", "HCAHPS Question", "HCAHPS Measure ID", "HCAHPS Answer Description", "HCAHPS Answer Percent"]


def hcahps_rows() -> list[list[object]]:
    rows: list[list[object]] = [[*HCAHPS, "Footnote", "Start Date", "End Date"]]
    for state in ("AK", "AL", "VI"):
        for n in range(4):
            value = "Not Available" if state == "VI" else str(70 + n)
            rows.append([state, "Patients who …", f"H_COMP_{n}_A_P", "always", value, "", "04/01/2018", "03/31/2019"])
    return rows


@pytest.mark.parametrize(("contract", "region"), [(None, "region"), ("benchmarks", "segment")])
def test_patient_survey_results_of_states(contract: str | None, region: str, real_inputs: RealInputs) -> None:
    path = real_inputs.find(f"{SURVEYS}/hcahps_state/HCAHPS.csv")
    intake = read(path, as_contract=contract) if path else read_rows(hcahps_rows(), contract, sheet="HCAHPS")
    rows, missing, states = (4032, 288, 56) if path else (12, 4, 3)
    sheet = only(intake)
    assert not intake.refused
    assert sheet.contract == (contract or "kpi_values")
    assert (sheet.rows_read, sheet.rows_refused) == (rows, 0)
    assert found(intake, "missing-word").count == missing
    assert sheet.rows.column("value").null_count == missing
    assert len(set(column(intake, region))) == states
    assert set(column(intake, "unit")) == {"percent"}
    assert pc.max(sheet.rows.column("value")).as_py() <= 1
    day = "period" if contract is None else "date"
    assert {str(value) for value in column(intake, day)} == {"2019-03-01" if contract is None else "2019-03-31"}


def fft_rows() -> list[list[object]]:
    words = ["Extremely likely"] * 6 + [
        "Likely",
        "Unlikely",
        "Extremely unlikely",
        "Neither likely nor unlikely",
        "Don't know",
    ]
    rows: list[list[object]] = [["time", "rating", "surgery", "rating_score", "sentiment_free_text"]]
    for n, word in enumerate(words):
        rows.append([f"2023-07-13 15:{n:02d}:00", word, "Earls Court Surgery", "5.0", "positive"])
    return rows


def test_friends_and_family_answers(real_inputs: RealInputs) -> None:
    path = real_inputs.find(f"{SURVEYS}/nhs_fft_ratings/fft_ratings_no_text.csv")
    intake = read(path) if path else read_rows(fft_rows())
    rows, unscored = (3882, 19) if path else (11, 1)
    sheet = only(intake)
    assert (sheet.contract, sheet.rows_read, intake.refused) == ("survey_responses", rows, False)
    assert found(intake, "not-scored").count == unscored
    assert sheet.answers is not None
    assert sheet.answers.num_rows == rows - unscored
    assert set(sheet.answers.column("item").to_pylist()) == {"rating"}
    assert (sheet.items[0].scale_low, sheet.items[0].scale_high) == (1, 5)
    assert sheet.rows.column("region").null_count == 0
    assert sheet.rows.column("date").null_count == 0


def servqual_rows() -> list[list[object]]:
    """Four items, the third the worst, as in the real sheet codes for headers and a question numbered like a pair."""
    head: list[object] = [
        "타임스탬프",
        "귀하의 성별을 선택해주세요.",
        *[f"{n}-{half}" for n in range(1, 5) for half in (1, 2)],
    ]
    head += ["1. 전체적으로 만족한다."]
    return [head, *[["2019. 8. 27 오후 6:29:47", "여", 6, 5, 7, 6, 7, 4, 5, 6, 4] for _ in range(5)]]


def test_a_servqual_survey_with_codes_for_headers(real_inputs: RealInputs) -> None:
    path = real_inputs.find(f"{SURVEYS}/kiosk_servqual_kr/설문응답지_redacted.xlsx")
    intake = read(path, wanted_sheet="서브퀄") if path else read_rows(servqual_rows())
    sheet = only(intake)
    assert sheet.answers is not None
    pairs = [item.item for item in sheet.items if item.paired]
    assert (sheet.contract, intake.refused) == ("survey_responses", False)
    assert (sheet.rows_read, len(pairs)) == ((196, 22) if path else (5, 4))
    assert {(item.scale_low, item.scale_high) for item in sheet.items if item.paired} == {(1, 7)}
    paired = sheet.answers.filter(pc.is_in(sheet.answers.column("item"), pa.array(pairs)))
    means = paired.group_by("item").aggregate([("expectation", "mean"), ("perception", "mean")]).to_pylist()
    expected = sum(row["expectation_mean"] for row in means) / len(means)
    met = sum(row["perception_mean"] for row in means) / len(means)
    worst = sorted(means, key=lambda row: row["perception_mean"] - row["expectation_mean"])
    if path:
        assert (round(expected, 2), round(met, 2)) == (6.00, 4.97)
        assert [row["item"] for row in worst[:4]] == ["13", "12", "21", "4"]
        gaps = [round(row["perception_mean"] - row["expectation_mean"], 2) for row in worst]
        assert gaps[:4] == [-1.94, -1.81, -1.77, -1.75]
        assert gaps[-1] == 0.30
    else:
        assert (expected, met, worst[0]["item"]) == (6.25, 5.25, "3")


@real_only
@pytest.mark.slow
def test_a_sheet_with_mistyped_codes_is_refused_and_can_be_mended(real_inputs: RealInputs) -> None:
    path = real_inputs.find(f"{SURVEYS}/kiosk_servqual_kr/설문응답지_redacted.xlsx")
    assert path is not None
    intake = read(path, wanted_sheet="카노")
    assert intake.refused
    assert "I/J (3-1)" in found(intake, "item-twice").message.en
    chosen = {
        ("카노", letter): f"item:{code}" for letter, code in (("J", "3-2"), ("L", "4-2"), ("N", "5-2"), ("P", "6-2"))
    }
    mended = read(path, wanted_sheet="카노", chosen=chosen)
    assert "item-twice" not in rules(mended)


@real_only
@pytest.mark.slow
def test_a_korean_csv_with_whole_questions_for_headers(real_inputs: RealInputs) -> None:
    path = real_inputs.find(f"{SURVEYS}/kiosk_servqual_kr/kiosk.csv")
    assert path is not None
    intake = read(path)
    assert found(intake, "encoding").value == "cp949"
    assert "D/CN" in found(intake, "item-twice").message.en
    later = [m.letter for m in only(intake).columns if m.how == "item" and len(m.letter) == 2 and m.letter >= "CN"]
    mended = read(path, chosen={("kiosk", letter): "" for letter in later})
    sheet = only(mended)
    assert not mended.refused
    assert (sheet.rows_read, sum(item.paired for item in sheet.items)) == (207, 24)
    assert sheet.items[0].wording.startswith("키오스크는 사용자가 선택한 내용을")


@real_only
@pytest.mark.slow
def test_tables_that_are_no_contract_yet_are_not_forced_into_one(real_inputs: RealInputs) -> None:
    assert REAL is not None
    for path in sorted((REAL / "planning").rglob("*.xlsx")):
        with pytest.raises(WorkbookRefused) as refused:
            read(real_inputs.read(path))
        assert refused.value.findings[0].rule == "nothing-understood"


def outcome(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """Read a file; any other end than an intake or a refusal in both languages fails the test."""
    started = time.monotonic()
    texts: list[Text] = []
    try:
        name, findings = "intake", read(path).findings
    except WorkbookRefused as refused:
        name, findings = refused.findings[0].rule, refused.findings
        texts += [refused.message, refused.remedy]
    assert time.monotonic() - started < Limits().wall_seconds + 30, path
    texts += [text for finding in findings for text in (finding.message, finding.remedy)]
    assert all(text.zh and text.en for text in texts), path
    return name, findings


ODD = (
    "robustness/phpspreadsheet/files/tests/data/Reader/XLS/oleloop.xls",
    "robustness/calamine/files/tests/pass_protected.xlsx",
    "robustness/calamine/files/tests/issue_174.xlsx",
    "robustness/calamine/files/tests/any_sheets.ods",
    "robustness/readxl/files/inst/extdata/datasets.xls",
)


@real_only
@pytest.mark.parametrize("path", ODD)
@pytest.mark.slow
def test_a_sample_of_odd_files_ends_well(path: str, real_inputs: RealInputs) -> None:
    assert REAL is not None
    outcome(real_inputs.read(REAL / path))


@real_only
@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_every_file_ends_as_an_intake_or_a_refusal(real_inputs: RealInputs) -> None:
    with ThreadPoolExecutor(2) as pair:
        tally = Counter(name for name, _ in pair.map(outcome, map(real_inputs.read, at_hand())))
    real_inputs.tally(dict(tally.most_common()))
    assert tally["reader-died"] <= 2
    assert tally["intake"] >= 4
