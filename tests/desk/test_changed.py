"""What changed since an edition: sorted by consequence, said in both languages, with the change sets that did it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sq_core.desk import Office, View
from sq_core.desk.background import figures
from sq_core.desk.change_words import headline
from sq_core.desk.changed import KINDS, Changed, what_changed
from sq_core.desk.since import Since, since_day, since_edition, since_moment, since_said, window_opens
from sq_core.errors import PositionUnknown
from sq_core.ledger import Author, CellEdit, Draft, Position, commit, undoing
from sq_core.sheets import Cell
from sq_core.store.database import MOST_OVERLAYS
from tests.programmes import AUTHOR, TODAY, new_office, plan_edits, put, set_cell

pytestmark = pytest.mark.slow

SHANGHAI = ZoneInfo("Asia/Shanghai")
OCTOBER = date(2026, 10, 1)
NOW = View("zh", "month", today=TODAY)


def goal(name: str, metric: str, baseline: float, target: float) -> dict[str, Cell]:
    return {
        "goal": name,
        "metric": metric,
        "baseline": baseline,
        "baseline_date": "2025-12-31",
        "target": target,
        "target_date": "2026-12-31",
        "direction": "down",
        "owner": "客服中心",
    }


def kpi(name: str, value: float, month: date = OCTOBER, n: float = 1000.0) -> dict[str, Cell]:
    return {"kpi": name, "period": month.isoformat(), "region": "north", "value": value, "unit": "percent", "n": n}


def key(name: str, month: date = OCTOBER) -> str:
    return plan_edits("kpi_values", kpi(name, 0.0, month))[0].row_key


def signed(office: Office, who: str, reason: str, *edits: CellEdit) -> int:
    effect = commit(office.store, Draft("edit", Author(who), reason, edits=edits))
    assert effect.change_set is not None
    return effect.change_set


def since(office: Office, edition: int, view: View = NOW, day: date = TODAY) -> Changed:
    with office.desk(view) as desk:
        return what_changed(office, desk, view, Since(edition, day))


def told(found: Changed) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.reading.metric, one.kind, tuple(each.id for each in one.causes)) for one in found.items]


@pytest.fixture
def office() -> Iterator[Office]:
    """Change sets 1 to 3: the day, the goals, October's figures; complaints are a little behind, defects on plan."""
    office = new_office()
    put(office, "parameters", {"parameter": "as_of", "value": "2026-11-01"}, {"parameter": "thin_n", "value": "5"})
    put(office, "goals", goal("G1", "complaint_rate", 0.020, 0.010), goal("G2", "defect_rate", 0.040, 0.020))
    put(office, "kpi_values", kpi("complaint_rate", 0.0125), kpi("defect_rate", 0.023), kpi("on_time_rate", 0.95))
    assert office.edition == 3
    yield office
    office.close()


def test_a_turn_for_the_worse_comes_before_everything_else_and_names_who_did_it(office: Office) -> None:
    edits = (
        CellEdit("kpi_values", key("on_time_rate"), "value", "0.10"),
        CellEdit("kpi_values", key("complaint_rate"), "value", "0.0152"),
    )
    number = signed(office, "张三", "十月更正", *edits)
    found = since(office, 3)
    names = [one.reading.metric for one in found.items]
    assert names[0] == "complaint_rate", "off track weighs more than a far larger move without a goal"
    assert "on_time_rate" in names
    first = found.items[0]
    assert (first.kind, first.move.before.status, first.reading.status) == ("worsened", "watch", "bad")
    assert first.sentence.zh == "投诉率由 1.25% 变为 1.52%，由关注转为偏离"
    assert first.sentence.en == "Complaint rate went from 1.25% to 1.52%, from watch to off track"
    assert first.cause.zh == f"因张三修改了“指标实绩”（第 {number} 号变更），理由：十月更正"
    assert first.cause.en == f"Because 张三 changed KPI values (change set {number}), reason: 十月更正"
    assert headline(found).zh.startswith("2 项转差"), "the complaint rate, and the goals it counts for"
    assert [one.id for one in found.change_sets] == [number]


def test_kinds_stand_in_their_order_and_moves_by_their_share_of_the_way(office: Office) -> None:
    signed(
        office,
        "a",
        "",
        CellEdit("kpi_values", key("complaint_rate"), "value", "0.0105"),  # watch to good
        CellEdit("kpi_values", key("defect_rate"), "value", "0.0225"),  # 2.5 % of its way
        CellEdit("kpi_values", key("on_time_rate"), "value", "0.96"),  # 1 % of what it was
    )
    rows = [row for row in told(since(office, 3)) if row[0] in ("complaint_rate", "defect_rate", "on_time_rate")]
    assert [row[:2] for row in rows] == [
        ("complaint_rate", "improved"),
        ("defect_rate", "moved"),
        ("on_time_rate", "moved"),
    ]
    kinds = [KINDS.index(one.kind) for one in since(office, 0).items]
    assert kinds == sorted(kinds)


