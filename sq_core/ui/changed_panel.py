"""What changed since somebody was here, or since a moment they choose: the gravest first, and the change sets behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import streamlit as st

from sq_core.desk.change_words import author_said, deed_said, headline, reason_said
from sq_core.desk.changed import what_changed
from sq_core.desk.since import (
    WINDOWS,
    Since,
    since_day,
    since_edition,
    since_moment,
    window_opens,
    zone_of,
)
from sq_core.ui import state
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column, muted, plain_text, table
from sq_core.ui.elements.prose import small
from sq_core.ui.front import the_office, view_of
from sq_core.ui.panels import SHAPES, SOURCE, WHY
from sq_core.ui.trace_panel import show_trace
from sq_core.ui.visits import Seen, last_visit
from sq_core.words import Text, day, moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.desk import Desk
    from sq_core.desk.changed import Change, Changed
    from sq_core.ledger import ChangeSet
    from sq_core.words import Lang

SHOWN = 5
"""Changes that stand open; the rest are one click away."""
SETS_SHOWN = 3
SETS_OFFERED = 50
CHANGED = Text("什么变了", "What changed")
SINCE = Text("与何时相比", "Compared with")
VISIT = Text("自上次来访", "Since my last visit")
LATEST = Text("最近一次变更", "The last change set")
EDITION = Text("自某次变更起…", "From a change set on…")
DAY = Text("自某天起…", "From a day on…")
NAMES: Mapping[str, Text] = {
    "yesterday": Text("自昨天", "Since yesterday"),
    "week": Text("近 7 天", "Last 7 days"),
    "month": Text("近 30 天", "Last 30 days"),
    "quarter": Text("本季度以来", "Since the quarter began"),
}
COMPARED = Text(
    "与数据版本 {edition} 相比；那时的日期是 {when}", "Compared with edition {edition}, as it stood on {when}"
)
COMPARED_EMPTY = Text("与空的项目相比", "Compared with the empty programme")
MORE = Text("其余 {n} 项", "{n} more")
SETS = Text("其间的变更集：{n}", "Change sets in between: {n}")
SETS_MORE = Text("另有 {n} 次更早的，见“工作簿”的历史。", "{n} more before these, in the history of Workbooks.")


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a comparison looks back from, on the programme's clock."""

    now: datetime

    @property
    def today(self) -> date:
        """The day of that moment."""
        return self.now.date()


def changes_panel(desk: Desk) -> None:
    """Draw what changed, compared with what the reader chooses."""
    lang = desk.lang
    with st.container(border=True, gap="small", key="cockpit_changed", height="stretch"):
        since = _chosen(desk)
        found = what_changed(the_office(), desk, view_of(state.current()), since)
        common = _common_cause(found.items[:SHOWN])
        _compared(found, common, lang)
        for number, one in enumerate(found.items[:SHOWN]):
            _change(one, number, lang, said_already=bool(common))
        _rest(found.items[SHOWN:], lang)
        _sets(found.change_sets, desk)


def _chosen(desk: Desk) -> Since:
    """Draw the chooser beside the title and return what is compared with."""
    lang, clock, seen = desk.lang, _clock(desk), last_visit()
    names = _options(desk, clock, seen)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(CHANGED.of(lang), anchor=False, width="stretch")
        picked = _pick("cockpit.since", {name: text.of(lang) for name, text in names.items()}, SINCE.of(lang), 230)
    if picked == "visit" and seen is not None:
        return _since_visit(desk, seen)
    day = _day(clock, lang) if picked == "day" else None
    number = int(_number(desk)) if picked == "edition" else desk.edition
    with the_office().store.reading() as cursor:
        if picked in WINDOWS:
            day = _opens(picked, clock, desk)
        if day is not None:
            return since_day(cursor, day, zone_of(desk))
        return since_edition(cursor, max(number - 1, 0), zone_of(desk), clock.today)


def _pick(key: str, names: dict[str, str], label: str, width: int | Literal["stretch"]) -> str:
    """Draw a list to choose from; what is chosen goes to the address."""
    picked = state.pick(key, names)
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=state.showing(key, picked),
        on_change=state.picking(key, next(iter(names))),
        label_visibility="collapsed",
        width=width,
    )
    return picked


def _since_visit(desk: Desk, seen: Seen) -> Since:
    """Compare with what was seen then; an edition there is not yet belongs to a database that was put back since."""
    zone = zone_of(desk)
    if seen.edition <= desk.edition:
        return Since(seen.edition, seen.at.astimezone(zone).date())
    with the_office().store.reading() as cursor:
        return since_moment(cursor, seen.at, zone)


def _opens(window: str, clock: Clock, desk: Desk) -> date:
    named = next(one for one in WINDOWS if one == window)
    return window_opens(named, clock.today, int(desk.parameters["fiscal_year_start"]))


