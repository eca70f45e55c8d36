"""Feeds: every entry a document with its own date, title and address; entity bombs are refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import failure, write

from reportedly.errors import LimitExceeded
from reportedly.records.document import Document
from reportedly.sources import Overrides, load
from reportedly.sources.feed import read_feed
from reportedly.sources.parsed import ParseFailure

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Wire</title><link>https://wire.example/</link>
<item><title>Attack &amp; denial</title><link>https://wire.example/1</link>
<pubDate>Fri, 31 May 2024 10:00:00 +0300</pubDate>
<description>In short.</description>
<content:encoded><![CDATA[<p>Rebels attacked the <b>post</b>.</p><p>The army denied it.</p>
<script>x()</script>]]></content:encoded></item>
<item><title>No date</title><guid isPermaLink="false">tag:2</guid>
<description>Soldiers left Sardin.</description></item>
<item><title>Nothing</title><link>https://wire.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>
<entry><title>Shelling</title><id>tag:1</id><link href="https://blog.example/1"/>
<author><name>R. Porter</name></author>
<updated>2024-06-02T08:00:00Z</updated><published>2024-06-01T08:00:00Z</published>
<content type="html">&lt;p&gt;Shells hit the market.&lt;/p&gt;</content></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title><item><description>&c;</description></item>
</channel></rss>"""


def test_entries_of_rss(tmp_path: Path) -> None:
    path = write(tmp_path, "feed.rss", RSS.encode())
    kept: dict[str, bytes] = {}
    first, second, empty = load([path], keep=lambda sha256, data, _: kept.update({sha256: data}))
    assert isinstance(first, Document)
    assert first.text == "Rebels attacked the post.\n\nThe army denied it."
    assert (first.title, first.uri) == ("Attack & denial", "https://wire.example/1")
    assert (first.published, first.published_source) == ("2024-05-31T10:00:00+03:00", "feed")
    assert first.publisher == "Example Wire"
    assert kept == {first.snapshot_sha256: RSS.encode()}
    assert isinstance(second, Document)
    assert (second.text, second.published, second.uri) == ("Soldiers left Sardin.", None, "tag:2")
    assert "entry 3" in str(empty)


@pytest.mark.parametrize("name", ["feed.xml", "feed.atom", "feed"])
def test_entries_of_atom(name: str, tmp_path: Path) -> None:
    (only,) = load(
        [write(tmp_path, name, ATOM.encode("utf-16"))], overrides=Overrides(publisher="B")
    )
    assert isinstance(only, Document)
    assert (only.text, only.author, only.publisher) == ("Shells hit the market.", "R. Porter", "B")
    assert only.published == "2024-06-01T08:00:00+00:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused(encoding: str, tmp_path: Path) -> None:
    found = failure(write(tmp_path, "feed.xml", BOMB.encode(encoding)))
    assert isinstance(found, LimitExceeded)
    assert "entities" in found.reason


def test_an_entity_that_reads_a_file_is_refused(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", b"hidden words").as_uri()
    data = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret}">]><rss><channel><item>'
    data += "<description>&x;</description></item></channel></rss>"
    assert "entities" in failure(write(tmp_path, "feed.rss", data.encode())).reason


def test_a_feed_without_entries(tmp_path: Path) -> None:
    data = b"<?xml version='1.0'?><rss><channel></channel></rss>"
    assert "without entries" in failure(write(tmp_path, "feed", data)).reason
    assert "it is none" in failure(write(tmp_path, "x.rss", b"words")).reason


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_words_in_an_entry(words: str) -> None:
    data = f"<rss><channel><item><description>{words}</description></item></channel></rss>"
    with suppress(ParseFailure):
        assert len(read_feed(data.encode("utf-8", "replace"), 10_000)) >= 1


def test_a_feed_names_no_file_and_no_address() -> None:
    with pytest.raises(ParseFailure):
        read_feed(b"https://wire.example/feed", 1_000)
