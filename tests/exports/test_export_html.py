"""The page: self-contained, escaped, every claim and span in it."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import example, given, settings

from reportedly.exports.html_page import write_html
from reportedly.exports.html_text import document_text
from reportedly.exports.markup import Markup, tag
from reportedly.exports.markup import text as as_text
from reportedly.exports.privacy import Names, Redaction
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import sample
from strategies import readings


def page(*given_readings: Reading, names: Names | None = None) -> str:
    out = io.StringIO(newline="")
    write_html(given_readings, out, names or Names())
    return out.getvalue()


class Outline(HTMLParser):
    """Tags, attributes and text, and whether all tags are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.opened: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.tags if "id" in a]


def test_policy_names_exactly_what_is_inside() -> None:
    source = page(sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", source, re.S)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]


def test_nothing_comes_from_elsewhere() -> None:
    source = page(sample())
    assert not re.search(
        r"\s(src|srcset|style|on\w+)=", source.split("</style>")[1].split("<script>")[0]
    )
    assert "url(" not in source
    assert "@import" not in source


def test_every_claim_has_a_card_and_words() -> None:
    outline = Outline(page(sample(), sample("b.txt")))
    assert not outline.opened
    ids = outline.ids()
    assert len(ids) == len(set(ids))
    for number, claim in product(range(2), range(9)):
        assert f"d{number}c{claim}" in ids
        assert f"d{number}t{claim}" in ids
    targets = [a["href"] for t, a in outline.tags if t == "a" and "href" in a]
    assert {t[1:] for t in targets if t and t.startswith("#")} <= set(ids)


def test_every_output_says_what_it_is() -> None:
    words = " ".join(Outline(page(sample())).words)
    assert "claims, not facts" in words
    assert "reads: English" in words
    assert "masked in 2 places" in words


def test_private_names_are_nowhere() -> None:
    assert "Daudzai" not in page(sample())
    kept = page(sample(), names=Names("a court order"))
    assert "Karim Daudzai" in kept
    assert "kept: a court order" in kept


@pytest.mark.parametrize(
    "evil", ["</script><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "<!--", "${style}"]
)
def test_words_stay_words(evil: str) -> None:
    document = Document(f"{evil} was said.", uri=f"javascript:{evil}", title=evil, author=evil)
    outline = Outline(page(Reading(document, warnings=(evil,))))
    assert not outline.opened
    assert {t for t, _ in outline.tags} & {"img", "svg"} == set()
    assert not any((a.get("href") or "").startswith("javascript") for _, a in outline.tags)
    assert "".join(outline.words).count(evil) >= 4


def test_web_addresses_are_links() -> None:
    reading = replace(sample(), claims=(), document=Document("x", uri="https://a.example/b"))
    assert 'href="https://a.example/b" rel="noreferrer noopener nofollow"' in page(reading)


def test_markup_escapes_all_that_is_not_markup() -> None:
    made = tag("p", "<b>", Markup("<i></i>"), None, title='"<', data_x=True, lang=None)
    assert made == '<p title="&quot;&lt;" data-x>&lt;b&gt;<i></i></p>'


def test_characters_that_html_forbids() -> None:
    assert tag("p", "a\0b\ud800") == "<p>a\ufffdb\ufffd</p>"
    assert tag("p", "a\x85b\x1c") == "<p>a b </p>"


def test_page_without_readings() -> None:
    assert not Outline(page()).opened


@example(Reading(Document("\x85")))
@given(readings())
@settings(max_examples=40, deadline=None)
def test_any_reading_keeps_its_words(reading: Reading) -> None:
    source = page(reading)
    assert not Outline(source).opened
    assert source == page(reading)
    text = document_text(reading, 0, Redaction(reading, Names("test")))
    words = "".join(Outline(text).words)
    bare = re.sub(r"\s", "", unescape(as_text(reading.document.text)))
    seen = re.sub(r"\s", "", words)
    assert len(seen) == len(bare)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


ROLES = ["trigger", "actor", "recipient", "place", "time", "count", "speaker"]
WORDS = ["ink", "soft", "open", *ROLES]
STATES = ["occurred", "ongoing", "planned", "averted", "denied", "negated", "hypothetical"]
LIT = [*ROLES, "evidence"]
PAIRS = [
    *product([*WORDS, *STATES], ["paper", "desk", "card"]),
    *product(["ink"], [f"{role}-on" for role in LIT]),
    ("trigger", "trigger-ground"),
    ("soft", "unreal-ground"),
    ("open", "open-ground"),
]


@pytest.mark.parametrize("scheme", [0, 1])
def test_contrast_is_enough_to_read(scheme: int) -> None:
    style = page().split("<style>")[1]
    block = re.findall(r":root \{(.*?)\n\s*\}", style, re.S)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    for words, ground in PAIRS:
        light, dark = sorted((_luminance(colours[words]), _luminance(colours[ground])))[::-1]
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (words, ground)
