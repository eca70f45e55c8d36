"""Measures of factuality and of coding, on cases worked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.coding import read_sentences, read_stories, score_labels
from reportedly.evaluate.factuality import read_judged, score_factuality


def test_error_correlation_and_what_did_not_happen() -> None:
    figures = score_factuality([3.0, 0.5, -1.0, 2.0], [3.0, 1.5, -2.0, 0.5])
    assert figures["mae"] == pytest.approx((0 + 1 + 1 + 1.5) / 4)
    assert (figures["unreal"], figures["unreal_recall"], figures["unreal_precision"]) == (
        2,
        0.5,
        0.5,
    )
    assert 0.7 < figures["r"] < 0.9


def test_nothing_and_no_variance_do_not_divide_by_zero() -> None:
    assert score_factuality([], [])["mae"] == 0.0
    assert score_factuality([3.0, 1.0], [3.0, 3.0])["r"] == 0.0


def test_tokens_are_found_by_their_index(tmp_path: Path) -> None:
    folder = tmp_path / "factuality" / "uw"
    folder.mkdir(parents=True)
    row = {"text": "It did n't end .", "targets": [{"span1": [3, 4], "label": -2.6}]}
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    sentence = read_judged(tmp_path, "dev")[0]
    assert sentence.document.text[sentence.targets[0][0] :].startswith("end")
    (folder / "dev.jsonl").write_text(
        '{"text": "x", "targets": [{"span1": [7], "label": 1}]}', "utf-8"
    )
    with pytest.raises(DataError, match="row 1"):
        read_judged(tmp_path, "dev")


def test_silence_costs_recall_and_not_precision() -> None:
    figures = score_labels(["1", "4", "4", "3"], ["1", "4", "0", "4"], silent="0")
    assert figures["micro"]["p"] == pytest.approx(2 / 3)
    assert figures["micro"]["r"] == pytest.approx(2 / 4)
    assert figures["4"] == {"p": 0.5, "r": 0.5, "f1": 0.5}
    assert "0" not in figures


def test_coding_corpora_are_checked(tmp_path: Path) -> None:
    folder = tmp_path / "coding" / "ngec_synthetic"
    folder.mkdir(parents=True)
    (tmp_path / "coding" / "train.tsv").write_text("They met.\t1\nNo class\n", "utf-8")
    with pytest.raises(DataError, match="row 2"):
        read_sentences(tmp_path)
    stories = folder / "gpt_synthetic_events_2023-10-19_19.csv"
    stories.write_text("text,mode\nx,y\n", "utf-8")
    with pytest.raises(DataError, match="columns text and label"):
        read_stories(tmp_path)
    stories.write_text('text,label\n"One\nTwo",PROTEST\n', "utf-8")
    assert read_stories(tmp_path) == [("One\nTwo", "PROTEST")]
