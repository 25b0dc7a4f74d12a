"""What the themes of complaints say in words: what is spoken of most, what moved, what no theme names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.sentences import NOTHING_YET, said, said_difference
from sq_core.desk.themes import NONE
from sq_core.words import Text, count, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.themes import SaidText

RULES = Text(
    "规则：文中出现主题的任何一个词就归入该主题，一件可以有几个主题；落在另一主题更长的词之内的词不算；出现排除词则不归入。"
    "中文按字面查找，英文从词首查找、词尾变化不计。每次都得到同样的归类，不联网。",
    "Rules: a text with any word of a theme is of that theme, and may be of several; a word inside a longer word of another "
    "theme does not count; an excluded word bars the theme. Chinese is found as it stands, English from the beginning of a "
    "word whatever its ending. The same texts always give the same themes, and nothing leaves this machine.",
)

WHERE = Text(
    "另一种语言的用词也参与归类；在“调整”中逐行修改，写一行同编号的主题即取代随附的词。",
    "The words of the other language group texts too. Edit them row by row under Adjust; a row with the code of a shipped "
    "theme replaces its words.",
)


def overall(found: Reading, worded: Reading, shares: Sequence[Reading], names: Mapping[str, Text]) -> Text:
    """Say how much the themes cover, in whose words, and which theme is spoken of most."""
    if found.value is None:
        return NOTHING_YET
    parts = [
        Text(
            "{n} 件有内容的投诉中，{share} 归入主题", "of {n} complaints that say anything, {share} have a theme"
        ).fill(n=_bare(found.n), share=said(found.value, "percent"))
    ]
    if worded.value is not None and worded.value < 1:
        parts.append(
            Text(
                "只有 {share} 写有原话，其余以类型的用词代替",
                "only {share} carry a text, for the others the words of their type stand in",
            ).fill(share=said(worded.value, "percent"))
        )
    top = next((one for one in shares if one.value and one.dimensions["theme"] in names), None)
    if top is not None:
        parts.append(
            Text("说得最多的是“{name}”，占 {share}", "most speak of “{name}”: {share}").fill(
                name=names[top.dimensions["theme"]], share=said(top.value, "percent")
            )
        )
    joined = Text("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))
    return Text(joined.zh + "。", joined.en[:1].upper() + joined.en[1:] + ".")


def _bare(n: float | None) -> Text:
    return Text(count(n, "zh").removeprefix("n="), count(n, "en").removeprefix("n="))


def widest(shares: Sequence[Reading], names: Mapping[str, Text]) -> Text:
    """Name the themes most speak of, and how many have none: a title for the ranking."""
    known = [one for one in shares if one.value and one.dimensions["theme"] != NONE]
    if not known:
        return Text("没有一件投诉归入主题", "No complaint has a theme")
    top = listed([names[one.dimensions["theme"]] for one in known[:2]])
    head = Text("客户说得最多的是：{top}", "Customers speak most of: {top}").fill(top=top)
    none = next((one for one in shares if one.dimensions["theme"] == NONE and one.value), None)
    if none is None:
        return head
    return head + Text("；{share} 没有归入主题", "; {share} have no theme").fill(share=said(none.value, "percent"))


def course(name: Text, reading: Reading) -> Text:
    """Say where the share of a theme stands against the period before: a title for its trend."""
    if reading.value is None:
        return name
    head = Text("“{name}”占 {share}", "“{name}”: {share}").fill(name=name, share=said(reading.value, "percent"))
    if reading.previous is None:
        return head
    shift = said_difference(reading.value - reading.previous, "percent")
    return head + Text("，较上期 {shift}", ", {shift} on the period before").fill(shift=shift)


def behind(name: Text, shown: int, found: Sequence[SaidText]) -> Text:
    """Head the texts of a theme: how many are shown."""
    return Text("“{name}”的原话，最近 {n} 件", "What is said on “{name}”: the newest {n}").fill(
        name=name, n=min(shown, len(found))
    )


def unknown(texts: int) -> Text:
    """Head the candidates: how many texts without a theme they were found in."""
    return Text(
        "没有归入主题的原话里常见的词（最近 {n} 件）", "Frequent words of texts without a theme (newest {n})"
    ).fill(n=texts)
