"""The evidence bundle: same bytes, digests that others can check, nothing lost on the way."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings

from exports.project_exports import attack, event, first
from reportedly.errors import DataError
from reportedly.exports.bundle import SUMS, read_bundle, write_bundle
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import sample
from strategies import readings

RAW = b"<html>the page</html>"


def packed() -> bytes:
    text = "The army left."
    kept = Reading(Document(text, uri="b", snapshot_sha256=sha256(RAW).hexdigest()))
    one = attack()
    out = io.BytesIO()
    write_bundle(
        [sample(), one, kept],
        out,
        raw=lambda document: RAW if document.snapshot_sha256 else None,
        events=[event(first(one))],
        decisions=[{"seq": 1, "kind": "accept", "why": "seen"}],
    )
    return out.getvalue()


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def checked(folder: Path) -> int:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("no sha256sum here")
    done = subprocess.run(
        [program, "--strict", "-c", SUMS], cwd=folder, capture_output=True, check=False
    )
    return done.returncode


def test_a_bundle_holds_raw_bytes_texts_claims_events_and_decisions(tmp_path: Path) -> None:
    folder = unpacked(packed(), tmp_path)
    assert (folder / "raw" / sha256(RAW).hexdigest()).read_bytes() == RAW
    text = (folder / "texts" / f"{sample().document.id}.txt").read_bytes().decode()
    assert text == sample().document.text
    assert len((folder / "claims.jsonl").read_text("utf-8").splitlines()) == (
        len(sample().claims) + 1
    )
    assert "restricted" in (folder / "README.txt").read_text("utf-8")
    assert "restricted" in (folder / "manifest.json").read_text("utf-8")


def test_digests_check_without_this_program(tmp_path: Path) -> None:
    assert checked(unpacked(packed(), tmp_path)) == 0


@pytest.mark.parametrize("name", ["readings.jsonl", "manifest.json", "README.txt"])
def test_one_changed_byte_fails_the_check(name: str, tmp_path: Path) -> None:
    folder = unpacked(packed(), tmp_path)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert checked(folder) != 0


def test_a_bundle_gives_itself_again() -> None:
    data = packed()
    found = read_bundle(io.BytesIO(data))
    assert found.readings[0] == sample()
    again = io.BytesIO()
    write_bundle(
        found.readings,
        again,
        raw=found.raw,
        events=[event(first(attack()))],
        decisions=found.decisions,
    )
    assert again.getvalue() == data


def test_a_tampered_bundle_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            changed = data.replace(b"accept", b"reject") if "decisions" in entry.filename else data
            new.writestr(entry.filename, changed)
    with pytest.raises(DataError, match="was changed"):
        read_bundle(io.BytesIO(out.getvalue()))


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_a_bundle_that_points_outside_is_refused(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(DataError, match="points outside"):
        read_bundle(io.BytesIO(out.getvalue()))


def test_no_bundle_at_all() -> None:
    with pytest.raises(DataError, match="no ZIP"):
        read_bundle(io.BytesIO(b"words"))


@settings(max_examples=25, deadline=None)
@given(readings())
def test_any_reading_comes_back(reading: Reading) -> None:
    out = io.BytesIO()
    write_bundle([reading], out)
    assert read_bundle(io.BytesIO(out.getvalue())).readings == (reading,)
