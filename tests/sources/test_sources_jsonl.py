from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from loading import failure, only, write

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources import Limits, Overrides, load


def line(**record: Any) -> bytes:
    return json.dumps(record).encode() + b"\n"


def test_records(tmp_path: Path) -> None:
    full = {
        "uri": "https://a.example/1", "title": "T", "author": "A", "publisher": "P",
        "published": "2024-05-31", "language": "en", "text": "Text", "more": {"ignored": 1},
    }  # fmt: skip
    data = line(**full) + b"\n" + line(text="Second")
    path = write(tmp_path, "a.jsonl", data)
    first, second = load([path])
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    got = {k: getattr(first, k) for k in full if k != "more"}
    assert got == {k: v for k, v in full.items() if k != "more"}
    assert first.published_source == "record"
    assert first.snapshot_sha256 == sha256(data.splitlines()[0]).hexdigest()
    assert second.uri == f"{path.as_posix()}#3"
    assert second.published is None
    assert second.published_source is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"not json", "not a JSON object"),
        (b"[1]", "expected a JSON object"),
        (b"{}", "no key text"),
        (b'{"text": null}', "no key text"),
        (b'{"text": 5}', "text: expected text, found int"),
        (b'{"text": "a", "title": ["b"]}', "title: expected text, found list"),
        (b'{"text": ""}', "empty"),
        (b'{"text": "a", "published": "soon"}', "write it as 2024-05-31"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_bad_lines_are_named_and_the_rest_goes_on(
    record: bytes, reason: str, tmp_path: Path
) -> None:
    path = write(tmp_path, "a.jsonl", line(text="One") + record + b"\n" + line(text="Three"))
    one, two, three = load([path])
    assert isinstance(one, Document)
    assert isinstance(three, Document)
    assert isinstance(two, SourceError)
    assert two.source == f"{path.as_posix()}, line 2"
    assert reason in two.reason


def test_long_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", line(text="x" * 500) + line(text="ok"))
    first, second = load([path], limits=Limits(input_size=100))
    assert isinstance(first, LimitExceeded)
    assert isinstance(second, Document)


def test_odd_records(tmp_path: Path) -> None:
    assert only(write(tmp_path, "a.jsonl", b'{"text": "a\\ud800\\r\\nb"}')).text == "a\ufffd\nb"
    assert only(write(tmp_path, "b.jsonl", b'\xef\xbb\xbf{"text": "a"}')).text == "a"
    assert only(write(tmp_path, "c.jsonl", '{"text": "é"}\n'.encode("utf-16"))).text == "é"
    assert only(write(tmp_path, "d", b'{"id": 1, "text": "sniffed"}\n')).text == "sniffed"
    assert "no records" in failure(write(tmp_path, "e.jsonl", b"\n\n")).reason


def test_overrides_apply_to_records(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", line(text="a", published="soon", publisher="P"))
    document = only(path, overrides=Overrides(published="2024-01-02"))
    assert (document.published, document.publisher) == ("2024-01-02", "P")
    assert document.published_source == "user"
