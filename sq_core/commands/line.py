"""The words of the command line, and what every command shares: database, language, JSON, exit codes.

Exit codes: 0 done, 1 our fault, 2 refused, with findings.
"""

from __future__ import annotations

import argparse
import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.commands import actions
from sq_core.commands.say import Speaker
from sq_core.errors import SqError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, OUR_FAULT, REFUSED = 0, 1, 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sq_core", description="Service Quality Cockpit 服务质量驾驶舱 on the command line"
    )
    parser.add_argument("--db", type=Path, help="the database (default: SQ_DATABASE, else data/cockpit.duckdb)")
    parser.add_argument("--speak", choices=("zh", "en"), default="en", help="language of what is printed")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_programme(commands)
    _add_reading(commands)
    _add_upkeep(commands)
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _command(commands: Commands, name: str, help_text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text, description=help_text)
    command.add_argument("--json", action="store_true", help="print JSON")
    return command


def _signed(command: argparse.ArgumentParser) -> None:
    command.add_argument("--who", default="", help="your name, stored as unverified")
    command.add_argument("--reason", default="", help="why")


def _add_programme(commands: Commands) -> None:
    load = _command(commands, "load", "read workbooks, show what they would change, and take them")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--sheet", help="only this sheet of the workbook")
    load.add_argument(
        "--as", dest="as_contract", metavar="CONTRACT", help="read it as this sheet (benchmarks, goals …)"
    )
    load.add_argument(
        "--last-rows", action="store_true", help="of a log with several rows for each event, take the last"
    )
    load.add_argument("--dry-run", action="store_true", help="show everything, change nothing")
    _signed(load)
    undo = _command(commands, "undo", "take a change set back")
    undo.add_argument("id", type=int)
    undo.add_argument("--conflicts", choices=("ask", "keep", "restore"), default="ask", help="cells edited since")
    _signed(undo)
    changes = _command(commands, "changes", "list the change sets, newest first")
    changes.add_argument("--limit", type=int, default=50, help="so many change sets at most")
    changes.add_argument(
        "--since", help="also what moved since then: an edition, or a day such as 2026-10-31, on which it counts"
    )


def _add_reading(commands: Commands) -> None:
    metrics = _command(commands, "metrics", "print the readings of the catalogue")
    metrics.add_argument("--branch", default="trunk")
    metrics.add_argument("--as-of", help="as it was: a change set number, or a day such as 2026-10-31")
    metrics.add_argument("--by", help="at each value of a dimension: region, channel, segment, item, kpi …")
    metrics.add_argument("--section", default="", help="only this section, such as 1.1")
    metrics.add_argument("--period", choices=("month", "quarter", "year", "all"), help="the length of the periods")
    explain = _command(commands, "explain", "what a metric means, what it is made from, and the rows behind it")
    explain.add_argument("metric")
    compute = _command(commands, "compute", "run one model on its own")
    compute.add_argument("method")
    compute.add_argument("input", type=Path)


def _add_upkeep(commands: Commands) -> None:
    template = _command(commands, "template", "write an empty workbook to fill in")
    template.add_argument("out", type=Path)
    template.add_argument("--lang", choices=("zh", "en"), default="zh")
    template.add_argument("--sheet", action="append", help="only this sheet; may be given several times")
    export = _command(commands, "export", "write readings and plan sheets to a workbook")
    export.add_argument("out", type=Path)
    export.add_argument("--lang", choices=("zh", "en"), default="zh")
    _command(commands, "check", "prove that the tables are what the ledger says")
    backup = _command(commands, "backup", "copy the database to a new file")
    backup.add_argument("out", type=Path)
    restore = _command(commands, "restore", "put a backup in the place of the database; the present one is kept")
    restore.add_argument("backup", type=Path)
    bench = _command(commands, "bench", "measure, as ratios within one run")
    bench.add_argument("--full", action="store_true", help="also the sizes that take minutes")
    bench.add_argument("--only", action="append", help="only this measurement; may be given several times")


def command_names() -> tuple[str, ...]:
    """Name the commands, for documents that list them."""
    choices = next(action.choices for action in _parser()._actions if action.dest == "command")
    return tuple(choices or ())


def main(arguments: Sequence[str]) -> int:
    """Run one command; print its answer; return its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    asked = _parser().parse_args(arguments)
    speaker = Speaker(asked.speak, as_json=asked.json)
    try:
        return actions.ACTIONS[asked.command](asked, speaker)
    except SqError as error:
        speaker.refusal(error)
        return REFUSED
    except BrokenPipeError:
        return DONE
    except Exception:  # noqa: BLE001 - the outermost frame: our fault, said as such
        traceback.print_exc()
        return OUR_FAULT
