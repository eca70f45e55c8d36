# ruff: noqa: D100, D103 - tests say themselves what they do
from __future__ import annotations

from train.reportedly_train.measures import CharacterCounts, counts_scores, overlap, value_scores


def test_characters_worked_by_hand() -> None:
    counts = CharacterCounts()
    counts.add([[0, 4]], [[2, 6]])
    counts.add([], [[0, 2]])
    assert counts.scores() == {"precision": 0.5, "recall": 0.3333, "f1": 0.4}


def test_overlap_of_two_halves_is_a_third() -> None:
    assert overlap([[0, 4]], [[2, 6]]) == 2 / 6
    assert overlap([], []) == 1.0


def test_values_worked_by_hand() -> None:
    scores = value_scores([3.0, -3.0, 1.0], [3.0, -2.0, 0.0])
    assert scores["mae"] == round(2 / 3, 4)
    assert scores["recall_unreal"] == 1.0


def test_nothing_found_is_zero() -> None:
    assert counts_scores(0, 0, 4) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
