"""`reportedly read`: forms, files, failures and notes, with a reader made by hand."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import reportedly.pipeline
from reportedly.cli.main import main
from reportedly.errors import UnsupportedLanguage
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import Maker


class HandReader:
    """Takes the word 'shelled' for an event and knows no French; some words break it."""

    def __init__(self, **_: Any) -> None:
        pass

    def read(self, document: Document) -> Reading:
        name = document.uri or "standard input"
        if "bonjour" in document.text:
            raise UnsupportedLanguage(name, "the text is in 'fr'; reads English only")
        if "crash" in document.text:
            raise RecursionError("too deep")
        maker = Maker(document)
        if "shelled" in document.text:
            maker.claim("shelled", "shelled", "ASSAULT", "occurred")
        open_dates = () if document.published else ("1 date left open: add --published",)
        return maker.reading(warnings=open_dates)


@pytest.fixture(autouse=True)
def _hand_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reportedly.pipeline, "Engine", HandReader)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text("The army shelled Sardin on Friday, officials said.", "utf-8")
    (inside / "b.txt").write_text("Nothing happened in the town that day.", "utf-8")
    (inside / "c.txt").write_text("The rebels shelled Vesht. \u202e\u05d0 \U0001f54a", "utf-8")
    return inside


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    assert isinstance(end.value.code, int)
    return end.value.code


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdin", stream)


def test_jsonl_of_a_folder(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("read", folder, "--format", "jsonl") == 0
    out, err = capsysbinary.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert [Path(r["document"]["uri"]).name for r in records] == ["a.txt", "c.txt"]
    told = err.decode()
    assert "2 claims from 3 documents (claims, not facts; reads: English)" in told
    assert "a.txt: 1 date left open: add --published" in told
    assert "restricted" in told


def test_table_is_the_default(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("read", folder / "a.txt", "--published", "2024-05-31") == 0
    out = capfdbinary.readouterr().out.decode()
    assert out.startswith("claims, not facts \u00b7 reads: English")
    assert "2024-05-31" in out


def test_form_is_taken_from_the_ending(folder: Path, tmp_path: Path) -> None:
    for name, start in (("o.csv", "\ufeffvoice,"), ("o.html", "<!doctype html>"), ("o.json", "{")):
        assert run("read", folder, "--out", tmp_path / name, "-q") == 0
        assert (tmp_path / name).read_bytes().decode().startswith(start)


def test_overrides_reach_the_documents(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.json"
    run("read", folder / "a.txt", "-o", out, "--publisher", "P", "--author", "A", "--title", "T",
        "--published", "2024-05-31", "--language", "en")  # fmt: skip
    document = json.loads(out.read_text("utf-8"))["readings"][0]["document"]
    assert [document[k] for k in ("publisher", "author", "title", "published", "language")] == [
        "P", "A", "T", "2024-05-31", "en",
    ]  # fmt: skip
    assert document["published_source"] == "user"


def test_failures_are_named_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a0.txt").write_text("bonjour tout le monde, voici un texte", "utf-8")
    (folder / "a1.txt").write_text("this text will crash the reader", "utf-8")
    (folder / "a2.bin").write_bytes(bytes(range(256)) * 20)
    assert run("read", folder, folder / "none.txt", "-f", "jsonl") == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    lines = [line for line in err.splitlines() if "not read:" in line]
    assert len(lines) == 4
    assert "a0.txt: the text is in 'fr'" in lines[0]
    assert "a1.txt: internal error, RecursionError" in lines[1]
    assert "none.txt: no such file" in lines[3]
    assert "4 not read" in err


def test_out_is_whole_or_untouched(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    out = tmp_path / "claims.csv"
    out.write_text("before")
    out.chmod(0o640)

    def breaks(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("reportedly.exports.csv_rows.csv.writer", breaks)
        assert run("read", folder, "--out", out) == 2
    assert "no space left on device" in capsys.readouterr().err
    assert out.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.csv", "in"]
    assert run("read", folder, "--out", out) == 0
    assert out.read_text("utf-8-sig").startswith("voice,")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "xlsx"], "no format 'xlsx'; choose one of table"),
        (["--published", "soon"], "is not a date; write it as"),
        (["--restore-names", " "], "for a reason only"),
        (["--out", "nowhere/x.csv"], "make it first"),
        (["--out", "."], "a folder; name a file in it"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, words: Sequence[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", folder, *words) == 2
    err = capsys.readouterr().err
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_source_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", folder / "a.txt", "--out", folder / "a.txt") == 2
    assert "that is a source" in capsys.readouterr().err
    assert "shelled" in (folder / "a.txt").read_text("utf-8")


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, b"The army shelled Sardin on Friday.")
    assert run("read", "-", "-f", "jsonl") == 0
    assert json.loads(capsys.readouterr().out)["document"]["uri"] is None


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("data", [b"", b"The army shelled Sardin on Friday."])
def test_a_pipe_is_read_and_an_empty_one_gives_the_example(
    data: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    with os.fdopen(reader) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("read", "-f", "json") == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)["readings"]) == (1 if data else 3)
    assert ("bundled example" in err) == (not data)


def test_a_silent_pipe_does_not_hang(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reportedly.cli.stdin._PATIENCE", 0.01)
    reader, writer = os.pipe()
    with os.fdopen(reader) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("read", "-f", "json") == 0
    os.close(writer)
    assert "bundled example" in capsys.readouterr().err


def test_quiet_still_names_failures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", folder, folder / "none.txt", "-q", "-f", "jsonl") == 1
    err = capsys.readouterr().err
    assert err.splitlines() == [f"reportedly: not read: {folder}/none.txt: no such file or folder"]


def test_broken_pipe_is_silent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: Any) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("reportedly.exports.json_lines.write_jsonl", breaks)
    monkeypatch.setattr("reportedly.cli.main._silence", lambda: None)
    assert run("read", folder, "-f", "jsonl") == 1
    assert "roken" not in capsys.readouterr().err


def test_unforeseen_errors_are_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: Any) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("reportedly.exports.json_lines.write_jsonl", breaks)
    assert run("read", folder, "-f", "jsonl") == 2
    assert "internal error (ZeroDivisionError: oh)" in capsys.readouterr().err
    monkeypatch.setenv("REPORTEDLY_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["read", str(folder), "-f", "jsonl"])


def test_explain(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", folder / "a.txt") == 0
    out = capsys.readouterr().out
    assert out.startswith("claims, not facts")
    assert "- trigger: 'shelled' is listed" in out
    claim_id = out.split("the document itself")[0].split()[-1]
    assert run("explain", folder, "--claim", claim_id) == 0
    assert capsys.readouterr().out.count("rule: by hand") == 1
    assert run("explain", folder, "--claim", "zz") == 2
    assert "no claim has an id that starts with 'zz'" in capsys.readouterr().err


def test_progress_counts_beforehand(folder: Path) -> None:
    from reportedly.sources.counting import expected

    (folder / "more.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n', "utf-8")
    assert expected([str(folder)]) == 5
    assert expected([str(folder), "-"]) is None
    assert expected([]) is None


def test_progress_names_are_no_markup(folder: Path) -> None:
    from reportedly.cli.progress import Progress

    with Progress([str(folder)]) as progress:
        progress.step(Reading(Document("x", uri="[/red]")))
