from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from loading import only, write

from reportedly.records.document import Document
from reportedly.sources import load
from reportedly.sources.page import read_page
from reportedly.sources.parsed import ParseFailure
from reportedly.sources.tables import boilerplate

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((PAGES / "expected.yaml").read_text("utf-8"))
ARTICLE = (
    "<p>Two soldiers were killed on Monday when a mine exploded near the town of Kidal, the army "
    "said in a statement that was read on the radio.</p><p>Nobody has claimed the attack.</p>"
)


def page(head: str = "", body: str = ARTICLE) -> bytes:
    return f"<html><head><title>A title</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", EXPECTED)
def test_saved_pages(name: str) -> None:
    want = EXPECTED[name]
    parsed = read_page((PAGES / name).read_bytes(), 1_000_000)
    flat = " ".join(parsed.text.split())
    assert [s for s in want["sentences"] if s not in flat] == []
    assert [s for s in want["never"] if s in flat] == []
    assert parsed.title == want["title"]
    assert parsed.author == want["author"]
    assert parsed.publisher == want["publisher"]
    assert parsed.published == want["published"]


def test_all_pages_in_one_child_and_the_same_twice() -> None:
    first = list(load([PAGES]))
    pages = [item for item in first if isinstance(item, Document)]
    assert len(pages) == len(EXPECTED) + 1  # expected.yaml is text
    assert first == list(load([PAGES]))
    for item in pages:
        assert "\n\n\n" not in item.text
        assert "\r" not in item.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-02-03T04:05:06Z">', "2024-02-03"),
        ('<meta name="pubdate" content="3 February 2024">', "2024-02-03"),
        ('<meta name="date" content="February 3, 2024">', "2024-02-03"),
        ('<meta name="date" content="03/02/2024">', None),
        ('<meta name="date" content="yesterday">', None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
        ('<meta property="article:modified_time" content="2024-02-03T04:05:06Z">', None),
        ('<link rel="canonical" href="https://a.example/2024/02/03/story/">', None),
        ('<script type="application/ld+json">{"@type":"NewsArticle",'
         '"datePublished":"2024-02-03"}</script>', "2024-02-03"),
        ('<script type="application/ld+json">{"@type":"ItemList","itemListElement":'
         '[{"@type":"NewsArticle","datePublished":"2024-02-03"}]}</script>', None),
        ('<script type="application/ld+json">{broken</script>', None),
    ],
)  # fmt: skip
def test_only_stated_dates(head: str, day: str | None) -> None:
    published = read_page(page(head), 100_000).published
    assert (published and published[:10]) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time datetime="2024-02-03">Saturday</time>', "2024-02-03"),
        ('<time class="updated" datetime="2024-02-03">Saturday</time>', None),
        ('<time datetime="2024-02-03">a</time><time datetime="2024-02-05">b</time>', None),
        (
            '<time datetime="2024-02-01">a</time>'
            '<time class="entry-date" datetime="2024-02-03">b</time>',
            "2024-02-03",
        ),
        ('<aside><time datetime="2024-02-03">a</time></aside>', None),
        ("<p>Copyright 2026. Last updated 24 November 2026</p>", None),
        ("<p>On 3 February 2024 the village was shelled.</p>", None),
    ],
)
def test_dates_in_the_body(body: str, day: str | None) -> None:
    assert read_page(page("", ARTICLE + body), 100_000).published == day


def test_a_page_of_today_has_no_date_of_today(tmp_path: Path) -> None:
    document = only(write(tmp_path, "a.html", page()))
    assert document.published is None
    assert document.published_source is None


def test_the_title_is_never_in_the_text() -> None:
    parsed = read_page(page("", "<h1>A title</h1><p>A title</p>" + ARTICLE), 100_000)
    assert "A title" not in parsed.text
    assert parsed.title == "A title"