def test_what_was_undone_in_between_is_no_change(office: Office) -> None:
    wrong = signed(office, "a", "", CellEdit("kpi_values", key("complaint_rate"), "value", "0.05"))
    commit(office.store, undoing(office.store, wrong, AUTHOR, "", {}))
    found = since(office, 3)
    assert found.items == ()
    assert found.change_sets == ()
    assert headline(found).en == "Nothing changed"
    assert [one.id for one in since(office, wrong).change_sets] == [wrong + 1], "seen from in between, the undo is one"
    assert told(since(office, wrong))[0] == ("complaint_rate", "improved", (wrong + 1,))


def test_an_undo_that_was_undone_leaves_the_first_change_as_the_cause(office: Office) -> None:
    first = signed(office, "a", "", CellEdit("kpi_values", key("complaint_rate"), "value", "0.05"))
    for number in (first, first + 1):
        commit(office.store, undoing(office.store, number, AUTHOR, "", {}))
    found = since(office, 3)
    assert [one.id for one in found.change_sets] == [first]
    assert told(found)[0] == ("complaint_rate", "worsened", (first,))


def test_a_goal_is_moved_by_its_own_row_only(office: Office) -> None:
    signed(office, "邻居", "", CellEdit("goals", "G2", "owner", "质量部"))
    own = signed(office, "李雷", "年中调整", CellEdit("goals", "G1", "target", "0.005"))
    one = next(one for one in since(office, 3).items if one.reading.metric == "complaint_rate")
    assert [each.id for each in one.causes] == [own]
    assert one.kind == "worsened"
    assert one.sentence.zh == "投诉率仍为 1.25%，但由关注转为偏离；目标由 1.00% 改为 0.50%"
    assert one.sentence.en.endswith("; the target went from 1.00% to 0.50%")


def test_another_aim_with_the_same_verdict_is_told_as_an_aim(office: Office) -> None:
    signed(office, "a", "", CellEdit("goals", "G2", "target", "0.0205"))
    one = next(one for one in since(office, 3).items if one.reading.metric == "defect_rate")
    assert (one.kind, one.sentence.zh) == ("aim", "差错率的目标由 2.00% 改为 2.05%")


def test_what_moved_with_the_day_alone_says_so(office: Office) -> None:
    number = signed(office, "王敏", "", CellEdit("parameters", "as_of", "value", "2027-04-01"))
    one = next(one for one in since(office, 3).items if one.reading.metric == "complaint_rate")
    assert (one.kind, one.reading.status, one.only_time) == ("lost", "stale", True)
    assert one.cause.zh == f"只因时间推移：2026年11月1日 到 2027年4月1日（第 {number} 号变更）"
    assert one.cause.en.startswith("Only because time moved on: from 1 Nov 2026 to 1 Apr 2027")


def test_the_clock_moves_readings_without_any_change_set() -> None:
    office = new_office()
    put(office, "goals", goal("G1", "complaint_rate", 0.020, 0.010))
    put(office, "kpi_values", kpi("complaint_rate", 0.0125))
    later = View("en", "month", today=date(2027, 4, 1))
    found = since(office, 2, later, day=TODAY)
    assert [one.id for one in found.change_sets] == []
    one = next(one for one in found.items if one.reading.metric == "complaint_rate")
    assert (one.only_time, one.causes) == (True, ())
    office.close()


def test_figures_and_time_are_told_apart(office: Office) -> None:
    signed(office, "a", "", CellEdit("parameters", "as_of", "value", "2026-12-01"))
    november = date(2026, 11, 1)
    put(office, "kpi_values", kpi("complaint_rate", 0.03, november))
    by_name = {one.reading.metric: one for one in since(office, 3).items}
    both, figures_only = by_name["complaint_rate"], by_name.get("defect_rate")
    assert not both.only_time
    assert both.sentence.zh == "投诉率由 2026年10月的 1.25% 变为 2026年11月的 3.00%，由关注转为偏离"
    assert 5 in {each.id for each in both.causes}
    assert figures_only is None, "one month older is not yet stale, and nothing else about it changed"


def test_first_values_and_lost_ones(office: Office) -> None:
    found = since(office, 2)
    first = found.items[0]
    assert (first.kind, first.reading.metric, first.reading.status) == ("first", "complaint_rate", "watch")
    assert first.sentence.zh == "投诉率首次有值：1.25%，关注"
    commit(office.store, undoing(office.store, 3, AUTHOR, "", {}))
    gone = next(one for one in since(office, 3).items if one.reading.metric == "complaint_rate")
    assert gone.kind == "lost"
    assert gone.sentence.zh.startswith("投诉率不再有值：")
    assert "undid change set 3" in gone.cause.en


