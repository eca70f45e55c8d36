from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from reportedly.errors import ModelError
from reportedly.learned import load_heads
from reportedly.learned.files import MANIFEST, TOKENIZER, WEIGHTS, check_files, data_folder


def _copy(folder: Path) -> Path:
    for name in (MANIFEST, TOKENIZER, WEIGHTS):
        shutil.copyfile(data_folder() / name, folder / name)
    return folder


def _drop_weights(folder: Path) -> None:
    (folder / WEIGHTS).unlink()


def _cut_weights_short(folder: Path) -> None:
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:1000])


def _alter_tokenizer(folder: Path) -> None:
    (folder / TOKENIZER).write_text("{}", encoding="utf-8")


def _drop_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def _garble_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(b"\xff\xfe[")


def _empty_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text("- 1\n", encoding="utf-8")


def _flat_manifest(folder: Path) -> None:
    text = "{layout: 1, version: a, files: 3, thresholds: 4}"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _raise_layout(folder: Path) -> None:
    raw = yaml.safe_load((folder / MANIFEST).read_text("utf-8"))
    raw["layout"] += 1
    (folder / MANIFEST).write_text(yaml.safe_dump(raw), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_drop_weights, f"{WEIGHTS}: missing"),
        (_cut_weights_short, f"{WEIGHTS}: not the file"),
        (_alter_tokenizer, f"{TOKENIZER}: not the file"),
        (_drop_manifest, "not installed"),
        (_garble_manifest, "not a manifest"),
        (_empty_manifest, "expected the keys"),
        (_flat_manifest, "must be tables"),
        (_raise_layout, "layout"),
    ],
)
def test_spoilt_files_are_refused(tmp_path: Path, spoil: Callable[[Path], None], says: str) -> None:
    folder = _copy(tmp_path)
    spoil(folder)
    with pytest.raises(ModelError, match=says) as raised:
        load_heads(folder)
    assert "rules alone" in str(raised.value)


def test_weights_that_onnxruntime_cannot_read(tmp_path: Path) -> None:
    from hashlib import sha256

    folder = _copy(tmp_path)
    (folder / WEIGHTS).write_bytes(b"not onnx")
    raw = yaml.safe_load((folder / MANIFEST).read_text("utf-8"))
    raw["files"][WEIGHTS] = sha256(b"not onnx").hexdigest()
    (folder / MANIFEST).write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot load"):
        load_heads(folder)


def test_shipped_files_pass() -> None:
    files = check_files(data_folder())
    assert files.version
    assert set(files.thresholds) >= {"source", "cue", "content", "event", "loaded"}
    assert files.weights.stat().st_size <= 25_000_000
