from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading import failure, only, write

from reportedly.errors import SourceError, UsageError
from reportedly.records.document import Document
from reportedly.sources import Limits, Overrides, from_text, load
from reportedly.sources.dates import iso_date, loose_date
from reportedly.sources.decode import decode, tidy
from reportedly.sources.samples import sample_documents
from reportedly.sources.sniff import Refused, kind_of


@given(st.text())
def test_any_text_is_kept(text: str) -> None:
    document = from_text(text)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert len(document.text) == len(plain)
    assert all(a == b for a, b in zip(document.text, plain, strict=True) if b.isprintable())
    document.text.encode("utf-8")


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    tidy(decode(data)).encode("utf-8")
    with suppress(Refused):
        kind_of(data)


def test_lone_surrogates_and_nul() -> None:
    assert from_text("a\ud800b\x00c").text == "a\ufffdb\x00c"


def test_text_is_verbatim(tmp_path: Path) -> None:
    data = "\ufeffOne  two\r\n\tthree\u200e \u201cfour\u201d\rfive \n\n".encode()
    document = only(write(tmp_path, "a.txt", data))
    assert document.text == "One  two\n\tthree\u200e \u201cfour\u201d\nfive \n\n"
    assert document.snapshot_sha256 == sha256(data).hexdigest()
    assert document.uri == (tmp_path / "a.txt").as_posix()
    assert document.published is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ségou was hit".encode(), "Ségou was hit"),
        ("Ségou was hit".encode("utf-8-sig"), "Ségou was hit"),
        ("Ségou was hit".encode("utf-16"), "Ségou was hit"),
        ("Ségou was hit".encode("utf-16-be"), "Ségou was hit"),
        ("Ségou was hit".encode("utf-32"), "Ségou was hit"),
        ("\u201cSégou\u201d was hit".encode("cp1252"), "\u201cSégou\u201d was hit"),
        ("Ségou was hit".encode("latin-1"), "Ségou was hit"),
        ("Ségou, café, naïve".encode() + b"\xff", "Ségou, café, naïve\ufffd"),
        ("The café".encode()[:-1], "The caf\ufffd"),
        (b"a byte \x81 of no encoding", "a byte \x81 of no encoding"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, text: str, tmp_path: Path) -> None:
    assert only(write(tmp_path, "a.txt", data)).text == text


def test_cyrillic_without_declaration() -> None:
    text = "Министерство обороны сообщило об уничтожении склада боеприпасов. " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (b"\x1f\x8b\x08" + bytes(50), "gzip"),
    ],
)
def test_what_is_no_text(data: bytes, word: str, tmp_path: Path) -> None:
    error = failure(write(tmp_path, "a.txt", data))
    assert word in error.reason
    assert error.source.endswith("a.txt")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.json", b'{\n  "text": "a"\n}', "JSON Lines"),
        ("a.csv", b"a,b\n1,2\n", "table"),
        ("notes", b"<?xml version='1.0'?><notes><note/></notes>", "XML"),
    ],
)
def test_text_that_is_no_document(name: str, data: bytes, word: str, tmp_path: Path) -> None:
    assert word in failure(write(tmp_path, name, data)).reason


def test_content_goes_before_odd_suffixes(tmp_path: Path) -> None:
    assert only(write(tmp_path, "a.json", b'{"text": "a"}')).text == "a"
    assert kind_of(b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", ".xml") == "html"


def test_nul_bytes_stay(tmp_path: Path) -> None:
    assert only(write(tmp_path, "a.txt", b"two\x00 killed")).text == "two\x00 killed"


def test_a_long_line(tmp_path: Path) -> None:
    assert len(only(write(tmp_path, "a.txt", b"word " * 200_000)).text) == 1_000_000


def test_names_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "a  b \u00e9.txt", b"Text")
    assert only(path).uri == path.as_posix()


def test_size_limits(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"x" * 101)
    assert "larger than 100 bytes" in failure(path, limits=Limits(input_size=100)).reason
    assert "100 characters" in failure(path, limits=Limits(output_size=100)).reason
    with pytest.raises(UsageError):
        Limits(seconds=0)


