"""Event logs and complaints as the world writes them: moments, several rows for one ticket, words nobody knows."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from sq_core.ingest import accept, read_workbook
from sq_core.ingest.dates import read_date
from sq_core.ingest.intake import Intake
from sq_core.ingest.raw import RawBook
from sq_core.ingest.reading import Wishes, understand
from sq_core.sheets import contracts, filled
from sq_core.sheets.template import SheetRows
from sq_core.words import Text
from tests.ingest.looks import column, found, only, read_rows, rules, sheet_of

REAL = Path(os.environ["SQ_REAL_INPUTS"]) / "service_quality" if os.environ.get("SQ_REAL_INPUTS") else None
NYC = ["unique_key", "created_date", "closed_date", "agency", "complaint_type", "descriptor", "borough", "status"]
OPENED = contracts()["service_events"].by_name["opened"]


def nyc_rows(*rows: list[object]) -> list[list[object]]:
    return [[*NYC, "incident_zip", "latitude", "longitude"], *([*row, "10034", 40.8, -73.9] for row in rows)]


def nyc_row(key: str, opened: str, closed: str, status: str = "Closed") -> list[object]:
    return [key, opened, closed, "NYPD", "Noise - Street/Sidewalk", "Loud Music/Party", "QUEENS", status]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-31 09:30:05", "2026-10-31T09:30:05"),
        ("2026-10-31T09:30", "2026-10-31T09:30:00"),
        ("12/31/2015 11:59:45 PM", "2015-12-31T23:59:45"),
        ("01/01/2016 12:55:15 AM", "2016-01-01T00:55:15"),
        ("01/01/2016 12:05 PM", "2016-01-01T12:05:00"),
        ("2019. 8. 27 오후 6:29:47", "2019-08-27T18:29:47"),
        ("2026年10月31日 下午3:05", "2026-10-31T15:05:00"),
        ("2026年10月31日 15时05分", "2026-10-31T15:05:00"),
        ("2026/10/31 凌晨12:10", "2026-10-31T00:10:00"),
        ("2026/10/31 中午12:10", "2026-10-31T12:10:00"),
        ("2026-10-31T09:30:00+08:00", "2026-10-31T09:30:00"),
    ],
)
def test_moments_as_people_write_them(text: str, moment: str) -> None:
    assert accept(OPENED, text).value == moment


def test_a_day_alone_begins_at_midnight_and_says_so() -> None:
    accepted = accept(OPENED, "2026-10-31")
    assert (accepted.value, accepted.rule) == ("2026-10-31T00:00:00", "no-clock")
    assert accepted.change is not None


@pytest.mark.parametrize("text", ["2026-10-31 25:10", "2026-10-31 10:75", "soon", "2026-02-30 10:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    refusal = accept(OPENED, text).refusal
    assert refusal is not None
    assert refusal.rule == "not-a-date"


def test_a_date_keeps_its_day_whatever_the_clock_says() -> None:
    dated = read_date("2026-10-31 25:10")
    assert dated is not None
    assert (dated.day.isoformat(), dated.clock) == ("2026-10-31", None)


def test_a_number_of_a_workbook_is_read_to_the_second() -> None:
    assert accept(OPENED, 46326.39589120370).value == "2026-10-31T09:30:05"
    assert accept(OPENED, datetime(2026, 10, 31, 9, 30, 5)).value == "2026-10-31T09:30:05"


def test_requests_of_a_city_are_service_events() -> None:
    intake = read_rows(
        nyc_rows(
            nyc_row("1", "12/31/2015 11:59:45 PM", "01/01/2016 12:55:15 AM"),
            nyc_row("2", "12/31/2015 10:00:00 PM", "", "Assigned"),
        )
    )
    sheet = only(intake)
    assert (sheet.contract, sheet.rows_read, intake.refused) == ("service_events", 2, False)
    taken = {match.header: match.column for match in sheet.columns if match.column}
    assert taken == dict(
        zip(NYC, ("event", "opened", "closed", "team", "type", "detail", "region", "handling"), strict=True)
    )
    assert column(intake, "opened") == [datetime(2015, 12, 31, 23, 59, 45), datetime(2015, 12, 31, 22)]
    assert column(intake, "closed") == [datetime(2016, 1, 1, 0, 55, 15), None]
    assert column(intake, "handling") == ["closed", "working"]


def test_a_log_in_chinese_is_understood() -> None:
    heads = [
        "工单号",
        "创建时间",
        "完成时间",
        "工单类型",
        "受理渠道",
        "地区",
        "优先级",
        "重开次数",
        "是否首次解决",
        "处理费用",
    ]
    rows: list[list[object]] = [
        ["A1", "2026-10-01 08:00:00", "2026-10-01 10:00:00", "报修", "电话", "西南", "高", 1, "否", 80],
        ["A2", "2026-10-02 08:00:00", None, "咨询", "门店", "华东", "低", 0, "是", 20],
    ]
    intake = read_rows([heads, *rows])
    sheet = only(intake)
    assert (sheet.contract, intake.refused) == ("service_events", False)
    assert column(intake, "first_contact") == [False, True]
    assert (column(intake, "reopened"), column(intake, "cost")) == ([1, 0], [80.0, 20.0])


LOG: list[list[str | None]] = [
    ["event", "opened", "closed", "updated", "status"],
    ["T1", "2026-10-01 08:00", None, "2026-10-01 08:00", "open"],
    ["T2", "2026-10-01 09:00", None, "2026-10-01 09:00", "open"],
    ["T1", "2026-10-01 08:00", "2026-10-03 08:00", "2026-10-03 08:00", "closed"],
    ["T1", "2026-10-01 08:00", None, "2026-10-02 08:00", "pending"],
]


def read_log(rows: list[list[str | None]], *, last_rows: bool) -> Intake:
    return understand("log.xlsx", "sha", RawBook((sheet_of("events", rows),)), Wishes(last_rows=last_rows))


def test_a_log_with_several_rows_for_a_ticket_is_refused_until_the_last_is_asked_for() -> None:
    intake = read_log(LOG, last_rows=False)
    finding = found(intake, "repeated-code")
    assert intake.refused
    assert (finding.count, finding.cells, finding.value) == (2, ("A2", "A5"), "T1")
    assert "--last-rows" in finding.remedy.en


def test_the_last_row_of_a_ticket_is_the_one_written_last() -> None:
    intake = read_log(LOG, last_rows=True)
    assert not intake.refused
    assert [(row["event"], row["handling"]) for row in only(intake).rows.to_pylist()] == [
        ("T2", "open"),
        ("T1", "closed"),
    ]
    assert found(intake, "last-rows").count == 2


def test_without_a_time_of_writing_the_order_of_rows_decides() -> None:
    intake = read_log([[row[n] for n in (0, 1, 2, 4)] for row in LOG], last_rows=True)
    assert [(row["event"], row["handling"]) for row in only(intake).rows.to_pylist()] == [
        ("T2", "open"),
        ("T1", "waiting"),
    ]
    assert "order of rows" in found(intake, "last-rows").message.en


def test_complaints_without_a_code_are_not_one_complaint() -> None:
    intake = read_rows([["date received", "issue", "state"], *[["2026-10-01", "Late", "AZ"]] * 3])
    assert (only(intake).contract, only(intake).rows_read, intake.refused) == ("complaints", 3, False)


def test_what_is_closed_before_it_was_opened_is_pointed_out() -> None:
    intake = read_rows(
        nyc_rows(
            nyc_row("1", "2026-10-02 08:00:00", "2026-10-01 08:00:00"),
            nyc_row("2", "2026-10-02 08:00:00", "2026-10-02 08:00:00"),
        )
    )
    finding = found(intake, "ends-before-it-begins")
    assert (finding.weight, finding.count, finding.cells) == ("noted", 1, ("C2",))
    assert only(intake).rows_read == 2


def test_a_status_nobody_knows_is_other_and_said_so() -> None:
    intake = read_rows(
        nyc_rows(*(nyc_row(str(n), "2026-10-02 08:00:00", "", s) for n, s in enumerate(("Zzyzx", "Closed"))))
    )
    assert column(intake, "handling") == ["other", "closed"]
    assert found(intake, "choice-otherwise").weight == "changed"
    assert not intake.refused


def test_moments_survive_a_workbook() -> None:
    contract = contracts()["service_events"]
    moments = ("2026-10-31T09:30:05", "2026-10-31T00:00:00", "1999-12-31T23:59:59")
    rows = [tuple({"event": f"E{n}", "opened": m}.get(c.name) for c in contract.columns) for n, m in enumerate(moments)]
    title = Text("样表", "Sample")
    intake = read_workbook("events.xlsx", filled([SheetRows(contract, rows)], "zh", title, title))
    assert not intake.refused
    assert [value.isoformat() for value in column(intake, "opened")] == list(moments)  # type: ignore[attr-defined]


def test_many_written_moments_are_read_like_few() -> None:
    texts = [f"2026-10-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}:{n // 24 % 60:02}" for n in range(900)]
    rows = [["event", "opened", "closed"], *([f"E{n}", text, "2026-10-31"] for n, text in enumerate(texts))]
    intake = read_rows(rows, sheet="events")
    assert [value.isoformat(" ") for value in column(intake, "opened")] == texts  # type: ignore[attr-defined]
    assert found(intake, "no-clock").count == 900
    odd = read_rows([*rows, ["E900", "2026-10-32 10:00:00", "2026-10-31"]], sheet="events")
    assert found(odd, "not-a-date").cells == ("B902",)
    assert "not-a-date" not in rules(intake)


@pytest.mark.skipif(REAL is None, reason="SQ_REAL_INPUTS names no folder")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "contract", "rows"),
    [
        ("nyc311_20k/nyc_311_sample.csv", "service_events", 20_000),
        ("cfpb_pipeline_fixtures/complaints-subset.csv", "complaints", 280),
        ("cfpb_pipeline_fixtures/v1-public.csv", "complaints", 30),
        ("cfpb_pipeline_fixtures/v2-intake.csv", "complaints", 30),
        ("cfpb_pipeline_fixtures/v2-public.csv", "complaints", 30),
        ("nhs_fft_ratings/fft_ratings_no_text.csv", "survey_responses", 3882),
    ],
)
def test_real_files_are_taken_for_what_they_are(path: str, contract: str, rows: int) -> None:
    assert REAL is not None
    intake = read_workbook(Path(path).name, (REAL / path).read_bytes())
    assert (only(intake).contract, only(intake).rows_read, intake.refused) == (contract, rows, False)
