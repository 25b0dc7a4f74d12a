"""How changes are said: what became of a reading, who did it and why, and how much changed in all, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.catalogue import status_words
from sq_core.desk.loading import SAMPLE_REASON, SHIPPED
from sq_core.desk.sentences import said
from sq_core.sheets import contracts
from sq_core.words import Text, count, day, listed, same

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sq_core.catalogue import Reading, Status
    from sq_core.desk.changed import Changed, Kind
    from sq_core.desk.moves import Move
    from sq_core.ledger import Author, ChangeSet

    PeriodName = Callable[[date | None], Text]

JUDGED = frozenset({"good", "watch", "bad"})
_NO_WORD = Text("", "")
_LONGEST_REASON = 60
_SHEETS_NAMED = 2
_COUNTED: tuple[tuple[Kind, Text], ...] = (
    ("worsened", Text("{n} 项转差", "{n} worse")),
    ("improved", Text("{n} 项好转", "{n} better")),
    ("first", Text("{n} 项首次有读数", "{n} read for the first time")),
    ("lost", Text("{n} 项不再有判断", "{n} no longer judged")),
    ("moved", Text("{n} 项变动", "{n} moved")),
    ("aim", Text("{n} 项调整了目标或计划", "{n} with another target or plan")),
    ("basis", Text("{n} 项只换了依据", "{n} on other evidence")),
)
_FIRST_OFF = Text("（其中 {n} 项偏离）", " ({n} of them off track)")


_FLIPS = frozenset({"worsened", "improved"})
_FLIPPED = Text(
    "{name}由 {before} 变为 {after}，由{was}转为{now}", "{name} went from {before} to {after}, from {was} to {now}"
)
_FLIPPED_STILL = Text("{name}仍为 {after}，但由{was}转为{now}", "{name}: still {after}, but from {was} to {now}")
_AIMED = Text("；目标由 {aims}", "; the target went from {aims}")
_SENTENCES: dict[Kind, Text] = {
    "worsened": _FLIPPED,
    "improved": _FLIPPED,
    "first": Text("{name} {after}，首次有判断：{now}", "{name}: {after}, judged for the first time: {now}"),
    "lost": Text("{name} {after}，不再有判断：{now}", "{name}: {after}, no longer judged: {now}"),
    "moved": Text("{name}由 {before} 变为 {after}{still}", "{name} went from {before} to {after}{still}"),
}


def headline(changed: Changed) -> Text:
    """Count what changed, the gravest first: the title of the list."""
    parts = []
    for kind, words in _COUNTED:
        found = changed.of(kind)
        if not found:
            continue
        part = words.fill(n=len(found))
        off = sum(1 for one in found if one.reading.status == "bad") if kind == "first" else 0
        parts.append(part + (_FIRST_OFF.fill(n=off) if off else _NO_WORD))
    if parts:
        return Text("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))
    if changed.change_sets:
        return Text("有 {n} 次变更，没有指标变动", "{n} change sets, no reading moved").fill(n=len(changed.change_sets))
    return Text("没有变化", "Nothing changed")


def status_said(status: Status) -> Text:
    """Say a status in the middle of a sentence."""
    words = status_words(status)
    return Text(words.zh, words.en[:1].lower() + words.en[1:])


def same_written(before: Reading, after: Reading) -> bool:
    """Whether two values look alike once they are written."""
    return said(before.value, before.unit) == said(after.value, after.unit)


def change_said(kind: Kind, move: Move, period_name: PeriodName) -> Text:
    """Say in one sentence what became of a reading."""
    before, after = move.before, move.after
    if before.value is None or after.value is None:
        return _arrived(after) if after.value is not None else _gone(after)
    if kind in ("aim", "basis"):
        return _aim(before, after) if kind == "aim" else _basis(before, after, period_name)
    words = _FLIPPED_STILL if kind in _FLIPS and same_written(before, after) else _SENTENCES[kind]
    if kind in _FLIPS and before.target != after.target:
        words += _AIMED
    return words.fill(
        aims=Text("{old} 改为 {new}", "{old} to {new}").fill(
            old=said(before.target, before.unit), new=said(after.target, after.unit)
        ),
        name=after.title,
        before=_dated(before, after, period_name),
        after=_dated(after, before, period_name),
        was=status_said(before.status),
        now=status_said(after.status),
        still=Text("，仍为", ", still ") + status_said(after.status) if after.status in JUDGED else _NO_WORD,
    )


def _dated(one: Reading, other: Reading, period_name: PeriodName) -> Text:
    """Say a value, with its period where the other side has another one."""
    value = said(one.value, one.unit)
    if one.period == other.period or one.period is None:
        return value
    name = period_name(one.period)
    return Text(f"{name.zh}的 {value.zh}", f"{value.en} ({name.en})")


def _arrived(after: Reading) -> Text:
    known = Text("{name}首次有值：{after}", "{name}: first value, {after}").fill(
        name=after.title, after=said(after.value, after.unit)
    )
    return known + (Text("，", ", ") + status_said(after.status) if after.status in JUDGED else _NO_WORD)


def _gone(after: Reading) -> Text:
    reason = after.broken.message if after.broken else status_said(after.status)
    bare = Text(reason.zh.rstrip("。"), reason.en[:1].lower() + reason.en[1:].rstrip("."))
    return Text("{name}不再有值：{reason}", "{name}: no value any more; {reason}").fill(name=after.title, reason=bare)


def _aim(before: Reading, after: Reading) -> Text:
    if before.target != after.target:
        what, old, new = Text("目标", "target"), before.target, after.target
    else:
        what, old, new = Text("计划", "plan"), before.plan, after.plan
    words = {"name": after.title, "what": what, "old": said(old, after.unit), "new": said(new, after.unit)}
    if old is None:
        return Text("{name}有了{what}：{new}", "{name}: now with a {what}, {new}").fill(**words)
    if new is None:
        return Text("{name}不再有{what}，原为 {old}", "{name}: no {what} any more; it was {old}").fill(**words)
    return Text("{name}的{what}由 {old} 改为 {new}", "{name}: the {what} went from {old} to {new}").fill(**words)


def _basis(before: Reading, after: Reading, period_name: PeriodName) -> Text:
    words = {"name": after.title, "after": said(after.value, after.unit)}
    if before.period != after.period and after.period is not None:
        return Text("{name}在 {when} 仍为 {after}", "{name}: {after} in {when} as well").fill(
            when=period_name(after.period), **words
        )
    if before.n != after.n:
        old, new = (Text(count(one.n, "zh"), count(one.n, "en")) for one in (before, after))
        return Text(
            "{name}仍为 {after}，样本由 {old} 变为 {new}", "{name}: still {after}, now on {new} instead of {old}"
        ).fill(old=old, new=new, **words)
    return Text("{name}几乎未变，仍为 {after}", "{name} hardly moved: still {after}").fill(**words)


def cause_said(causes: Sequence[ChangeSet], passed: tuple[date, date] | None, *, only_time: bool) -> Text:
    """Say why a reading moved: the change sets that touched what it rests on, or nothing but time."""
    if only_time and passed is not None:
        by = Text("（第 {ids} 号变更）", " (change set {ids})").fill(ids=_ids(causes)) if causes else _NO_WORD
        return Text("只因时间推移：{course}", "Only because time moved on: {course}").fill(course=_days(passed)) + by
    if not causes:
        return Text("没有变更集动过它所依据的工作表", "No change set touched the sheets it rests on")
    newest = Text("因{done}", "Because {done}").fill(done=set_said(causes[0]))
    if len(causes) > 1:
        newest += Text("，另有第 {ids} 号变更", "; also change set {ids}").fill(ids=_ids(causes[1:]))
    return newest + (Text("；同时时间由 ", "; time moved on too, ") + _days(passed) if passed is not None else _NO_WORD)


def _days(passed: tuple[date, date]) -> Text:
    first, last = (Text(day(one, "zh"), day(one, "en")) for one in passed)
    return Text("{first} 到 {last}", "from {first} to {last}").fill(first=first, last=last)


def _ids(sets: Sequence[ChangeSet]) -> Text:
    return listed([same(str(one.id)) for one in sets])


def set_said(one: ChangeSet) -> Text:
    """Say what a change set did, as a clause: who, what, its number, and the reason given."""
    done = Text("{who}{deed}（第 {id} 号变更）", "{who} {deed} (change set {id})").fill(
        who=author_said(one.author), deed=deed_said(one), id=one.id
    )
    reason = reason_said(one)
    return done + (Text("，理由：{reason}", ", reason: {reason}").fill(reason=reason) if reason.zh else _NO_WORD)


def deed_said(one: ChangeSet) -> Text:
    """Say what a change set did, as a verb and its object."""
    if one.kind == "undo" and one.undoes:
        return Text("撤销了第 {id} 号变更", "undid change set {id}").fill(id=one.undoes)
    if one.kind == "load" and one.file_name:
        return Text("上传了 {file}", "loaded {file}").fill(file=same(one.file_name))
    verb = Text("恢复了{what}", "restored {what}") if one.kind == "restore" else Text("修改了{what}", "changed {what}")
    return verb.fill(what=sheets_said(one.sheets))


def sheets_said(sheets: Sequence[str]) -> Text:
    """Name the sheets of a change set; of many, the first and how many more."""
    titles = [contracts()[sheet].title for sheet in sheets if sheet in contracts()]
    if not titles:
        return Text("内容", "the programme")
    if len(titles) <= _SHEETS_NAMED:
        names = listed(titles)
        return Text(f"“{names.zh}”", names.en)
    return Text("“{first}”等 {n} 张工作表", "{first} and {more} more sheets").fill(
        first=titles[0], n=len(titles), more=len(titles) - 1
    )


def author_said(author: Author) -> Text:
    """Name an author; what came with the cockpit is called by the cockpit's name in the reader's language."""
    return Text("服务质量驾驶舱", "Service Quality Cockpit") if author == SHIPPED else same(author.name)


def reason_said(one: ChangeSet) -> Text:
    """Give the reason of a change set, cut where it is long; that of the sample is said in the reader's language."""
    if one.reason == f"{SAMPLE_REASON.zh} {SAMPLE_REASON.en}":
        return SAMPLE_REASON
    text = " ".join(one.reason.split())
    return same(text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1] + "…")
