"""The floor refuses worse figures, other documents and silent lowering."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import DataError, UsageError
from reportedly.evaluate.floor import Floor, load_floor, save_floor
from reportedly.evaluate.gold import GoldReport, evaluate_gold

GOLD = Path(__file__).parents[1] / "data" / "gold"


def coding(folder: Path, keep: float = 1.0, status: str | None = None) -> Path:
    """A second coding of one document: the first claims only, or another status."""
    document = json.loads((GOLD / "a01.json").read_text("utf-8"))
    claims = document["claims"][: max(1, round(len(document["claims"]) * keep))]
    if status:
        claims = [claim | {"status": status} for claim in claims]
    folder.mkdir()
    (folder / "a01.json").write_text(json.dumps(document | {"claims": claims}), "utf-8")
    return folder


@pytest.fixture
def perfect(tmp_path: Path) -> GoldReport:
    return evaluate_gold(GOLD, coding(tmp_path / "perfect"))


@pytest.fixture
def worse(tmp_path: Path) -> GoldReport:
    return evaluate_gold(GOLD, coding(tmp_path / "worse", keep=0.5))


def test_own_figures_are_no_breach(perfect: GoldReport) -> None:
    assert Floor.of(perfect).breaches(perfect) == []


def test_worse_figures_are_named(perfect: GoldReport, worse: GoldReport) -> None:
    breaches = Floor.of(perfect).breaches(worse)
    assert any(b.startswith("claim_f: ") for b in breaches)
    assert any(b.startswith("detection.f1: ") for b in breaches)


def test_figures_of_which_less_is_better(perfect: GoldReport, tmp_path: Path) -> None:
    fact = evaluate_gold(GOLD, coding(tmp_path / "facts", status="occurred"))
    assert fact.figures["false_facts"] > 0
    assert any(b.startswith("false_facts: ") for b in Floor.of(perfect).breaches(fact))


def test_other_documents_are_a_breach(perfect: GoldReport) -> None:
    everything = evaluate_gold(GOLD, GOLD)
    (breach,) = Floor.of(perfect).breaches(everything)
    assert "not those of the floor" in breach


def test_lowering_needs_a_reason(perfect: GoldReport, worse: GoldReport) -> None:
    floor = Floor.of(perfect)
    with pytest.raises(UsageError, match=r"would lower .*claim_f.*--allow-lower"):
        floor.raised_to(worse)
    lowered = floor.raised_to(worse, "a rule was unfair")
    assert lowered.breaches(worse) == []
    assert lowered.lowered[0]["reason"] == "a rule was unfair"


def test_raising_keeps_the_history(perfect: GoldReport, worse: GoldReport) -> None:
    history = Floor.of(perfect).raised_to(worse, "once").raised_to(perfect)
    assert history.at_least["claim_f"] == 1.0
    assert [entry["reason"] for entry in history.lowered] == ["once"]


def test_file_round_trip(perfect: GoldReport, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "floor.json"
    save_floor(file, Floor.of(perfect))
    assert load_floor(file) == Floor.of(perfect)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"corpus_digest": "x", "at_least": 1}'])
def test_a_broken_floor_says_so(content: str, tmp_path: Path) -> None:
    file = tmp_path / "floor.json"
    file.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"floor\.json.*--update-floor"):
        load_floor(file)
