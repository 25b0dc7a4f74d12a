"""Commands that change the programme: a load, an undo; and every command by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.commands.changed import changes
from sq_core.commands.programme import DONE, REFUSED, author_of, content_of, opened
from sq_core.commands.readings import compute_method, explain, metrics
from sq_core.commands.upkeep import backup, bench, check_integrity, export, restore, write_template
from sq_core.desk import Request, View, draft_of, preview, read_upload
from sq_core.errors import EditStale, SqError
from sq_core.ingest import template_check
from sq_core.ledger import commit, undoing
from sq_core.reports import plain_effect, plain_intake, plain_move, plain_refusal
from sq_core.words import Text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from sq_core.commands.say import Speaker
    from sq_core.desk import Office
    from sq_core.ledger import Effect


def load(asked: Namespace, speaker: Speaker) -> int:
    """Read every file, say what was understood and what would move, and take it unless told not to."""
    answers: list[dict[str, object]] = []
    code = DONE
    with opened(asked) as office:
        for path in asked.files:
            try:
                answer, one = _load_one(office, asked, speaker, path)
            except SqError as error:
                if len(asked.files) == 1:
                    raise
                answer, one = _not_loaded(path, error, speaker)
            answers.append(answer)
            code = max(code, one)
    if speaker.as_json:
        speaker.plain(answers[0] if len(answers) == 1 else answers)
    return code


def _not_loaded(path: Path, error: SqError, speaker: Speaker) -> tuple[dict[str, object], int]:
    """Say why one of several files was refused; the others are read all the same."""
    if not speaker.as_json:
        speaker.refusal(error)
    return {"file": path.name, "taken": False, "change_set": None} | plain_refusal(error), REFUSED


def _load_one(office: Office, asked: Namespace, speaker: Speaker, path: Path) -> tuple[dict[str, object], int]:
    content = content_of(path)
    intake = read_upload(office, path.name, content, Request(asked.sheet, asked.as_contract, last_rows=asked.last_rows))
    answer: dict[str, object] = plain_intake(intake)
    if not speaker.as_json:
        for sheet in intake.sheets:
            rows = f"{sheet.rows_read} rows"
            speaker.say(
                Text(
                    f"{path.name} · {sheet.sheet} → {sheet.contract}：{sheet.rows_read} 行",
                    f"{path.name} · {sheet.sheet} → {sheet.contract}: {rows}",
                )
            )
        speaker.findings(intake.findings)
    if intake.refused or template_check(intake):
        answer |= {"taken": False, "change_set": None}
        if not speaker.as_json:
            speaker.say(Text("没有载入任何内容。", "Nothing was loaded."))
        return answer, REFUSED
    draft = draft_of(office, intake, content, author_of(asked), asked.reason)
    seen = preview(office, draft, View())
    effect: Effect = seen.effect if asked.dry_run else commit(office.store, draft)
    answer |= {
        "taken": effect.change_set is not None,
        "change_set": effect.change_set,
        "nothing_changed": seen.effect.nothing,
        "effect": plain_effect(effect),
        "moves": [plain_move(move) for move in seen.moves],
    }
    if not speaker.as_json:
        speaker.effect(effect)
        speaker.moves(seen.moves)
        speaker.say(_verdict(effect, seen.effect.nothing))
    return answer, DONE


def _verdict(effect: Effect, nothing: bool) -> Text:
    if nothing:
        return Text("与现有内容相同，没有变化。", "It is what is already here; nothing changed.")
    if effect.change_set is None:
        return Text("这是预演，没有保存。", "This was a rehearsal; nothing was saved.")
    return Text(f"已保存为变更集 {effect.change_set}。", f"Saved as change set {effect.change_set}.")


def undo(asked: Namespace, speaker: Speaker) -> int:
    """Take a change set back; cells edited since are decided by --conflicts."""
    with opened(asked) as office:
        try:
            draft = undoing(office.store, asked.id, author_of(asked), asked.reason, {})
        except EditStale as error:
            if asked.conflicts == "ask":
                raise
            choices = {(c.sheet, c.key, c.column): asked.conflicts for c in error.conflicts}
            draft = undoing(office.store, asked.id, author_of(asked), asked.reason, choices)
        effect = commit(office.store, draft)
    if speaker.as_json:
        speaker.plain(
            {"change_set": effect.change_set, "nothing_changed": effect.nothing, "effect": plain_effect(effect)}
        )
    else:
        speaker.effect(effect)
        speaker.say(_verdict(effect, effect.nothing))
    return DONE


ACTIONS: dict[str, Callable[[Namespace, Speaker], int]] = {
    "load": load,
    "metrics": metrics,
    "explain": explain,
    "changes": changes,
    "undo": undo,
    "check": check_integrity,
    "compute": compute_method,
    "template": write_template,
    "export": export,
    "backup": backup,
    "restore": restore,
    "bench": bench,
}