def _options(desk: Desk, clock: Clock, seen: Seen | None) -> dict[str, Text]:
    """Offer the last visit first; on a first visit the week, or the last change set where a week leads to nothing."""
    others = {"latest": LATEST} | {one: NAMES[one] for one in WINDOWS} | {"edition": EDITION, "day": DAY}
    if seen is not None:
        zone = zone_of(desk)
        when = Text(moment(seen.at, zone, "zh"), moment(seen.at, zone, "en"))
        return {"visit": VISIT + Text("（", " (") + when + Text("）", ")")} | others
    with the_office().store.reading() as cursor:
        week_ago = since_day(cursor, _opens("week", clock, desk), zone_of(desk)).edition
    return {"week": others["week"]} | others if 0 < week_ago < desk.edition else others


def _clock(desk: Desk) -> Clock:
    """Look back from now; in the past, from the moment its last change set was taken."""
    zone = zone_of(desk)
    newest = _sets_until(desk, 1) if state.current().as_of else ()
    return Clock(newest[0].at_utc.replace(tzinfo=UTC).astimezone(zone) if newest else datetime.now(zone))


def _sets_until(desk: Desk, many: int) -> tuple[ChangeSet, ...]:
    """List the newest change sets that the desk sees."""
    beyond = the_office().edition - desk.edition
    return tuple(one for one in desk.changes(many + max(beyond, 0)) if one.id <= desk.edition)[:many]


def _number(desk: Desk) -> str:
    """Draw the list of change sets; return the number of the one chosen."""
    lang, zone = desk.lang, zone_of(desk)
    names = {
        str(one.id): f"{one.id} · {moment(one.at_utc, zone, lang)} · {author_said(one.author).of(lang)}"
        for one in _sets_until(desk, SETS_OFFERED)
    }
    return _pick("cockpit.since.edition", names, EDITION.of(lang), "stretch")


def _day(clock: Clock, lang: Lang) -> date:
    picked = st.date_input(
        DAY.of(lang),
        value=clock.today - timedelta(days=1),
        max_value=clock.today,
        key="cockpit.since_day",
        label_visibility="collapsed",
    )
    return picked if isinstance(picked, date) else clock.today


def _compared(found: Changed, common: Text | None, lang: Lang) -> None:
    """Say how much changed, compared with what, and why where all of it has one cause."""
    with st.container(gap=None):
        st.markdown(f"**{plain_text(headline(found).of(lang))}**")
        muted(compared_said(found).of(lang))
        if common is not None:
            muted(common.of(lang))


def compared_said(found: Changed) -> Text:
    """Say which edition is compared with."""
    if not found.since.edition:
        return COMPARED_EMPTY
    when = Text(day(found.since.day, "zh"), day(found.since.day, "en"))
    return COMPARED.fill(edition=found.since.edition, when=when)


def _common_cause(items: tuple[Change, ...]) -> Text | None:
    """Return the cause that all share, so that it is said once."""
    causes = {one.cause for one in items}
    return items[0].cause if len(items) > 1 and len(causes) == 1 else None


def _change(one: Change, number: int, lang: Lang, *, said_already: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        with st.container(gap=None, width="stretch"):
            mark = SHAPES.get(one.reading.status, "○")
            st.markdown(f"{mark} {plain_text(one.sentence.of(lang))}")
            if not said_already:
                muted(one.cause.of(lang))
        moves = one.reading.previous is not None
        label, icon = (WHY, "help") if moves else (SOURCE, "info")
        if st.button(
            label.of(lang),
            key=f"cockpit.changed.{number}",
            type="tertiary",
            icon=f":material/{icon}:",
            width="content",
        ):
            show_trace(one.reading, tab="why" if moves else "from")


def _rest(items: tuple[Change, ...], lang: Lang) -> None:
    """Keep what weighs less one click away, as a table."""
    if not items:
        return
    with st.expander(MORE.fill(n=len(items)).of(lang)):
        columns = (Column(Text("变化", "Change")), Column(Text("变更", "Change set"), number=True))
        rows = [(one.sentence.of(lang), Cell(", ".join(str(each.id) for each in one.causes), "quiet")) for one in items]
        traced_table(
            columns,
            rows,
            lang,
            key="cockpit.changed_rest",
            label=CHANGED.of(lang),
            traces=[one.reading for one in items],
        )


def _sets(sets: tuple[ChangeSet, ...], desk: Desk) -> None:
    """List the newest change sets of the comparison: number, when and who, what and why."""
    if not sets:
        return
    lang, zone = desk.lang, zone_of(desk)
    st.markdown(small(SETS.fill(n=len(sets)).of(lang)))
    columns = (
        Column(Text("编号", "No."), number=True),
        Column(Text("何时、何人", "When and who")),
        Column(Text("做了什么，为什么", "What and why")),
    )
    rows = [
        (
            str(one.id),
            f"{moment(one.at_utc, zone, lang)} · {author_said(one.author).of(lang)}",
            _what_and_why(one).of(lang),
        )
        for one in sets[:SETS_SHOWN]
    ]
    table(columns, rows, lang, key="cockpit.changes", label=CHANGED.of(lang))
    if len(sets) > SETS_SHOWN:
        muted(SETS_MORE.fill(n=len(sets) - SETS_SHOWN).of(lang))


def _what_and_why(one: ChangeSet) -> Text:
    deed, reason = deed_said(one), reason_said(one)
    said = Text(deed.zh, deed.en[:1].upper() + deed.en[1:])
    return said + Text("：", ": ") + reason if reason.zh else said