@pytest.mark.parametrize(
    "line",
    [
        "Share this:",
        "Share on Facebook | Share on X | Print this page",
        "Facebook Twitter WhatsApp Email",
        "Exit mobile version",
        "Read also: Two killed in Gao as army denies raid",
        "READ MORE: What we know about the attack",
        "Photo: archive",
        "[Photo by the writer]",
        "Sign up for our newsletter and never miss a story.",
        "Get the newsletter in your inbox every morning",
        "We use cookies to improve your experience.",
        "Tags: Mali, army",
        "Leave a Reply",
        "3 Comments",
        "By Mariam Sidibe",
        "Posted on 12 March 2024 at 14:00",
        "Advertisement",
        "© 2024 The Herald",
        "5 min read",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    assert boilerplate().lines.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "The group said in its newsletter that its fighters had killed twelve.",
        "Share of the blame lies with the army, he said.",
        "Posted near 3 checkpoints, soldiers fired on the crowd.",
        "By Monday, 12 people had died.",
        "Signed in Doha on Friday, the agreement ends the fighting.",
        "Print workers were arrested in Lagos.",
        "Follow-up talks are planned for Tuesday.",
        "(c) The ceasefire enters into force at midnight.",
        "Next week the minister will visit Gao.",
        "More than 300 people were displaced.",
        "Save the Children said that two of its staff were killed.",
        "Video shows soldiers firing on the crowd.",
        "Email and telephone lines were cut by the army.",
        "Comments by the minister were rejected by Kabul.",
        "Read in full, the statement denies everything.",
        "Latest reports put the toll at nine.",
        "Like many others, she fled to Goma.",
        "X was blocked by the authorities on Monday.",
        "Related attacks killed nine in Borno.",
        "Trending upward, the toll reached 40.",
    ],
)
def test_sentences_are_no_boilerplate(line: str) -> None:
    assert not boilerplate().lines.fullmatch(line)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings_of_pages(encoding: str) -> None:
    declared = "" if encoding == "utf-16" else f'<meta charset="{encoding}">'
    body = ARTICLE + "<p>The café of Ségou was hit, said the préfet.</p>"
    data = page(declared, body).decode().encode(encoding)
    assert "The café of Ségou was hit" in read_page(data, 10_000).text


@pytest.mark.parametrize(
    "data", [b"<", b"<html></html>", b"<html><body><script>var a = 1</script></body></html>"]
)
def test_a_page_without_text(data: bytes) -> None:
    with pytest.raises(ParseFailure, match="no main text"):
        read_page(data, 1000)


def test_inline_pictures_do_not_count() -> None:
    picture = "<img src='data:image/png;base64," + "A" * 12_000_000 + "'>"
    assert "Kidal" in read_page(page("", ARTICLE + picture), 10_000).text


def test_a_page_in_one_file(tmp_path: Path) -> None:
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xyz"\r\n\r\n--xyz\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    data = head.encode() + page() + b"\r\n--xyz--\r\n"
    for name in ("a.mhtml", "b"):
        document = only(write(tmp_path, name, data))
        assert document.text.startswith("Two soldiers were killed")
        assert document.title == "A title"


def test_preformatted_wire_text() -> None:
    body = "<pre>ZCZC\nTHREE KILLED IN GAO\n\nGAO, MARCH 3. THREE MEN\nWERE KILLED TODAY.\n</pre>"
    text = read_page(page("", body), 100_000).text
    assert text == "ZCZC\nTHREE KILLED IN GAO\n\nGAO, MARCH 3. THREE MEN\nWERE KILLED TODAY."


def test_text_that_only_linked_data_holds() -> None:
    data = '{"@type": "NewsArticle", "articleBody": "' + "Two soldiers were killed. " * 9 + '"}'
    head = f'<script type="application/ld+json">{data}</script>'
    parsed = read_page(page(head, "<div id='app'></div>"), 100_000)
    assert parsed.text.startswith("Two soldiers were killed. Two")


def test_hidden_words_are_no_text() -> None:
    hidden = "<p hidden>Nobody sees this.</p><p style='display: none'>Nor this.</p>"
    text = read_page(page("", ARTICLE + hidden), 100_000).text
    assert "this" not in text


def test_lists_and_tables_are_text() -> None:
    table = "<table><tr><td>Kidal</td><td>12</td></tr><tr><td>Gao</td><td>3</td></tr></table>"
    points = "<ul><li>Gunmen killed four in Gao.</li><li>The army shelled Ber.</li></ul>"
    text = read_page(page("", f"<article>{ARTICLE}{points}{table}</article>"), 100_000).text
    assert text.split("\n\n")[2:] == [
        "Gunmen killed four in Gao.",
        "The army shelled Ber.",
        "Kidal | 12",
        "Gao | 3",
    ]


def test_bylines_are_no_text() -> None:
    head = '<meta name="author" content="Mariam Sidibe">'
    for line in ("Mariam Sidibe, 3 February 2024", "Mariam Sidibe", "February 3, 2024 10:15"):
        text = read_page(page(head, f"<article><p>{line}</p>{ARTICLE}</article>"), 100_000).text
        assert text.startswith("Two soldiers"), line


def test_line_breaks_make_paragraphs() -> None:
    body = "<div>" + ARTICLE.replace("</p><p>", "<br><br>") + "</div>"
    assert "radio.\n\nNobody" in read_page(page("", body), 100_000).text
