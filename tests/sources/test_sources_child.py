from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from loading import failure, only, write

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources import Limits, load
from reportedly.sources.child import Child
from reportedly.sources.parsed import Parsed

PAGE = b"<html><body><p>Soldiers fled the town of Gao on Monday, the army said.</p></body></html>"
DEEP = b"<html><body>" + b"<div>" * 100_000 + b"Soldiers fled." + b"</div>" * 100_000


def test_one_child_for_many_documents() -> None:
    with Child(Limits(per_worker=3)) as child:
        numbers = []
        for _ in range(5):
            assert isinstance(child.parse("html", PAGE, "a"), Parsed)
            numbers.append(child._process.pid if child._process else None)
    assert numbers[0] == numbers[1]
    assert numbers[2] is None  # retired after three
    assert numbers[3] == numbers[4] != numbers[0]
    assert child._process is None


def test_time_limit_costs_one_document(tmp_path: Path) -> None:
    write(tmp_path, "b.html", PAGE)
    write(tmp_path, "c.html", b"<html><body>" + PAGE * 40_000)
    write(tmp_path, "d.html", PAGE)
    first, second, third = load([tmp_path], limits=Limits(seconds=0.5))
    assert isinstance(first, Document)
    assert isinstance(second, LimitExceeded)
    assert "0.5 seconds" in second.reason
    assert isinstance(third, Document)


def test_a_child_that_dies_costs_one_document() -> None:
    with Child(Limits()) as child:
        assert isinstance(child.parse("html", PAGE, "a"), Parsed)
        assert child._process is not None
        child._process.kill()
        child._process.wait()
        assert isinstance(child.parse("html", PAGE, "b"), Parsed)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_memory_limit(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", b"<html><body>" + b"<br>" * 1_000_000)
    error = failure(path, limits=Limits(memory=250_000_000))
    assert isinstance(error, LimitExceeded)
    assert "250 MB" in error.reason


def test_nested_tags(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "a.html", DEEP))
    assert isinstance(error, LimitExceeded)
    assert "nested too deeply" in error.reason


def test_output_limit(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", PAGE)
    assert isinstance(failure(path, limits=Limits(output_size=10)), LimitExceeded)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    data = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + PAGE.replace(
        b"</p>", b" &a;</p>"
    )
    assert "Soldiers fled" in only(write(tmp_path, "a.html", data)).text


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr


def test_the_child_stays_light() -> None:
    code = (
        "import sys, reportedly.sources.worker, reportedly.sources.page, reportedly.sources.pdf; "
        "print('spacy' in sys.modules)"
    )
    assert run(code).strip() == "False"


def test_the_child_has_no_network_and_starts_nothing() -> None:
    code = (
        "import sys, socket, subprocess\n"
        "from reportedly.sources.worker import _refuse\n"
        "sys.addaudithook(_refuse)\n"
        "for act in (lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "            lambda: subprocess.run(['true'])):\n"
        "    try:\n"
        "        act(); print('done')\n"
        "    except PermissionError: print('refused')\n"
    )
    assert run(code).split() == ["refused", "refused"]


def test_load_in_a_plain_script(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", PAGE)
    script = f"from reportedly.sources import load\nprint(len(list(load([{str(path)!r}]))))"
    assert run(script).strip() == "1"


def test_errors_name_the_file(tmp_path: Path) -> None:
    items = list(load([write(tmp_path, "a.html", b"<html></html>"), tmp_path / "b.html"]))
    assert all(isinstance(i, SourceError) and tmp_path.as_posix() in i.source for i in items)
