"""Starts the real server beside the tests, on a free port of this machine and a programme of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = """
import sys
from pathlib import Path
from sq_core.desk import load_sample, open_office
office = open_office(Path(sys.argv[1]))
load_sample(office)
office.close()
"""
START_SECONDS = 90
"""A machine that runs everything at once takes its time."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, and what it writes."""

    url: str
    log: Path

    def failures(self) -> list[str]:
        """Return the lines that tell of something nobody expected."""
        lines = self.log.read_text("utf-8", errors="replace").splitlines()
        return [line for line in lines if line.startswith("Traceback") or "page.failed" in line]


def make_sample(database: Path) -> None:
    """Load the shipped workbooks into a new database, signed and reasoned as the cockpit does it on its first start."""
    command = [sys.executable, "-c", SAMPLE, str(database)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def serving(database: Path, log: Path, *, app: str = "app.py", port: int = 0) -> Iterator[Server]:
    """Serve a database until the block ends; only this process is ended."""
    port = port or _free_port()
    command = [sys.executable, "-m", "streamlit", "run", app, f"--server.port={port}"]
    environment = os.environ | {"SQ_DATABASE": str(database)}
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, log)
            yield Server(url, log)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(15)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended: {log.read_text('utf-8', errors='replace')}"
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start: {log.read_text('utf-8', errors='replace')}")
