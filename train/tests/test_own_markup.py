# ruff: noqa: D100, D103 - tests say themselves what they do
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from train.own_markup import MarkupError, main, parse_file, parse_line, strip_marks

OWN = Path(__file__).parent.parent / "data" / "own"


def spans(text: str, found: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in found]


def test_parts_are_linked_by_number_and_events_carry_their_labels() -> None:
    line = (
        "{S1:The mayor} {C1:told reporters} {K1:that {L:cowards} had {e+ASSAULT:shelled} Kobra}"
        " but {C1:would not say} {K1:who}."
    )
    record = parse_line(line)
    text = record["text"]
    assert text == "The mayor told reporters that cowards had shelled Kobra but would not say who."
    (one,) = record["attributions"]
    assert spans(text, one["source"]) == ["The mayor"]
    assert spans(text, one["cue"]) == ["told reporters", "would not say"]
    assert spans(text, one["content"]) == ["that cowards had shelled Kobra", "who"]
    (event,) = record["events"]
    assert text[slice(*event["trigger"])] == "shelled"
    assert (event["factuality"], event["plover"], event["concrete"]) == (
        "happened",
        "ASSAULT",
        True,
    )
    assert spans(text, record["loaded"]) == ["cowards"]


def test_nested_voices_and_a_stretch_shared_by_two() -> None:
    record = parse_line(
        "{S1,2:He} {C1:said} {K1:{S3:they} {C3:feared} {K3:a {g?:war}}} and {C2:sought} {K2:aid}."
    )
    text = record["text"]
    assert [spans(text, a["source"]) for a in record["attributions"]] == [["He"], ["He"], ["they"]]
    assert record["events"][0] == {
        "trigger": [22, 25],
        "factuality": "possible",
        "plover": None,
        "concrete": False,
    }


@pytest.mark.parametrize(
    "line",
    [
        "{S1:He {C1:said}",
        "He} left",
        "{X1:He} left",
        "{e+KILL:shot}",
        "{e:shot}",
        "{S1:He} {C1:said} nothing",
        "{K1:They left}",
        "{S1: He} {C1:said} {K1:so}",
        "two  spaces",
        "{e+:{e-:shot}}",
        "{ open",
        "{e+:one two three four five}",
        "{S1:{S1:He}} {C1:said} {K1:so}",
        "{S1:}{C1:said} {K1:so}",
    ],
)
def test_a_wrong_line_is_refused(line: str) -> None:
    with pytest.raises(MarkupError):
        parse_line(line)


def test_a_file_names_all_its_wrong_lines(tmp_path: Path) -> None:
    path = tmp_path / "radio.txt"
    path.write_text("# note\n\nOne.\n{x\nOne.\n", encoding="utf-8")
    with pytest.raises(MarkupError, match=r"(?s)line 4.*line 5: repeats line 3"):
        parse_file(path)


def test_convert_then_check(tmp_path: Path) -> None:
    folder = tmp_path / "markup"
    folder.mkdir()
    path = folder / "radio.txt"
    path.write_text("They {e+RETREAT:left} Gõ.\n", encoding="utf-8")
    assert main(["--check", str(path)]) == 1
    assert main([str(path)]) == 0
    assert main(["--check", str(path)]) == 0
    record = json.loads((tmp_path / "radio.jsonl").read_text(encoding="utf-8"))
    assert record["id"] == "radio-0001"
    assert record["text"] == "They left Gõ."


@given(st.lists(st.tuples(st.booleans(), st.text("abc é😀", min_size=1).filter(str.strip))))
def test_marks_strip_back_to_the_plain_sentence(pieces: list[tuple[bool, str]]) -> None:
    line = "".join(f"{{L:{piece}}}" if marked else piece for marked, piece in pieces)
    plain, marks = strip_marks(line)
    assert plain == "".join(piece for _, piece in pieces)
    assert [plain[s:e] for _, s, e in marks] == [piece for marked, piece in pieces if marked]


@given(st.text())
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        record = parse_line(line)
    except MarkupError:
        return
    assert "{" not in record["text"]


@pytest.mark.parametrize("path", sorted((OWN / "markup").glob("*.txt")), ids=lambda p: p.stem)
def test_the_committed_files_are_as_marked_up(path: Path) -> None:
    assert main(["--check", str(path)]) == 0
