"""The themes of complaints on the screen: how often each is spoken of, its course, its texts, its words, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import sentences, theme_sentences, themes
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asked import moments
from sq_core.ui.asking import traced_table
from sq_core.ui.cards import cards
from sq_core.ui.elements import Cell, Column, choose, heading, muted, plain_text, sentence
from sq_core.ui.elements.choosers import FEW
from sq_core.ui.pictures import picture
from sq_core.words import MISSING, Text, count, day, number, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.themes import Theme
    from sq_core.words import Lang

THEME = Text("主题", "Theme")
SHOWN = 20
"""So many texts of a theme are shown, the newest first."""
HEADING = Text("客户在说什么", "What customers speak of")
BASIS = Text(
    "说到各主题的投诉占有内容的投诉的比例；一件可属于几个主题",
    "Share of complaints that speak of each theme; one may speak of several",
)
STANDS_IN = Text("没有原话，以类型代替", "no text: its type stands in")


def themes_panel(desk: Desk) -> None:
    """Draw the themes of complaints, the one that is chosen with its texts, the words no theme knows, and the dictionary."""
    found, worded = desk.reading("themes_found"), desk.reading("complaints_worded")
    if found.value is None:
        return
    names = themes.theme_names(desk)
    spoken_of = _ranked(desk)
    heading(HEADING)
    sentence(
        theme_sentences.overall(
            found, worded, [one for one in spoken_of if one.dimensions["theme"] != themes.NONE], names
        )
    )
    cards(desk, (found, worded))
    rows = [
        charts.RankedRow(
            names.get(one.dimensions["theme"], same(one.dimensions["theme"])), one.value, one.low, one.high, one.n
        )
        for one in spoken_of
        if one.value
    ]
    title = theme_sentences.widest(spoken_of, names)
    basis = BASIS + Text(" · ", " · ") + desk.period_name(found.period)
    picture(
        charts.ranked_dots(rows, unit="percent", caption=charts.Caption(title, basis)),
        key="problems.themes",
        trace=[one for one in spoken_of if one.value],
    )
    options = {
        one.dimensions["theme"]: names.get(one.dimensions["theme"], same(one.dimensions["theme"]))
        for one in spoken_of
        if one.value
    }
    if options:
        chosen = choose("problems.theme", _labels(options), label=THEME)
        _course(desk, chosen, options[chosen])
        _texts(desk, chosen, options[chosen])
    _candidates(desk)
    _dictionary(desk)


def _labels(options: Mapping[str, Text]) -> Mapping[str, Text]:
    """Write names as labels: where a few stand open side by side they are read as Markdown, in a list they are not."""
    if len(options) > FEW:
        return options
    return {code: Text(plain_text(name.zh), plain_text(name.en)) for code, name in options.items()}


def _ranked(desk: Desk) -> list[Reading]:
    """Give the shares of the themes, the largest first; what has no theme last."""
    shares = desk.by("theme_share", "theme")
    return sorted(shares, key=lambda one: (one.dimensions["theme"] == themes.NONE, -(one.value or 0.0)))


def _course(desk: Desk, theme: str, name: Text) -> None:
    where = (("theme", theme),)
    own, months = desk.reading("theme_share", where=where), desk.months("theme_share", where=where)
    caption = charts.Caption(theme_sentences.course(name, own), sentences.basis(desk, own))
    trend = charts.trend(months, unit="percent", caption=caption)
    picture(trend, key="problems.theme_course", trace=(own, *moments(own, months)))


def _texts(desk: Desk, theme: str, name: Text) -> None:
    lang = state.current().lang
    found = themes.texts(desk, theme)
    shown = found[:SHOWN]
    columns = (
        Column(Text("日期", "Date")),
        Column(Text("原话", "Text")),
        Column(Text("登记的类型", "Stated type")),
        Column(Text("地区", "Region")),
        Column(Text("渠道", "Channel")),
    )
    rows = [
        (
            day(one.date, lang),
            Cell(one.words, "", "" if one.own_words else STANDS_IN.of(lang)),
            one.type or MISSING,
            one.region or MISSING,
            one.channel or MISSING,
        )
        for one in shown
    ]
    heading(theme_sentences.behind(name, SHOWN, found))
    traces = [RowName("complaints", one.key) for one in shown]
    traced_table(columns, rows, lang, key=f"problems.texts.{theme}", label=name.of(lang), traces=traces)


def _candidates(desk: Desk) -> None:
    found = themes.candidates(desk)
    if not found:
        return
    lang = state.current().lang
    heading(theme_sentences.unknown(len(themes.texts(desk, themes.NONE))))
    columns = (
        Column(Text("词", "Word")),
        Column(Text("还能归入几件", "Texts it would name"), number=True),
        Column(Text("例如", "For example")),
    )
    rows = [
        (Cell(one.word, "strong"), count(one.texts, lang).removeprefix("n="), Cell(one.example, "quiet"))
        for one in found
    ]
    none = desk.reading("theme_share", where=(("theme", themes.NONE),))
    label = Text("可加入词典的词", "Words to add to the dictionary").of(lang)
    traced_table(columns, rows, lang, key="problems.candidates", label=label, traces=[none] * len(rows))


def _dictionary(desk: Desk) -> None:
    lang = state.current().lang
    agreed = {one.dimensions["theme"]: one for one in desk.by("theme_agreement", "theme")}
    heading(Text("主题词典", "The dictionary"))
    columns = (
        Column(THEME),
        Column(Text("中文词", "English words")),
        Column(Text("排除词", "Excluded")),
        Column(Text("与人工归类一致（kappa）", "Agrees with clerks (kappa)"), number=True),
        Column(Text("来自", "From")),
    )
    stated = themes.stated_themes(desk)
    rows = [_words(one, agreed, lang) for one in stated]
    traces = [
        tuple(
            each
            for each in (RowName("themes", one.theme) if one.own else None, agreed.get(one.theme))
            if each is not None
        )
        for one in stated
    ]
    label = Text("主题词典", "The dictionary").of(lang)
    traced_table(columns, rows, lang, key="problems.dictionary", label=label, traces=traces)
    muted(theme_sentences.RULES.of(lang))
    muted(theme_sentences.WHERE.of(lang))


def _words(theme: Theme, agreed: Mapping[str, Reading], lang: Lang) -> tuple[str | Cell, ...]:
    kappa = agreed.get(theme.theme)
    return (
        Cell(theme.name.of(lang), "strong", theme.theme),
        theme.words.of(lang),
        theme.excluded or MISSING,
        str(number(kappa.value, "none", lang, decimals=2)) if kappa is not None else MISSING,
        (Text("本项目", "this programme") if theme.own else Text("随附词典", "shipped")).of(lang),
    )
