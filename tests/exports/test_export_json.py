"""JSON Lines and JSON: every record validates and reads back."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from reportedly.exports.formats import exporter
from reportedly.exports.privacy import Names
from reportedly.records.reading import Reading
from reportedly.records.schema import schema
from reportedly.records.serialise import claim_from_dict, reading_from_dict
from sample_readings import sample
from strategies import readings


def written(form: str, *given_readings: Reading) -> str:
    out = io.StringIO(newline="")
    exporter(form)(given_readings, out, Names())
    return out.getvalue()


def test_lines_are_claim_records() -> None:
    reading = sample()
    lines = written("jsonl", reading, reading).splitlines()
    assert len(lines) == 2 * len(reading.claims)
    validator = Draft202012Validator(schema("claim"))
    for line, claim in zip(lines, reading.claims * 2, strict=True):
        validator.validate(json.loads(line))
        assert claim_from_dict(json.loads(line), reading.document) == claim


def test_file_of_no_readings() -> None:
    assert json.loads(written("json"))["readings"] == []


@given(readings())
@settings(max_examples=20, deadline=None)
def test_file_of_readings_validates_and_reads_back(reading: Reading) -> None:
    text = written("json", reading, reading)
    assert text == written("json", reading, reading)
    plain = json.loads(text)
    Draft202012Validator(schema("readings")).validate(plain)
    assert plain["notice"] == "claims, not facts"
    assert plain["reads"] == ["en"]
    assert "restricted" in plain["handling"]
    assert [reading_from_dict(one) for one in plain["readings"]] == [reading, reading]