def test_missing_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"Text")
    first, second = load([tmp_path / "none.txt", path])
    assert isinstance(first, SourceError)
    assert "no such file" in str(first)
    assert isinstance(second, Document)
    assert (
        "cannot be read" in failure("a\x00b").reason or "no such file" in failure("a\x00b").reason
    )


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_unreadable_files(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"Text")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("runs as a user who may read everything")
    assert "permission denied" in failure(path).reason


def test_overrides_win(tmp_path: Path) -> None:
    overrides = Overrides("2024-05-31", "The Herald", "A. Writer", "A title", "en")
    document = only(write(tmp_path, "a.txt", b"Text"), overrides=overrides)
    assert document.published == "2024-05-31"
    assert document.published_source == "user"
    assert (document.publisher, document.author) == ("The Herald", "A. Writer")
    assert (document.title, document.language) == ("A title", "en")


@pytest.mark.parametrize("day", ["31 May 2024", "2024-13-01", "2024", "today", "", "2024-02-30"])
def test_overrides_refuse_odd_dates(day: str) -> None:
    with pytest.raises(UsageError, match="2024-05-31"):
        Overrides(published=day)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-05-31", "2024-05-31"),
        (" 2024-05-31T10:20Z ", "2024-05-31T10:20:00+00:00"),
        ("2024-05-31 10:20:30 +0200", "2024-05-31T10:20:30+02:00"),
        ("Fri, 31 May 2024 10:20:30 GMT", "2024-05-31T10:20:30+00:00"),
        ("20240531", "2024-05-31"),
        ("2024/5/31", "2024-05-31"),
        ("31 May 2024", "2024-05-31"),
        ("Friday, May 31st, 2024", "2024-05-31"),
        ("31-May-2024", "2024-05-31"),
        ("05/06/2024", None),
        ("May 2024", None),
        ("31 Floréal 2024", None),
        ("2024-02-30", None),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_dates_of_pages(value: str, iso: str | None) -> None:
    assert loose_date(value) == iso


@given(st.text())
def test_any_date_text(value: str) -> None:
    day = loose_date(value)
    assert day is None or iso_date(day) == day


def test_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.hidden", ".git/config", "Thumbs.db"):
        write(tmp_path, name, b"Text of " + name.encode())
    write(tmp_path, "page.html", b"<html><body><p>A page about the town of Gao.</p></body></html>")
    write(tmp_path, "page_files/frame.html", b"<html>advert</html>")
    write(tmp_path, "notes", b"a file without a suffix")
    items = list(load([tmp_path]))
    names = [Path(i.uri or "").name for i in items if isinstance(i, Document)]
    assert names == ["a.txt", "b.txt", "notes", "page.html", "c.txt"]
    assert len(names) == len(items)
    (tmp_path / "empty").mkdir()
    assert "without files" in failure(tmp_path / "empty").reason


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_folders_with_loops_and_pipes(tmp_path: Path) -> None:
    write(tmp_path, "a/a.txt", b"Text")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to(tmp_path / "a/self")
    (tmp_path / "a/gone").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "a/pipe")
    items = list(load([tmp_path]))
    assert [type(i) for i in items if isinstance(i, Document)] == [Document]
    assert all("link" in i.reason for i in items if isinstance(i, SourceError))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [
        (b"Some text\r\n", ["Some text\n"]),
        (b'{"text": "One"}\n{"text": "Two"}\n', ["One", "Two"]),
        (b"<html><body><p>Soldiers fled the town of Gao.</p>", ["Soldiers fled the town of Gao."]),
    ]
    for data, texts in cases:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        items = list(load(["-"]))
        assert [i.text for i in items if isinstance(i, Document)] == texts
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert "empty" in failure("-").reason


def test_a_single_source_needs_no_list(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"Text")
    assert list(load(str(path))) == list(load([path]))


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"Text")
    items = load([path, tmp_path / "later.txt"])
    assert isinstance(next(items), Document)
    write(tmp_path, "later.txt", b"More")
    assert isinstance(next(items), Document)


def test_the_example() -> None:
    documents = sample_documents()
    assert len(documents) == 3
    for document in documents:
        assert document.published
        assert 110 <= len(document.text.split()) <= 190
    assert len({d.publisher for d in documents}) == 3
