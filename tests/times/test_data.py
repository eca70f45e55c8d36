"""Wrong data files are refused with the entry that is wrong."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from reportedly.errors import DataError
from reportedly.times.meanings.table import MEANINGS
from reportedly.times.patterns import build
from reportedly.times.words import check_words, read_yaml


def words() -> Any:
    return copy.deepcopy(read_yaml("words.yaml"))


def test_the_bundled_words_are_right() -> None:
    assert check_words(words()).numbers["months"]["march"] == 3


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda w: w["months"].update(smarch=13), "months"),
        (lambda w: w["weekdays"].update(monday="first"), "weekdays"),
        (lambda w: w["units"].update(moon="LUNE"), "units"),
        (lambda w: w.pop("seasons"), "seasons"),
        (lambda w: w.update(moons={}), "moons"),
        (lambda w: w.update(vague="few"), "vague"),
        (lambda w: w.update(parts=["noon"]), "parts"),
        (lambda w: w["parts"].update(noon=12), "parts"),
    ],
)
def test_wrong_words(change: Any, row: str) -> None:
    raw = words()
    change(raw)
    with pytest.raises(DataError) as error:
        check_words(raw)
    assert error.value.row == row


def test_every_rule_has_a_meaning() -> None:
    for rule in read_yaml("patterns.yaml")["rules"]:
        assert rule["do"] in MEANINGS, rule["id"]


def test_rule_names_are_unique() -> None:
    names = [rule["id"] for rule in read_yaml("patterns.yaml")["rules"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "pattern",
    [
        "(MONTH",
        "MONTH)",
        "NOSUCHCLASS",
        "MONTH?",
        "m=",
        "(MONTH | )",
        "| MONTH ?",
        "LOOP",
    ],
)
def test_wrong_patterns(pattern: str) -> None:
    rule = {"id": "broken", "do": "month", "p": pattern}
    with pytest.raises(DataError):
        build({"macros": {"LOOP": "(LOOP)"}, "rules": [rule]})


def test_wrong_shapes() -> None:
    with pytest.raises(DataError):
        build({"rules": []})
    with pytest.raises(DataError):
        build({"macros": {}, "rules": [{"id": "x"}]})
    with pytest.raises(DataError):
        check_words([])


@pytest.mark.parametrize(
    "options",
    [{"fixed": [12]}, {"fixed": ["a", 1]}, {"moving": 3}, {"color": "red"}, {}],
)
def test_wrong_options(options: dict[str, Any]) -> None:
    rule = {"id": "broken", "do": "holiday", "p": "MONTH", **options}
    with pytest.raises(DataError) as error:
        build({"macros": {}, "rules": [rule]})
    assert error.value.row == "broken"
