"""Small buttons beside what they serve: ask for the source of a picture, take it along, take a sentence along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ui import state
from sq_core.ui.browser import element
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.words import Lang


@dataclass(frozen=True, slots=True)
class Tool:
    """A button: what it does, what it is called, the text on it where a sign does not say enough, and what it says when done."""

    name: str
    label: Text
    text: Text | None = None
    done: Text | None = None

    def written(self, lang: Lang) -> dict[str, str]:
        """Write the button for the browser."""
        return {
            "name": self.name,
            "label": self.label.of(lang),
            "text": self.text.of(lang) if self.text else "",
            "done": self.done.of(lang) if self.done else "",
        }


SOURCE = Tool("source", Text("查看来源", "See where it comes from"), text=Text("来源", "Source"))
SENTENCE_TOOLS = (
    Tool("source", SOURCE.label),
    Tool("sentence", Text("复制这句话", "Copy this sentence"), done=Text("已复制", "Copied")),
)


def beside_tools(markdown: str, text: str, lang: Lang, *, key: str, source: bool = False) -> bool:
    """Draw a sentence with the way to take it along and to its source; tell whether its source is asked for.

    The key begins with ``sentence``. An audience sees the sentence alone.
    """
    if state.current().present:
        st.markdown(markdown)
        return False
    tools = [tool.written(lang) for tool in SENTENCE_TOOLS if source or tool.name != "source"]
    with st.container(horizontal=True, vertical_alignment="top", gap="xxsmall", wrap=False):
        st.markdown(markdown, width="content")
        answer = element("tools", '<div class="frame"></div>')(
            key=key, data={"text": text, "tools": tools}, width="content", on_asked_change=lambda: None
        )
    return bool(answer.asked == "source")
