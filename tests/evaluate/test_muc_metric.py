"""The measure of MUC-4 templates, on cases worked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.muc import read_keyed
from reportedly.evaluate.muc_metric import Template, align, entity, score_templates


def template(kind: str, **slots: list[list[str]]) -> Template:
    return Template(kind, {slot: tuple(entity(e) for e in found) for slot, found in slots.items()})


def test_strings_compare_without_case_marks_and_articles() -> None:
    assert entity(['The "Northern  Front"', "N.F."]) == frozenset({"northern front", "nf"})


def test_the_same_templates_are_right_whole() -> None:
    key = [template("bombing", target=[["a bridge", "bridge"]], weapon=[["bomb"]])]
    figures = score_templates(key, key).figures()
    assert figures["micro"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "found": 3, "gold": 3}


def test_a_filler_is_right_where_all_its_strings_are_the_keys() -> None:
    key = [template("attack", perp_individual=[["rebels", "armed rebels"]])]
    near = [template("attack", perp_individual=[["rebels", "some rebels"]])]
    assert score_templates(near, key).by_slot["perp_individual"].right == 0
    part = [template("attack", perp_individual=[["armed rebels"]])]
    assert score_templates(part, key).by_slot["perp_individual"].right == 1


def test_templates_of_another_type_are_never_aligned() -> None:
    found = [template("attack", victim=[["ana ruiz"]])]
    key = [template("kidnapping", victim=[["ana ruiz"]])]
    assert align(found, key) == []
    micro = score_templates(found, key).figures()["micro"]
    assert (micro["p"], micro["r"]) == (0.0, 0.0)
    assert (micro["found"], micro["gold"]) == (2, 2)


def test_a_key_may_allow_two_types() -> None:
    assert align([template("bombing")], [template("attack/bombing")]) == [(0, 0)]


def test_alignment_takes_the_pairs_that_agree_most() -> None:
    found = [
        template("attack", victim=[["x"]], weapon=[["rifle"]]),
        template("attack", victim=[["x"], ["y"]]),
    ]
    key = [
        template("attack", victim=[["x"], ["y"]]),
        template("attack", victim=[["x"]], weapon=[["rifle"]]),
    ]
    assert align(found, key) == [(0, 1), (1, 0)]


def test_spurious_and_missing_templates_count_in_full() -> None:
    found = [template("attack", victim=[["x"]]), template("attack", target=[["house"]])]
    key = [template("attack", victim=[["x"], ["z"]])]
    micro = score_templates(found, key).figures()["micro"]
    # found: 2 types and 2 fillers, 1 type and 1 filler right; key: 1 type and 2 fillers
    assert micro["p"] == pytest.approx(2 / 4)
    assert micro["r"] == pytest.approx(2 / 3)


def _corpus(folder: Path, strings: list[str]) -> Path:
    slots = {
        "INCIDENT: TYPE": [{"alts": [{"val": "BOMBING"}]}],
        "PHYS TGT: ID": [{"alts": [{"val": s} for s in strings]}],
    }
    rows = {
        "docs": {
            "doc_id": "D1", "split": "dev", "text": "A BOMB HIT\nTHE OLD BRIDGE.",
            "header": {"date": "3 JAN 90"},
        },
        "keys": {"doc_id": "D1", "split": "dev", "relevant": True, "slots": slots},
    }  # fmt: skip
    (folder / "muc4").mkdir()
    for name, row in rows.items():
        (folder / "muc4" / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def test_key_strings_that_stand_nowhere_are_left_out(tmp_path: Path) -> None:
    item = read_keyed(_corpus(tmp_path, ["THE OLD BRIDGE", "VIADUCT"]), "dev")[0]
    assert item.document.published == "1990-01-03"
    assert item.key[0].type == "bombing"
    assert item.key[0].slots["target"] == (frozenset({"old bridge"}),)


def test_a_row_at_fault_is_named(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, ["X"])
    (corpus / "muc4" / "keys.jsonl").write_text("[]\n", "utf-8")
    with pytest.raises(DataError, match=r"keys.jsonl, row 1"):
        read_keyed(corpus, "dev")
    with pytest.raises(DataError, match="cannot be read"):
        read_keyed(tmp_path / "nowhere", "dev")
