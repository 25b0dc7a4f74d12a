"""When this browser was here before: a visit ends with a pause, a reload does not, and nonsense in a cookie is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.ui.visits import PAUSE, Seen, Visit, continued, read_visit, written

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_first_visit_has_seen_nothing_before() -> None:
    assert continued(read_visit("", NOW), NOW) == Visit()


def test_reloading_within_a_visit_keeps_what_was_seen_before() -> None:
    visit = Visit(Seen(3, NOW - timedelta(days=2)), Seen(7, NOW))
    for minutes in (1, 29, 30):
        assert continued(visit, NOW + timedelta(minutes=minutes)) == visit


def test_after_a_pause_what_was_seen_last_is_what_was_seen_before() -> None:
    visit = Visit(Seen(3, NOW - timedelta(days=2)), Seen(7, NOW))
    later = continued(visit, NOW + PAUSE + MINUTE)
    assert later == Visit(before=Seen(7, NOW))
    assert continued(later, NOW + PAUSE + 90 * MINUTE) == later, "and stays so while the visit lasts"


SEEN = st.none() | st.builds(
    Seen,
    st.integers(0, 999_999),
    st.integers(0, int(NOW.timestamp())).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)


@given(SEEN, SEEN)
def test_a_cookie_written_is_read_back(before: Seen | None, here: Seen | None) -> None:
    assert read_visit(written(Visit(before, here)), NOW) == Visit(before, here)


@pytest.mark.parametrize(
    "cookie",
    ["x", "1", "1-2-3.", "-1-5.", "7-1795376820", "<script>.", "９-1.", "1-99999999999999.", ".7-", "7-5.8-6;path=/"],
)
def test_nonsense_is_as_good_as_none(cookie: str) -> None:
    assert read_visit(cookie, NOW) == Visit()


def test_a_time_far_ahead_was_not_written_here() -> None:
    ahead = int((NOW + timedelta(days=40)).timestamp())
    assert read_visit(f".7-{ahead}", NOW) == Visit()


@given(st.text(max_size=60))
def test_no_cookie_is_an_error(cookie: str) -> None:
    assert isinstance(read_visit(cookie, NOW), Visit)
