# ruff: noqa: D100, D103 - tests say themselves what they do
from __future__ import annotations

from typing import Any

from train.own_markup import parse_line
from train.reportedly_train.quoting import direct_speech

PLAIN = "The {e+RETREAT:withdrawal} took a night."


def made(line: str) -> dict[str, Any]:
    rows = [parse_line(line), parse_line(PLAIN)]
    for seed in range(20):
        (row,) = direct_speech(rows, seed)
        if "withdrawal" in row["text"]:
            return row
    raise AssertionError("never made longer")


def parts(row: dict[str, Any], name: str) -> list[str]:
    (one,) = row["attributions"]
    return [row["text"][s:e] for s, e in one[name]]


def test_indirect_speech_told_last_is_put_in_marks() -> None:
    row = made("{S1:The mayor} {C1:said} {K1:that troops had {e+ASSAULT:shelled} Kobra}.")
    assert row["text"] == (
        'The mayor said: "troops had shelled Kobra. The withdrawal took a night."'
    )
    assert parts(row, "cue") == ["said"]
    assert parts(row, "content") == ['"troops had shelled Kobra. The withdrawal took a night."']
    triggers = [row["text"][slice(*e["trigger"])] for e in row["events"]]
    assert triggers == ["shelled", "withdrawal"]


def test_indirect_speech_told_first_is_put_in_marks() -> None:
    row = made("{K1:Troops {e+ASSAULT:shelled} Kobra}, {S1:the mayor} {C1:said}.")
    assert row["text"] == ('"Troops shelled Kobra," the mayor said. "The withdrawal took a night."')
    assert parts(row, "content") == ['"Troops shelled Kobra,"', '"The withdrawal took a night."']
    assert parts(row, "source") == ["the mayor"]


def test_what_reports_nothing_is_left() -> None:
    assert direct_speech([parse_line(PLAIN)], 1) == []
