"""Records survive JSON and follow their schemas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from reportedly.errors import DataError
from reportedly.records.claim import Claim, Event, ProducedBy
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.schema import NAMES, schema
from reportedly.records.serialise import (
    claim_from_dict,
    claim_to_dict,
    dumps,
    reading_from_dict,
    reading_to_dict,
)
from reportedly.records.span import Span
from strategies import readings


def small(text: str = "The army shelled Spera.") -> Claim:
    document = Document(text, uri="a.txt")
    whole = Span.of(text, 0, len(text))
    trigger = Span.of(text, 9, 16)
    return Claim(document, whole, trigger, Event("ASSAULT"), "occurred", ProducedBy("t", "1"))


@given(readings())
@settings(max_examples=60, deadline=None)
def test_round_trip_and_schema(reading: Reading) -> None:
    text = dumps(reading_to_dict(reading))
    plain = json.loads(text.encode())
    assert reading_from_dict(plain) == reading
    assert dumps(reading_to_dict(reading_from_dict(plain))) == text
    Draft202012Validator(schema("reading")).validate(plain)
    for claim, record in zip(reading.claims, plain["claims"], strict=True):
        Draft202012Validator(schema("claim")).validate(record)
        assert claim_from_dict(record, reading.document) == claim


def test_schemas_are_schemas() -> None:
    for name in NAMES:
        Draft202012Validator.check_schema(schema(name))


def test_json_is_one_line_and_lone_surrogates_survive() -> None:
    text = "The army shelled \ud83d\u2028 Spera\u0085\nnow."
    claim = small(text)
    line = dumps(claim_to_dict(claim))
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert claim_from_dict(json.loads(line), claim.document) == claim


def test_letters_stay_readable() -> None:
    assert "Дома" in dumps({"a": "Дома"})


Change = Callable[[dict[str, Any]], object]
BAD: list[tuple[Change, str]] = [
    (lambda d: d.pop("trigger"), "missing"),
    (lambda d: d.update(extra=1), "unknown field 'extra'"),
    (lambda d: d.update(status="maybe"), "one of occurred"),
    (lambda d: d.update(claim_id="0"), "its content gives"),
    (lambda d: d.update(schema_version="9"), "schema_version 1.0"),
    (lambda d: d["document"].update(id="0"), "not one of document"),
    (lambda d: d["trigger"].update(text="bombed!"), "the text has"),
    (lambda d: d["trigger"].update(start="9"), "type int"),
    (lambda d: d["event"].update(contexts="x"), "a list"),
    (lambda d: d.update(time=4), "an object"),
    (lambda d: d["produced_by"].update(digests=["x"]), "object of strings"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_bad_claim_is_refused(change: Change, message: str) -> None:
    claim = small()
    plain = claim_to_dict(claim)
    change(plain)
    with pytest.raises(DataError, match=message):
        claim_from_dict(plain, claim.document, "file.jsonl")


@pytest.mark.parametrize("bad", [None, 3, [], {}, {"schema_version": "1.0"}])
def test_bad_reading_is_refused(bad: Any) -> None:
    with pytest.raises(DataError):
        reading_from_dict(bad)


def test_changed_text_is_noticed() -> None:
    plain = reading_to_dict(Reading(small().document, (small(),)))
    plain["document"]["text"] += " "
    with pytest.raises(DataError, match=r"text_sha256 is"):
        reading_from_dict(plain)
