"""A chapter on paper, on a wall and in somebody else's document: what is printed, presented and taken along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect

from sq_core.charts import DARK, LIGHT
from sq_core.ui.pages import found_pages
from tests.browser.visitor import PATIENCE, Lang, Visitor, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Lends
    from tests.browser.server import Server

pytestmark = pytest.mark.browser

BY_SLUG = {page.chapter.slug: page.chapter for page in found_pages()}
Theme = Literal["light", "dark"]
Way = Literal["landscape", "portrait"]
PAPER: dict[Way, tuple[int, int]] = {"landscape": (1032, 680), "portrait": (703, 1000)}
"""A4 in pixels of the page, without the margins."""
EDGE = 20
"""Points at the edge of a sheet that stay white, or something is cut there."""
FOOT: dict[Lang, str] = {"zh": "数据截至 2026年10月31日", "en": "Data as of 31 Oct 2026"}
CONTROLS: dict[Lang, tuple[str, ...]] = {"zh": ("打印", "English", "PNG"), "en": ("Present", "中文", "PNG")}
FRAMES = """() => [...document.querySelectorAll("[class*=_frame]")].filter((frame) => frame.querySelector("svg.marks")).map((frame) => {
  const box = frame.getBoundingClientRect();
  const picture = frame.querySelector("svg.marks").getBoundingClientRect();
  return {
    title: frame.querySelector("h3").innerText,
    wide: picture.width > 100 && box.right <= document.documentElement.clientWidth + 1,
    inside: picture.left >= box.left && picture.right <= box.right + 1 && picture.bottom <= box.bottom + 1,
  };
})"""


def printed(visitor: Visitor, way: Way) -> list[Any]:
    """Print with the keyboard, as a person does, and read the sheets the printer gets."""
    visitor.page.evaluate("window.print = () => document.documentElement.setAttribute('data-printed', '')")
    visitor.page.keyboard.press("Control+p")
    expect(visitor.page.locator("html[data-printed]")).to_be_attached(timeout=PATIENCE)
    document = pypdfium2.PdfDocument(visitor.page.pdf(format="A4", landscape=way == "landscape", print_background=True))
    return [document[number] for number in range(len(document))]


def words(sheet: Any) -> str:
    text: str = sheet.get_textpage().get_text_bounded()
    return re.sub(r"\s+", " ", text)


def is_white(picture: Any, box: tuple[int, int, int, int]) -> bool:
    extremes: tuple[int, int] = picture.crop(box).getextrema()
    return extremes[0] > 250


@pytest.mark.parametrize(
    ("slug", "lang", "theme", "way", "width"),
    [
        ("cockpit", "en", "light", "landscape", 1440),
        ("cockpit", "zh", "dark", "portrait", 1440),
        ("background", "zh", "dark", "landscape", 1920),
        ("background", "en", "light", "portrait", 390),
    ],
)
def test_a_chapter_prints_clean(
    browser: Browser, untouched: Server, slug: str, lang: Lang, theme: Theme, way: Way, width: int
) -> None:
    chapter = BY_SLUG[slug]
    with visiting(browser, untouched, lang, width=width, theme=theme) as someone:
        someone.open(f"/{slug}?lang={lang}")
        expect(someone.page.locator("svg.marks").first).to_be_visible(timeout=PATIENCE)
        sheets = printed(someone, way)
        texts = [words(sheet) for sheet in sheets]
        assert 1 <= len(sheets) <= 10
        assert chapter.title.of(lang) in texts[0]
        for number, (sheet, text) in enumerate(zip(sheets, texts, strict=True), start=1):
            assert (sheet.get_width() > sheet.get_height()) == (way == "landscape")
            assert FOOT[lang] in text, "every sheet says how old its numbers are"
            assert f"{number} / {len(sheets)}" in text
            assert len(text) > 120, "no sheet is blank"
            picture = sheet.render(scale=1).to_pil().convert("L")
            right, low = picture.size
            assert is_white(picture, (0, 0, EDGE, low)), "nothing is cut at the left"
            assert is_white(picture, (right - EDGE, 0, right, low)), "nothing is cut at the right"
            assert picture.resize((1, 1)).getpixel((0, 0)) > 225, "paper is white whatever the screen is"
        assert not [control for control in CONTROLS[lang] if control in " ".join(texts)], "no button is printed"

        someone.page.emulate_media(media="print")
        someone.page.set_viewport_size(dict(zip(("width", "height"), PAPER[way], strict=True)))  # type: ignore[arg-type]
        frames = someone.page.evaluate(FRAMES)
        assert frames
        for frame in frames:
            assert frame["wide"], frame["title"]
            assert frame["inside"], frame["title"]
            whole = [text for text in texts if re.sub(r"\s", "", frame["title"]) in re.sub(r"\s", "", text)]
            assert whole, "the sentence over a picture is printed whole"
        someone.page.emulate_media(media="screen")
        someone.all_is_well()


def test_after_printing_the_page_is_as_it_was(browser: Browser, untouched: Server) -> None:
    with visiting(browser, untouched, "zh", theme="dark") as someone:
        someone.open("/cockpit?lang=zh")
        look = "() => [getComputedStyle(document.querySelector('h1')).color, document.querySelectorAll('[style*=important]').length]"
        before = someone.page.evaluate(look)
        printed(someone, "portrait")
        assert someone.page.evaluate(look) == before
        assert not someone.page.evaluate("document.documentElement.hasAttribute('data-paper')")


def test_the_menu_prints(untouched: Server, visitor: Lends) -> None:
    someone = visitor(untouched, "en").open("/cockpit?lang=en")
    someone.page.evaluate("window.print = () => document.documentElement.setAttribute('data-printed', '')")
    someone.key("shell.more").get_by_role("button").first.click()
    someone.page.locator(".st-key-shell-print button").click()
    expect(someone.page.locator("html[data-printed]")).to_be_attached(timeout=PATIENCE)


@pytest.mark.parametrize(("leave_by", "lang"), [("Escape", "zh"), ("button", "en")])
def test_a_chapter_is_presented(untouched: Server, visitor: Lends, leave_by: str, lang: Lang) -> None:
    chapter = BY_SLUG["background"]
    someone = visitor(untouched, lang).open(f"/background?lang={lang}&present=1")
    page = someone.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    assert page.locator("[data-testid=stSidebarNavLink]").count() == 0
    buttons = page.locator("[data-testid=stMain] button:visible").all()
    names = [button.get_attribute("aria-label") or button.inner_text() for button in buttons]
    cards = page.locator("button.card").count()
    assert len([name for name in names if "Esc" in name]) == 1, names
    assert len(names) == cards + 1, "nothing to press but the cards and the way out"

    names = [name.of(lang) for _, name in chapter.sections]
    expect(page.get_by_text(names[0], exact=True).first).to_be_visible(timeout=PATIENCE)
    for key, at in (
        ("ArrowRight", 1),
        ("PageDown", 2),
        ("ArrowLeft", 1),
        ("PageUp", 0),
        ("ArrowLeft", 0),
        ("PageDown", 1),
    ):
        page.keyboard.press(key)
        expect(page.get_by_text(f"{at + 1} / {len(names)}").first).to_be_visible(timeout=PATIENCE)
        someone.settled()
    expect(page.get_by_text(names[1], exact=True).first).to_be_visible(timeout=PATIENCE)
    page.wait_for_url(re.compile(f"section={re.escape(chapter.sections[1][0])}"), timeout=PATIENCE)

    if leave_by == "Escape":
        page.keyboard.press("Escape")
    else:
        someone.key("shell.present").get_by_role("button").click()
    expect(someone.key("background.section")).to_be_visible(timeout=PATIENCE)
    page.wait_for_url(lambda url: "present" not in url, timeout=PATIENCE)
    expect(someone.key("background.section").get_by_role("radio", checked=True)).to_contain_text(names[1])


def tool(visitor: Visitor, picture: str, name: str) -> Any:
    return visitor.key(f"{picture}.tools").locator(f"button[data-tool={name}]")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_is_taken_along_with_its_sentence_and_its_date(
    browser: Browser, untouched: Server, theme: Theme
) -> None:
    with visiting(browser, untouched, "zh", theme=theme) as someone:
        someone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        someone.open("/cockpit?lang=zh")
        title = someone.page.locator(".st-key-cockpit_trend_frame h3").inner_text()
        with someone.page.expect_download(timeout=PATIENCE) as taken:
            tool(someone, "cockpit.trend", "svg").click()
        assert taken.value.suggested_filename == "cockpit.trend.svg"
        drawn = taken.value.path().read_text("utf-8")
        said = "".join(ElementTree.fromstring(drawn).itertext())  # noqa: S314  our own drawing
        assert title.replace(" ", "") in said.replace(" ", "")
        assert FOOT["zh"] in said
        assert "示例数据" in said
        assert LIGHT.page in drawn
        for colour in (DARK.ink, DARK.page, DARK.muted, DARK.accent):
            assert colour.lower() not in drawn.lower(), "a picture is taken in the colours of paper"

        with someone.page.expect_download(timeout=PATIENCE) as taken:
            tool(someone, "cockpit.trend", "png").click()
        with Image.open(taken.value.path()) as pixels:
            assert pixels.width > 1000
            grey = pixels.convert("L")
            assert grey.crop((0, 0, 30, 30)).getextrema() == (255, 255)
            assert sum(grey.histogram()[:80]) > 1000, "something is drawn on it"

        tool(someone, "cockpit.trend", "copy").click()
        expect(someone.key("cockpit.trend.tools").locator("[role=status]")).to_have_text("图片已复制", timeout=PATIENCE)
        kinds = someone.page.evaluate("async () => (await navigator.clipboard.read()).flatMap((one) => one.types)")
        assert "image/png" in kinds
        someone.all_is_well()


@pytest.mark.parametrize("safe", [True, False], ids=["clipboard", "without"])
def test_the_sentence_is_taken_along(untouched: Server, visitor: Lends, safe: bool) -> None:
    someone = visitor(untouched, "en")
    someone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not safe:
        someone.page.add_init_script(
            "const real = navigator.clipboard; window.reads = () => real.readText();"
            "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        )
    someone.open("/background?lang=en")
    button = someone.page.locator("button[data-tool=sentence]").first
    said = someone.page.locator("[data-testid=stHorizontalBlock]:has(> [class*=st-key-sentence-]) p").first.inner_text()
    button.click()
    expect(someone.page.get_by_text("Copied", exact=True)).to_be_attached(timeout=PATIENCE)
    read = "window.reads()" if not safe else "navigator.clipboard.readText()"
    assert someone.page.evaluate(read) == said
