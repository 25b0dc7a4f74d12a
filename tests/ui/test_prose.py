"""Text from workbooks is text: whatever it holds, Markdown shows it as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.ui.elements.prose import emphasised, plain_text, small
from sq_core.ui.trace_panel import lineage
from tests.ui.fakes import TRACE

HOSTILE = [
    "![i](http://evil/x.png)",
    "[a](javascript:alert(1))",
    "<b>x</b>",
    "**bold**",
    "$x$",
    ":red[x]",
    ":material/home:",
    "a | b",
    "# head",
    "`code`",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_survives(text: str) -> None:
    written = plain_text(text)
    for special in "\\`*_{}[]()#+-.!|$~:<>&":
        index = written.find(special)
        while index >= 0:
            assert special == "\\" or written[index - 1] == "\\"
            index = written.find(special, index + 2)


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_what_is_escaped_reads_the_same(text: str) -> None:
    unescaped, skip = "", False
    for character in plain_text(text):
        if character == "\\" and not skip:
            skip = True
            continue
        unescaped, skip = unescaped + character, False
    assert unescaped == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("满意度 76.4 分，高于行业", "满意度 **76\\.4** 分，高于行业"),
        ("概率62%的", "概率**62**%的"),
        ("差 −1.2 分", "差 −**1\\.2** 分"),
        ("n=5,012", "n=**5,012**"),
        ("S01 rises", "S01 rises"),
    ],
)
def test_figures_are_bold_and_signs_stay_outside(text: str, written: str) -> None:
    assert emphasised(text) == written


def test_small_text_cannot_leave_its_brackets() -> None:
    assert small("a] :red[b") == ":small[:gray[a\\] \\:red\\[b]]"


def test_a_lineage_is_a_graph_whatever_the_names() -> None:
    graph = lineage(TRACE.steps, "en").splitlines()
    assert graph[0] == "flowchart LR"
    assert '  n1["answers x]"]' in graph, "quotes would end the label"
    assert "  n1 --> n0" in graph
    assert "  n2 --> n1" in graph
    assert len(graph) == 6
