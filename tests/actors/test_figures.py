"""The published figures hold, where the corpora are at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.actors import evaluate_actors

_BESIDE = Path(__file__).parents[3] / "shared"
CORPORA = Path(os.environ.get("REPORTEDLY_SHARED", _BESIDE)) / "corpora"


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    if not (CORPORA / "actors").is_dir():
        pytest.skip("no corpora here")
    return evaluate_actors(CORPORA)


def test_side_names(report: dict[str, Any]) -> None:
    sides = report["side_names"]
    assert sides["all"]["coverage"] >= 0.97
    assert sides["in_list"]["coverage"] == 1.0
    assert sides["in_list"]["right"] >= 0.99


def test_names_kept_out(report: dict[str, Any]) -> None:
    kept_out = report["kept_out"]
    assert kept_out["all"]["right_share"] >= 0.5
    assert kept_out["all"]["wrong_share"] < 0.02
    assert kept_out["by_key"]["right_share"] >= 0.5
    assert kept_out["by_key"]["wrong_share"] < 0.02


def test_a_folder_without_the_corpora(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"ucdp-actor-221\.csv"):
        evaluate_actors(tmp_path)
