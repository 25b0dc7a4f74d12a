"""Rules of this room that a linter cannot hold."""

import re
from pathlib import Path

ROOM = Path(__file__).parents[2] / "sq_core" / "ui"
FILES = sorted(ROOM.rglob("*.py"))
SCRIPTS = sorted((ROOM / "browser").glob("*.js"))


def test_only_one_file_touches_the_session() -> None:
    touching = [file.name for file in FILES if "session_state" in file.read_text("utf-8")]
    assert touching == ["state.py"]


def test_no_markup_from_python() -> None:
    for file in FILES:
        assert "unsafe_allow" not in file.read_text("utf-8"), file.name
        assert "st.html" not in file.read_text("utf-8"), file.name


def test_the_browser_sets_text_and_asks_nobody_outside() -> None:
    assert len(SCRIPTS) >= 4
    for script in SCRIPTS:
        text = script.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text), (
            script.name
        )
        assert re.findall(r"https?://[^\"'\s]+", text) in ([], ["http://www.w3.org/2000/svg"]), script.name


def test_every_translation_is_chinese() -> None:
    text = (ROOM / "browser" / "words.js").read_text("utf-8")
    words = dict(re.findall(r'"([^"]+)": "([^"]+)"', text.split("const PATTERNS")[0]))
    assert len(words) > 120
    assert all(re.search("[\u4e00-\u9fff]", zh) for zh in words.values())
