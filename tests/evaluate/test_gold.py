"""Evaluation against gold documents: where claims come from, reports, bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import DataError, UsageError
from reportedly.evaluate.gold import evaluate_gold
from reportedly.evaluate.gold_files import load_gold
from reportedly.records import claim as c
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from reportedly.review.matching import same_phrase

GOLD = Path(__file__).parents[1] / "data" / "gold"
TEXT = "The army said rebels killed two traders in Goma on 4 May 2024. Prices rose."


def gold_document(**changes: Any) -> dict[str, Any]:
    claim = {
        "evidence": "rebels killed two traders in Goma on 4 May 2024",
        "trigger": "killed",
        "plover": "ASSAULT",
        "mode": None,
        "status": "occurred",
        "actors": [{"text": "rebels", "names": []}],
        "recipients": [{"text": "traders", "names": []}],
        "places": [{"text": "Goma", "name": "Goma", "country": "COD", "alt": "Goma City"}],
        "time": {"text": "on 4 May 2024", "earliest": "2024-05-04", "latest": "2024-05-04"},
        "counts": [{"text": "two", "what": "killed", "low": 2, "high": 2}],
        "attribution": [{"speaker": "army", "cue": "said", "stance": "asserts"}],
    }
    return {
        "id": "x1",
        "text": TEXT,
        "title": "News",
        "published": "2024-05-05",
        "claims": [claim],
        "traps": [{"text": "Prices rose"}],
    } | changes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "x1.json").write_text(json.dumps(gold_document()), "utf-8")
    return tmp_path / "gold"


def quote(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words), words)


class OneClaim:
    """A reader that finds the right claim, and keeps what it was given."""

    digests = (("codebook", "abc"),)

    def __init__(self, trigger: str = "killed") -> None:
        self.trigger = trigger
        self.seen: list[Document] = []

    def read(self, document: Document) -> Reading:
        self.seen.append(document)
        day = date(2024, 5, 4)
        claim = c.Claim(
            document,
            Span.of(TEXT, 0, len(TEXT)),
            quote(self.trigger),
            c.Event("ASSAULT"),
            "occurred",
            c.ProducedBy("test", "1"),
            actors=(c.Participant(quote("rebels")),),
            recipients=(c.Participant(quote("traders")),),
            places=(c.Place(quote("Goma"), c.ResolvedPlace("1", "Goma", "COD", "place")),),
            time=c.Time(quote("on 4 May 2024"), day, day, "day", False, "text"),
            counts=(c.Count(quote("two"), "killed", 2, 2),),
            attribution=(
                c.Attribution(c.Participant(quote("The army")), quote("said"), "asserts"),
            ),
        )
        return Reading(document, (claim,))


def test_a_reader_gets_the_document_without_its_coding(folder: Path) -> None:
    reader = OneClaim()
    report = evaluate_gold(folder, reader=reader)
    (document,) = reader.seen
    assert (document.uri, document.title, document.published) == ("gold:x1", "News", "2024-05-05")
    assert report.figures["claim_f"] == 1.0
    assert report.figures["whole"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert list(report.disagreements()) == []


def test_the_report_names_program_data_and_corpus(folder: Path) -> None:
    report = evaluate_gold(folder, reader=OneClaim()).as_json()
    assert report["digests"] == {"codebook": "abc"}
    assert len(report["corpus_digest"]) == 64
    assert report["documents"]["x1"] == report["figures"]
    json.dumps(report)


def test_a_trap_is_taken(folder: Path) -> None:
    other = gold_document(claims=[])
    (folder / "x1.json").write_text(json.dumps(other), "utf-8")
    report = evaluate_gold(folder, reader=OneClaim("Prices rose"))
    assert report.figures["traps"] == 1
    (error,) = report.disagreements()
    assert error.kind == "trap"
    assert "Prices rose" in error.render()


def test_differences_are_shown_field_by_field(folder: Path, tmp_path: Path) -> None:
    wrong = gold_document()
    wrong["claims"][0] |= {"plover": "COERCE", "status": "denied", "time": None, "counts": []}
    other = tmp_path / "other"
    other.mkdir()
    (other / "x1.json").write_text(json.dumps(wrong), "utf-8")
    (error,) = evaluate_gold(folder, other).disagreements()
    shown = error.render()
    assert "category: gold ASSAULT, found COERCE" in shown
    assert "status: gold occurred, found denied" in shown
    assert "time: gold 2024-05-04, found open" in shown
    assert "counts: gold killed 2 to 2, found none" in shown


def test_a_second_coder_counts_only_for_own_documents(folder: Path, tmp_path: Path) -> None:
    (folder / "x2.json").write_text(json.dumps(gold_document(id="x2")), "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "x2.json").write_text(json.dumps(gold_document(id="x2")), "utf-8")
    report = evaluate_gold(folder, other)
    assert [scored.id for scored in report.scored] == ["x2"]


def test_a_quote_that_is_not_there_is_told(folder: Path) -> None:
    lost = gold_document()
    lost["claims"][0]["trigger"] = "slain"
    lost["traps"] = [{"text": "Prices fell"}]
    (folder / "x1.json").write_text(json.dumps(lost), "utf-8")
    report = evaluate_gold(folder, reader=OneClaim())
    assert report.problems == (
        "x1: trigger 'slain' is not in its evidence",
        "x1: trap 'Prices fell' is not in the text",
    )


def test_unknown_documents_are_named(folder: Path) -> None:
    with pytest.raises(UsageError, match="no gold document x9; there are x1"):
        evaluate_gold(folder, only=["x9"], reader=OneClaim())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "expected JSON"),
        ('{"id": "x", "claims": []}', "text"),
        ('{"id": "x", "text": "a", "claims": [{"evidence": "a"}]}', r"claims\.0\.trigger"),
        ('{"id": 5, "text": "a", "claims": []}', "id"),
    ],
)
def test_bad_gold_files_are_named(content: str, problem: str, folder: Path) -> None:
    (folder / "bad.json").write_text(content, "utf-8")
    with pytest.raises(DataError, match=rf"bad\.json.*{problem}"):
        load_gold(folder)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gold document"):
        load_gold(tmp_path)
    with pytest.raises(DataError, match="expected a folder"):
        load_gold(tmp_path / "missing")


def shifted(record: dict[str, Any]) -> None:
    record["trigger"]["start"] += 1


def elsewhere(record: dict[str, Any]) -> None:
    record["document"]["uri"] = "gold:x7"


def without_event(record: dict[str, Any]) -> None:
    del record["event"]


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (shifted, "span .* is not 'killed'"),
        (elsewhere, "no gold document for uri 'gold:x7'"),
        (without_event, "not a claim record"),
    ],
)
def test_bad_claim_records_are_named(
    spoil: Callable[[dict[str, Any]], None], problem: str, folder: Path, tmp_path: Path
) -> None:
    at = TEXT.index("killed")
    record: dict[str, Any] = {
        "document": {"uri": "gold:x1"},
        "evidence": {"start": 0, "end": len(TEXT), "text": TEXT},
        "trigger": {"start": at, "end": at + 6, "text": "killed"},
        "event": {"plover": "ASSAULT", "mode": None},
        "status": "occurred",
        "actors": [],
        "recipients": [],
        "places": [],
        "time": None,
        "counts": [],
        "attribution": [],
    }
    file = tmp_path / "claims.jsonl"
    file.write_text("\n" + json.dumps(record) + "\n", "utf-8")
    assert evaluate_gold(folder, file).figures["predicted"] == 1
    spoil(record)
    file.write_text("\n" + json.dumps(record) + "\n", "utf-8")
    with pytest.raises(DataError, match=rf"claims\.jsonl, row 2: .*{problem}"):
        evaluate_gold(folder, file)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("the army", "Army", True),
        ("Cap-Haïtien", "cap haitien", True),
        ("army", "Sudanese Armed Forces", False),
        ("fighters", "fighters of the group that holds the town of Kidal now", False),
        ("14 soldiers of the guard", "soldiers of the national guard", True),
        ("the", "THE", True),
        ("the", "", False),
    ],
)
def test_phrases(gold: str, found: str, *, same: bool) -> None:
    assert same_phrase(gold, found) is same
