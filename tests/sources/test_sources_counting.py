"""What is counted before an import is what the import finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import info, packed, page, records
from loading import write

from reportedly.sources import load
from reportedly.sources.counting import expected

PAGES = [
    ("https://one.example/a", page("First"), "text/html; charset=utf-8"),
    ("https://one.example/logo.png", b"\x89PNG....", "image/png"),
    ("https://one.example/b", page("Second"), "text/html"),
    ("https://one.example/note.txt", b"The army shelled the town.", "text/plain"),
]
ENTRY = "<item><title>T</title><description>Shells hit the market.</description></item>"
FEED = f"<rss version='2.0'><channel><title>W</title>{ENTRY * 3}</channel></rss>"


def _archive(*, compressed: bool) -> bytes:
    return info(compressed=compressed) + b"".join(records(PAGES, compressed=compressed))


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        ("a.jsonl", b"\n".join([json.dumps({"text": "a"}).encode()] * 4), 4),
        ("b.jsonl", (json.dumps({"text": "a"}) + "\n\n").encode() * 2, 2),
        ("c.rss", FEED.encode(), 3),
        ("d", FEED.encode(), 3),
        ("e.warc", _archive(compressed=False), 3),
        ("f.warc.gz", _archive(compressed=True), 3),
        ("g.wacz", packed([("archive/data.warc.gz", _archive(compressed=True))]), 3),
        ("h.txt", b"The army shelled the town.", 1),
        ("i.wacz", b"PK\x03\x04 no zip", 1),
        ("j.gz", b"\x1f\x8b\x08 no archive", 1),
        ("k.jsonl", b"", 1),
    ],
)
def test_what_is_counted_is_found(tmp_path: Path, name: str, data: bytes, count: int) -> None:
    path = write(tmp_path, name, data)
    assert expected([path]) == count == len(list(load([path])))


def test_what_nobody_can_count() -> None:
    assert expected(["-"]) is None
    assert expected([]) is None
