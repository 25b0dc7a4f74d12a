"""What changed since a moment, on the command line; without a moment the list is what it always was."""

from __future__ import annotations

import pytest

from tests.commands.terminal import Terminal, plan_workbook

pytestmark = pytest.mark.slow

MOVES = {"kind", "size", "said", "cause", "change_sets", "only_time", "metric", "before", "after", "status_after"}


def test_the_list_without_a_moment_is_a_list(typed: Terminal) -> None:
    found = typed("changes", "--json").json
    assert [one["id"] for one in found] == [2, 1]
    assert "Li Wei" in typed("changes").out


def test_since_an_edition_the_readings_that_moved_come_with_their_change_sets(typed: Terminal) -> None:
    answer = typed("changes", "--since", 1, "--json")
    assert answer.code == 0
    told = answer.json
    assert (told["since"]["edition"], told["edition"]) == (1, 2)
    assert [one["id"] for one in told["change_sets"]] == [2]
    gap = next(one for one in told["moves"] if one["metric"] == "service_gap")
    assert set(gap) >= MOVES
    assert (gap["kind"], gap["change_sets"], gap["before"], gap["only_time"]) == ("first", [2], None, False)
    assert "survey.csv" in gap["cause"]["zh"]
    assert "survey.csv" in gap["cause"]["en"]
    assert "complaint_rate" not in {one["metric"] for one in told["moves"]}, "the survey does not move it"


@pytest.mark.slow
def test_since_a_day_counts_that_day(typed: Terminal) -> None:
    everything = typed("changes", "--since", "2020-01-01", "--json").json
    assert [one["id"] for one in everything["change_sets"]] == [2, 1]
    nothing = typed("changes", "--since", "2100-01-01", "--json").json
    assert (nothing["moves"], nothing["change_sets"], nothing["said"]["en"]) == ([], [], "Nothing changed")


@pytest.mark.slow
def test_a_change_and_its_undoing_are_no_change(typed: Terminal, tmp_path_factory: object) -> None:
    assert typed("undo", 2, "--who", "Li Wei").code == 0
    gone = typed("changes", "--since", 2, "--json").json
    assert "service_gap" in {one["metric"] for one in gone["moves"] if one["kind"] == "lost"}
    assert typed("changes", "--since", 1, "--json").json["moves"] == []
    assert "Nothing changed" in typed("changes", "--since", 1).out


@pytest.mark.slow
def test_it_speaks_both_languages(typed: Terminal) -> None:
    assert "read for the first time" in typed("changes", "--since", 1).out
    assert "首次有读数" in typed("--speak", "zh", "changes", "--since", 1).out


def test_a_moment_nobody_knows_is_refused(typed: Terminal) -> None:
    for nonsense in ("soon", "77"):
        answer = typed("changes", "--since", nonsense, "--json")
        assert answer.code == 2
        assert answer.json["message"]["zh"]


def test_the_empty_programme_has_not_changed(empty: Terminal) -> None:
    assert plan_workbook()
    assert empty("changes", "--since", 0, "--json").json["moves"] == []
