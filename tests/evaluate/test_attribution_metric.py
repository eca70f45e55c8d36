"""The measure of attributions, on cases worked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.attribution import read_annotated
from reportedly.evaluate.attribution_metric import AttributionTallies, Marked, characters, pairs


def mark(source: tuple[int, int] | None, cue: tuple[int, int], content: tuple[int, int]) -> Marked:
    return Marked(characters([source] if source else []), characters([cue]), characters([content]))


GOLD = mark((0, 10), (11, 15), (16, 36))


def test_half_of_source_and_content_and_a_touching_cue_suffice() -> None:
    # source 5 of 10, cue one character, content 10 of 20: each just enough
    assert pairs([mark((5, 10), (14, 16), (16, 26))], [GOLD]) == [(0, 0)]
    assert pairs([mark((6, 10), (14, 16), (16, 26))], [GOLD]) == []
    assert pairs([mark((5, 10), (15, 16), (16, 26))], [GOLD]) == []
    assert pairs([mark((5, 10), (14, 16), (16, 25))], [GOLD]) == []


def test_no_source_agrees_with_no_source_alone() -> None:
    nobody = mark(None, (11, 15), (16, 36))
    assert pairs([nobody], [nobody]) == [(0, 0)]
    assert pairs([nobody], [GOLD]) == []


def test_each_attribution_is_paired_once_the_best_first() -> None:
    near = mark((0, 9), (11, 15), (16, 36))
    assert pairs([near, GOLD], [GOLD]) == [(1, 0)]


def test_characters_are_counted_once_a_document() -> None:
    tallies = AttributionTallies()
    tallies.add([mark((0, 5), (11, 15), (16, 26)), mark((3, 10), (11, 15), (20, 46))], [GOLD])
    figures = tallies.figures()
    assert figures["source"]["f1"] == 1.0
    assert figures["content"]["p"] == pytest.approx(20 / 30)
    assert figures["content"]["r"] == 1.0
    assert figures["attributions"]["r"] == 1.0
    assert figures["attributions"]["p"] == 0.5


def test_corpora_are_read_and_bad_rows_named(tmp_path: Path) -> None:
    folder = tmp_path / "attribution" / "factappeal"
    folder.mkdir(parents=True)
    spans = [
        {"label": "Source", "start": 0, "end": 2},
        {"label": "Fact_Appeal", "start": 8, "end": 11},
    ]
    row = {"text": "He said so.", "spans": spans}
    (folder / "val.jsonl").write_text(json.dumps(row) + "\n{}\n", "utf-8")
    with pytest.raises(DataError, match="row 2"):
        read_annotated(tmp_path, "factappeal", "val")
    (folder / "val.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (gold,) = read_annotated(tmp_path, "factappeal", "val")[0].gold
    assert (sorted(gold.source), sorted(gold.content)) == ([0, 1], [8, 9, 10])
    with pytest.raises(DataError, match="no split"):
        read_annotated(tmp_path, "polnear", "test")
