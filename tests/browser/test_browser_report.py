"""The HTML report in headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.exports.html_page import write_html
from reportedly.exports.privacy import Names
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import sample

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
EVIL = "</script><img src=x onerror=\"document.title='owned'\"> & <b>bold</b>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    evil = Reading(Document(EVIL, uri="evil.txt", title=EVIL, publisher=EVIL), warnings=(EVIL,))
    with path.open("w", encoding="utf-8", newline="") as out:
        write_html([sample(), sample("other.txt", None), evil], out, Names())
    return path


class Opened:
    """A page with everything that it complains about or asks for."""

    def __init__(self, browser: Any, report: Path, **options: Any) -> None:
        self.context = browser.new_context(
            viewport=options.pop("viewport", {"width": 1400, "height": 800}), **options
        )
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(report.as_uri())


@pytest.fixture
def opened(browser: Any, report: Path) -> Iterator[Opened]:
    one = Opened(browser, report, reduced_motion="reduce")
    yield one
    one.context.close()
    assert one.complaints == []
    assert one.requests == [report.as_uri()]


def lit(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".on", "all => all.map(n => n.textContent)")
    return found


def active(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".claim.active", "all => all.map(n => n.id)")
    return found


def test_card_lights_its_words(opened: Opened) -> None:
    page = opened.page
    page.hover("#d0c3 .deed")
    assert active(page) == ["d0c3"]
    assert {"withdraw", "army", "next week", "Commander Issa"} <= set(lit(page))
    assert page.get_attribute("#d0t3", "data-on") == "trigger"
    page.hover(".brand")
    assert active(page) == lit(page) == []


def test_words_light_their_card_and_clicking_goes_there(opened: Opened) -> None:
    page = opened.page
    page.hover("#d0t7")
    assert active(page) == ["d0c7"]
    page.click("#d0t7")
    assert page.evaluate("document.activeElement.id") == "d0c7"
    page.mouse.move(2, 2)
    assert active(page) == ["d0c7"]


def test_words_of_several_claims_are_gone_through_by_clicking(opened: Opened) -> None:
    page = opened.page
    words = page.locator("#d0 .text .s", has_text="Commander Issa").first
    seen = set()
    for _ in range(3):
        words.click()
        seen |= set(active(page))
    assert seen == {"d0c3", "d0c4", "d0c5"}


def test_card_click_scrolls_to_the_words(opened: Opened) -> None:
    page = opened.page
    page.set_viewport_size({"width": 1400, "height": 420})
    page.keyboard.press("k")  # the last claim of all
    page.keyboard.press("Enter")
    top = page.evaluate("document.querySelector('#d1t8').getBoundingClientRect().top")
    assert 0 < top < 420


def test_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert active(page) == ["d0c1"]
    page.keyboard.press("ArrowDown")
    assert active(page) == ["d0c2"]
    page.keyboard.press("k")
    page.keyboard.press("o")
    assert page.is_visible("#d0c1 details li >> nth=0")
    page.keyboard.press("?")
    assert page.is_visible(".helping")
    page.keyboard.press("Escape")
    assert not page.is_visible(".helping")
    page.keyboard.press("Escape")
    assert active(page) == []


def test_trigger_is_reached_by_tab_and_enter(opened: Opened) -> None:
    page = opened.page
    page.focus("#d0t1")
    assert active(page) == ["d0c1"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "d0c1"


def test_filters(opened: Opened) -> None:
    page = opened.page
    page.click(".chip[data-status=occurred]")
    assert not page.is_visible("#d0c0")
    assert page.is_visible("#d0c2")
    assert "off" in (page.get_attribute("#d0t0", "class") or "")
    assert page.inner_text(".shown") == "10 of 18 claims"
    page.click(".chip[data-status=occurred]")
    page.click(".filters summary")
    page.click(".chip[data-category=ASSAULT]")
    assert page.inner_text(".shown") == "6 of 18 claims"
    page.click(".chip[data-category=ASSAULT]")
    page.click(".chip[data-only]")
    assert page.inner_text(".shown") == "8 of 18 claims"
    page.keyboard.press("Escape")


def test_claims_that_did_not_happen_look_different(opened: Opened) -> None:
    page = opened.page
    style = "n => getComputedStyle(n).borderTopStyle"
    assert page.eval_on_selector("#d0c0", style) == "solid"
    for unreal in (2, 3, 5, 6, 7):
        assert page.eval_on_selector(f"#d0c{unreal}", style) == "dashed"
    assert page.inner_text("#d0c1 .open") == "unresolved"
    assert page.inner_text("#d0c3 .open") == "no publication date"


def test_overlapping_spans_have_a_line_each(opened: Opened) -> None:
    lines = opened.page.eval_on_selector(
        ".text .l2-speaker", "n => getComputedStyle(n).backgroundImage"
    )
    assert lines.count("linear-gradient") == 3


def test_words_from_outside_stay_words(opened: Opened) -> None:
    page = opened.page
    assert page.title() == "reportedly: claims, not facts"
    assert page.query_selector("img, .text b") is None
    assert page.inner_text("#d2 .text p") == EVIL


def test_right_to_left_paragraph(opened: Opened) -> None:
    direction = opened.page.eval_on_selector(
        "#d0 .text p:last-child", "n => getComputedStyle(n).direction"
    )
    assert direction == "rtl"


def test_index_of_documents(opened: Opened) -> None:
    page = opened.page
    page.click(".index summary")
    page.click(".index li:nth-child(2) a")
    top = page.evaluate("document.querySelector('#d1').getBoundingClientRect().top")
    assert 0 <= top < 200
    assert page.get_attribute(".index", "open") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes(browser: Any, report: Path, scheme: str) -> None:
    one = Opened(browser, report, color_scheme=scheme)
    rgb = one.page.evaluate("getComputedStyle(document.querySelector('.paper')).backgroundColor")
    shade = sum(int(part) for part in rgb[4:-1].split(","))
    assert (shade > 600) == (scheme == "light")
    assert one.complaints == []
    one.context.close()


def test_narrow_screen_is_one_column(browser: Any, report: Path) -> None:
    one = Opened(browser, report, viewport={"width": 360, "height": 700}, has_touch=True)
    page = one.page
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    text, card = (page.query_selector(s).bounding_box() for s in ("#d0 .text", "#d0c0"))
    assert card["y"] > text["y"] + text["height"]
    page.tap("#d0t2")
    assert active(page) == ["d0c2"]
    assert one.complaints == []
    one.context.close()


def test_without_scripts_the_links_work(browser: Any, report: Path) -> None:
    one = Opened(browser, report, java_script_enabled=False)
    one.page.click("#d0c8 .jump")
    assert one.page.url.endswith("#d0t8")
    one.context.close()