def test_an_edition_seen_before_is_not_built_again_and_says_the_same(office: Office) -> None:
    since(office, 3)
    number = signed(office, "a", "", CellEdit("kpi_values", key("complaint_rate"), "value", "0.0152"))
    recalled = since(office, 3)
    assert not office.store._overlays, "what was on the screen a moment ago needs no going back"
    other = new_office()
    put(other, "parameters", {"parameter": "as_of", "value": "2026-11-01"}, {"parameter": "thin_n", "value": "5"})
    put(other, "goals", goal("G1", "complaint_rate", 0.020, 0.010), goal("G2", "defect_rate", 0.040, 0.020))
    put(other, "kpi_values", kpi("complaint_rate", 0.0125), kpi("defect_rate", 0.023), kpi("on_time_rate", 0.95))
    set_cell(other, "kpi_values", key("complaint_rate"), "value", 0.0152)
    gone_back = since(other, 3)
    assert other.store._overlays, "nobody had looked: the past was built"
    assert told(recalled) == told(gone_back)
    assert [one.sentence for one in recalled.items] == [one.sentence for one in gone_back.items]
    assert recalled.change_sets[0].id == number
    other.close()


def test_the_past_compares_with_what_was_before_it(office: Office) -> None:
    signed(office, "a", "", CellEdit("kpi_values", key("complaint_rate"), "value", "0.0152"))
    signed(office, "b", "", CellEdit("kpi_values", key("complaint_rate"), "value", "0.0125"))
    then = View("zh", "month", position=Position(edition=4))
    assert told(since(office, 3, then))[0] == ("complaint_rate", "worsened", (4,))


def test_few_positions_stand_ready_at_once_and_a_reader_keeps_his(office: Office) -> None:
    for number in range(MOST_OVERLAYS + 3):
        set_cell(office, "kpi_values", key("complaint_rate"), "value", 0.01 + number / 10_000)
    with ExitStack() as reading:
        oldest = reading.enter_context(office.desk(View("zh", "month", Position(edition=4))))
        assert oldest.reading("complaint_rate").value == pytest.approx(0.01)
        for edition in range(5, 5 + MOST_OVERLAYS):
            with office.desk(View("zh", "month", Position(edition=edition))) as desk:
                assert desk.reading("complaint_rate").value == pytest.approx(0.01 + (edition - 4) / 10_000)
        assert len(office.store._overlays) == MOST_OVERLAYS
        assert oldest.reading("defect_rate").value == pytest.approx(0.023)
    with office.desk(View("zh", "month", Position(edition=4))) as again:
        assert again.reading("on_time_rate").value == pytest.approx(0.95)


def test_rows_of_the_past_are_those_of_then(office: Office) -> None:
    one: dict[str, Cell] = {"benchmark": "B1", "subject_zh": "甲", "subject_en": "A", "value": 1.0}
    put(office, "benchmarks", one)
    set_cell(office, "benchmarks", plan_edits("benchmarks", one)[0].row_key, "value", 2.0)
    with office.desk(View("zh", position=Position(edition=4))) as then, office.desk() as now:
        assert ([each.value for each in figures(then)], [each.value for each in figures(now)]) == ([1.0], [2.0])


def test_since_a_day_counts_what_was_done_on_it(office: Office) -> None:
    with office.store.reading() as cursor:
        done = cursor.execute("select at_utc from programme.ledger.change_set where id = 3").fetchone()
        assert done is not None
        today = done[0].replace(tzinfo=UTC).astimezone(SHANGHAI).date()
        assert since_day(cursor, today, SHANGHAI) == Since(0, today - timedelta(days=1))
        assert since_day(cursor, today + timedelta(days=1), SHANGHAI).edition == 3
        assert since_said(cursor, today.isoformat(), SHANGHAI, today).edition == 0
        assert since_said(cursor, "2", SHANGHAI, today) == Since(2, today)
        assert since_said(cursor, done[0].isoformat(), SHANGHAI, today).edition == 3
        assert since_edition(cursor, 0, SHANGHAI, today) == Since(0, today)
        exact = done[0].replace(tzinfo=UTC)
        assert since_moment(cursor, exact, SHANGHAI).edition == 3
        assert since_moment(cursor, exact - timedelta(microseconds=1), SHANGHAI).edition == 2
        for nonsense in ("soon", "9"):
            with pytest.raises(PositionUnknown):
                since_said(cursor, nonsense, SHANGHAI, today)


def test_a_day_begins_on_the_programmes_clock(office: Office) -> None:
    with office.store.reading() as cursor:
        late = datetime(2026, 11, 1, 23, 30, tzinfo=ZoneInfo("UTC"))  # already the 2nd in Shanghai
        assert since_moment(cursor, late, SHANGHAI).day == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("window", "opens"),
    [
        ("yesterday", date(2026, 11, 19)),
        ("week", date(2026, 11, 13)),
        ("month", date(2026, 10, 21)),
        ("quarter", date(2026, 10, 1)),
    ],
)
def test_windows_end_today(window: str, opens: date) -> None:
    assert window_opens(window, date(2026, 11, 20), 1) == opens  # type: ignore[arg-type]


def test_the_quarter_is_the_programmes_own() -> None:
    assert window_opens("quarter", date(2026, 11, 20), 2) == date(2026, 11, 1)
