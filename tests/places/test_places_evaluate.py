"""The evaluation: what counts as right, and floors where the corpora are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.places import (
    MENTIONS,
    documents,
    evaluate_found,
    evaluate_names,
    evaluate_resolution,
    is_right,
)
from reportedly.evaluate.places_calibration import Reliability
from reportedly.evaluate.places_use import evaluate_use, read_marked
from reportedly.places.gazetteer import EmbeddedGazetteer

SHARED = Path(os.environ.get("REPORTEDLY_SHARED", Path(__file__).parents[3] / "shared"))
CORPORA = SHARED / "corpora"
TEXT = "Police in Goma, in North Kivu, met Congolese officers."
GOMA: dict[str, Any] = {"start": 10, "end": 14, "text": "Goma", "lat": -1.68, "lon": 29.23,
                        "geonameid": 216281}  # fmt: skip
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")


def test_gold_mentions(gazetteer: EmbeddedGazetteer) -> None:
    tally = evaluate_resolution([{"text": TEXT, "mentions": [GOMA]}], gazetteer)
    assert (tally.mentions, tally.close, tally.answered, tally.documents) == (1, 1, 1, 1)


def test_running_text_leaves_demonyms_apart(gazetteer: EmbeddedGazetteer) -> None:
    demonym = {
        "start": 35,
        "end": 44,
        "text": "Congolese",
        "lat": -2.0,
        "lon": 23.0,
        "geonameid": 1,
    }
    tally = evaluate_found([{"text": TEXT, "mentions": [GOMA, demonym]}], gazetteer)
    assert (tally.gold, tally.gold_names, tally.right, tally.placed) == (2, 1, 1, 1)


def test_a_point_far_off_is_wrong(gazetteer: EmbeddedGazetteer) -> None:
    goma = gazetteer.lookup("Goma")[0]
    assert is_right(goma, GOMA)
    assert not is_right(goma, GOMA | {"lat": 10.0, "geonameid": 5})
    assert not is_right(None, GOMA)


def test_the_use_of_names_is_told(gazetteer: EmbeddedGazetteer) -> None:
    for figures in evaluate_use(MENTIONS, gazetteer).values():
        assert sum(f["gold"] for f in figures.values()) > 150
        assert figures["literal"]["f1"] >= 0.92
        assert figures["metonymic"]["f1"] >= 0.90
        assert figures["associative"]["f1"] >= 0.87


def test_marked_sentences() -> None:
    marked = read_marked(MENTIONS)
    assert len(marked) >= 300
    assert all(m.text[a:b].strip() == m.text[a:b] != "" for m in marked for a, b, _ in m.names)


def test_a_mark_that_is_none_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text('sentences: ["In [Goma|l].", "In [Goma|q]."]', encoding="utf-8")
    with pytest.raises(DataError, match="row 2"):
        read_marked(path)


def test_reliability() -> None:
    found = Reliability()
    for score, right in ((0.95, True), (0.85, True), (0.85, False), (0.1, False)):
        found.add(score, right=right)
    assert [b["answers"] for b in found.bins()] == [1, 2, 1]
    assert found.error() == pytest.approx((0.05 + 2 * 0.35 + 0.1) / 4)
    assert found.kept(0.9) == {"kept": 0.25, "right": 1.0}


def test_names_of_events(gazetteer: EmbeddedGazetteer, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    row = {
        "location_root_name": "DR Congo (Zaire)",
        "location_adm1_name": "Nord Kivu province",
        "location_adm2_name": "",
        "location_where_name": "Goma town",
        "split": "train",
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    tallies = evaluate_names(path, gazetteer, split="train")
    assert tallies["admin1"].right == tallies["where"].right == 1
    assert tallies["admin2"].rows == 0


def test_a_broken_corpus_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("{}\n{\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 2"):
        list(documents(path))


@needs_corpora
@pytest.mark.slow
@pytest.mark.parametrize(("corpus", "floor"), [("lgl", 0.80), ("trnews", 0.90)])
def test_floor_of_gold_mentions(corpus: str, floor: float) -> None:
    rows = documents(CORPORA / "geo" / f"{corpus}.jsonl")
    gazetteer = EmbeddedGazetteer(ranker=f"without_{corpus}")
    assert evaluate_resolution(rows, gazetteer).figures()["acc_161km"] >= floor


@needs_corpora
@pytest.mark.slow
def test_floor_of_event_names(gazetteer: EmbeddedGazetteer) -> None:
    path = CORPORA / "places-ucdp" / "ucdp_aec.jsonl"
    tallies = evaluate_names(path, gazetteer, split="validation")
    figures = {name: tally.figures() for name, tally in tallies.items()}
    assert figures["admin1"]["right"] >= 0.95
    assert figures["admin2"]["right"] >= 0.80
    assert figures["where"]["right"] >= 0.60
    assert all(f["wrong"] < 0.05 for f in figures.values())
