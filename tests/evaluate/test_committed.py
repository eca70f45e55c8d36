"""Committed figures: what is compared, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.committed import differences, load_committed, save_committed

REPORT = {
    "timebank": {"sha256": "ab", "systems": {"f1": 0.5, "documents_per_second": 9.0}},
    "errors": [1, 2],
}


def test_speed_and_errors_are_not_committed(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    save_committed(file, "time", REPORT)
    save_committed(file, "places", {"f1": 1.0})
    content = load_committed(file)
    assert content["time"] == {"timebank": {"sha256": "ab", "systems": {"f1": 0.5}}}
    assert list(differences(content["time"], REPORT)) == []


def test_differences_are_named() -> None:
    other = {"timebank": {"sha256": "cd", "systems": {"f1": 0.5 + 1e-12}, "new": 1}}
    assert list(differences(REPORT, other)) == [
        "timebank.new: not among the committed figures",
        "timebank.sha256: cd, committed ab",
    ]
    assert next(differences(other, {"timebank": {}})) == (
        "timebank.new: committed, but not measured"
    )


def test_figures_of_other_programs_are_kept_and_not_compared(tmp_path: Path) -> None:
    report = {"timebank": {"f1": 0.5, "peers": {"another": {"f1": 0.4}}}}
    file = tmp_path / "figures.json"
    save_committed(file, "time", report)
    assert load_committed(file)["time"] == report
    assert list(differences(report, {"timebank": {"f1": 0.5, "peers": {}}})) == []


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    file.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"figures\.json"):
        load_committed(file)
