"""Web archives: every page a document, a bad record a failure of its own, unsafe files refused."""

from __future__ import annotations

import gzip
import stat
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from archives import info, packed, page, records
from hypothesis import given
from hypothesis import strategies as st
from loading import failure, write

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources import Limits, load
from reportedly.sources.warc_split import split

PAGES = [
    ("https://one.example/a", page("First"), "text/html; charset=utf-8"),
    ("https://one.example/logo.png", b"\x89PNG....", "image/png"),
    ("https://one.example/b", page("Second", "Soldiers left the town."), "text/html"),
    ("https://one.example/note.txt", b"The army shelled the town.", "text/plain"),
]


def read(path: Path, **options: Any) -> list[Document | SourceError]:
    return list(load([path], **options))


@pytest.mark.parametrize("compressed", [True, False])
def test_every_page_is_a_document(tmp_path: Path, compressed: bool) -> None:
    data = info(compressed=compressed) + b"".join(records(PAGES, compressed=compressed))
    kept: dict[str, bytes] = {}
    path = write(tmp_path, "crawl.warc.gz" if compressed else "crawl.warc", data)
    first, second, note = read(path, keep=lambda sha256, data, _: kept.update({sha256: data}))
    assert isinstance(first, Document)
    assert first.uri == "https://one.example/a"
    assert (first.title, first.published, first.published_source) == ("First", "2024-05-31", "page")
    assert first.text.startswith("Rebels attacked the post at dawn.")
    assert isinstance(second, Document)
    assert "Soldiers left the town" in second.text
    assert isinstance(note, Document)
    assert (note.text, note.published) == ("The army shelled the town.", None)
    assert first.snapshot_sha256 is not None
    assert sha256(kept[first.snapshot_sha256]).hexdigest() == first.snapshot_sha256


def test_a_damaged_record_is_one_failure(tmp_path: Path) -> None:
    one, _, two, note = records(PAGES)
    torn = bytearray(one)
    torn[len(torn) // 2] ^= 0xFF
    items = read(write(tmp_path, "crawl.warc.gz", two + bytes(torn) + note))
    documents = [item for item in items if isinstance(item, Document)]
    failures = [item for item in items if isinstance(item, SourceError)]
    assert [d.uri for d in documents] == [PAGES[2][0], PAGES[3][0]]
    assert len(failures) == 1
    assert "record 2" in failures[0].source


def test_lines_between_plain_records_are_one_failure(tmp_path: Path) -> None:
    one, _, two, _ = records(PAGES, compressed=False)
    items = read(write(tmp_path, "crawl.warc", one + b"rubbish\nmore rubbish\n" + two))
    assert [type(item).__name__ for item in items] == ["Document", "SourceError", "Document"]


def test_a_record_cut_off_at_the_end_is_a_failure(tmp_path: Path) -> None:
    one, _, two, _ = records(PAGES)
    first, last = read(write(tmp_path, "crawl.warc.gz", one + two[:-40]))
    assert isinstance(first, Document)
    assert isinstance(last, SourceError)
    assert "ends in the middle" in last.reason


def test_a_compression_bomb_is_a_failure_of_its_record(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000000\r\n\r\n"
    bomb = gzip.compress(head + bytes(9_000_000), mtime=0)
    items = read(
        write(tmp_path, "c.warc.gz", bomb + records(PAGES)[0]), limits=Limits(input_size=1_000_000)
    )
    assert isinstance(items[0], LimitExceeded)
    assert isinstance(items[1], Document)


def test_answers_without_a_page_are_passed_over(tmp_path: Path) -> None:
    data = b"".join(records(PAGES[:1], status="404 Not Found"))
    assert "without a page" in failure(write(tmp_path, "crawl.warc.gz", data)).reason


def test_a_warc_that_is_none(tmp_path: Path) -> None:
    assert "no WARC record" in failure(write(tmp_path, "a.warc", b"some words\n")).reason
    assert "gzip" in failure(write(tmp_path, "a.warc.gz", gzip.compress(b"words"))).reason


@given(st.binary(max_size=400))
def test_no_bytes_make_the_splitting_fail(data: bytes) -> None:
    for start in (b"", b"WARC/1.0\r\n", gzip.compress(b"WARC/1.0\r\n", mtime=0)):
        for piece in split(BytesIO(start + data), 10_000):
            assert len(piece.data) <= 20_000


def test_a_packed_archive(tmp_path: Path) -> None:
    one, _, two, _ = records(PAGES)
    data = packed(
        [("datapackage.json", b"{}"), ("archive/b.warc.gz", two), ("archive/a.warc.gz", one)]
    )
    first, second = read(write(tmp_path, "site.wacz", data))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.uri, second.uri) == (PAGES[0][0], PAGES[2][0])


@pytest.mark.parametrize(
    "name",
    ["../out.warc.gz", "archive/../../x.warc", "/etc/x.warc", "a\\..\\x.warc", "C:/x.warc", ".."],
)
def test_a_path_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    data = packed([("archive/a.warc.gz", records(PAGES)[0]), (name, b"x")])
    box = tmp_path / "box"
    assert "points outside" in failure(write(box, "site.wacz", data)).reason
    assert [path.name for path in tmp_path.rglob("*")] == ["box", "site.wacz"]


def test_links_and_doubles_are_refused(tmp_path: Path) -> None:
    link = packed([("archive/a.warc.gz", b"/etc/passwd")], mode=stat.S_IFLNK | 0o777)
    assert "link" in failure(write(tmp_path, "a.wacz", link)).reason
    with pytest.warns(UserWarning, match="Duplicate"):
        double = packed([("archive/a.warc", b"1"), ("archive/a.warc", b"2")])
    assert "twice" in failure(write(tmp_path, "b.wacz", double)).reason


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", bytes(5_000_000))
    found = failure(write(tmp_path, "a.wacz", out.getvalue()))
    assert isinstance(found, LimitExceeded)
    many = packed([(f"{i}", b"") for i in range(20_001)])
    assert isinstance(failure(write(tmp_path, "b.wacz", many)), LimitExceeded)


def test_a_damaged_packed_archive(tmp_path: Path) -> None:
    data = packed([("archive/a.warc.gz", records(PAGES)[0])])
    assert "damaged ZIP" in failure(write(tmp_path, "a.wacz", data[:-30])).reason
    assert "no ZIP" in failure(write(tmp_path, "b.wacz", b"words")).reason
    torn = bytearray(data)
    torn[60] ^= 0xFF
    assert all(
        isinstance(item, SourceError) for item in read(write(tmp_path, "c.wacz", bytes(torn)))
    )
