"""The files of the learned parts, checked before anything is read from them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, Final

import yaml

from reportedly.errors import ModelError
from reportedly.learned.layout import LAYOUT

MANIFEST: Final = "manifest.yaml"
WEIGHTS: Final = "heads.onnx"
TOKENIZER: Final = "tokenizer.json"
_REMEDY: Final = "reinstall reportedly, or read with rules alone"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Checked files: where they are, the version of the weights, thresholds by head."""

    weights: Path
    tokenizer: Path
    version: str
    thresholds: dict[str, float]
    digest: str


def data_folder() -> Path:
    """Folder of the weights that come with the program."""
    return Path(str(resources.files("reportedly.learned").joinpath("data")))


def check_files(folder: Path) -> ModelFiles:
    """Check every file against the manifest.

    Raises `ModelError` where a file is missing, differs from its digest, or the weights have
    another layout than this version of the program reads.
    """
    manifest = _manifest(folder / MANIFEST)
    if manifest.get("layout") != LAYOUT:
        raise ModelError(
            f"{folder / MANIFEST}: weights of layout {manifest.get('layout')!r}, this version reads"
            f" layout {LAYOUT}; {_REMEDY}"
        )
    digests = manifest["files"]
    for name in (WEIGHTS, TOKENIZER):
        _check(folder / name, digests.get(name))
    return ModelFiles(
        folder / WEIGHTS,
        folder / TOKENIZER,
        str(manifest["version"]),
        {str(k): float(v) for k, v in manifest["thresholds"].items()},
        str(digests[WEIGHTS]),
    )


def _manifest(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise ModelError(f"{file}: the learned parts are not installed; {_REMEDY}")
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise ModelError(f"{file}: not a manifest ({error}); {_REMEDY}") from error
    expected = {"layout", "version", "files", "thresholds"}
    if not isinstance(raw, dict) or not expected <= set(raw):
        raise ModelError(f"{file}: expected the keys {', '.join(sorted(expected))}; {_REMEDY}")
    if not isinstance(raw["files"], dict) or not isinstance(raw["thresholds"], dict):
        raise ModelError(f"{file}: 'files' and 'thresholds' must be tables; {_REMEDY}")
    return raw


def _check(file: Path, digest: str | None) -> None:
    if not file.is_file():
        raise ModelError(f"{file}: missing from the learned parts; {_REMEDY}")
    if sha256(file.read_bytes()).hexdigest() != digest:
        raise ModelError(f"{file}: not the file this version was tested with; {_REMEDY}")
