"""The table for a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from rich.console import Console

from reportedly.errors import UsageError
from reportedly.exports.formats import exporter
from reportedly.exports.privacy import Names
from reportedly.exports.table import render, write_table
from reportedly.exports.terminal import clean
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import sample
from strategies import readings


def shown(reading: Reading, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(render(reading, Names(), width))
    return out.getvalue()


def test_head_says_what_it_is() -> None:
    out = io.StringIO()
    write_table([sample()], out, Names())
    assert out.getvalue().startswith("claims, not facts \u00b7 reads: English")
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 160])
def test_voice_first_and_open_values_marked(width: int) -> None:
    text = shown(sample(), width)
    head = next(line for line in text.splitlines() if "who says" in line)
    assert head.split()[1:3] == ["who", "says"]
    flat = " ".join(text.replace("\u2502", " ").split())
    for words in ("occurred", "denied", "hypothetical", "(unresolved)", "not told", "no figure"):
        assert words in flat
    assert "Daudzai" not in flat
    assert "! 1 date left open: add --published" in flat


def test_no_claims_says_so() -> None:
    text = shown(Reading(Document("Nothing."), warnings=("no claims: too short",)), 80)
    assert "! no claims: too short" in text


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="choose one of table"):
        exporter("xlsx")


def test_nothing_steers_the_terminal() -> None:
    assert clean("a\x1b[31m\u202eb\nc\ud800") == "a\ufffd[31mb c\ufffd"


@given(readings())
@settings(max_examples=30, deadline=None)
def test_any_reading_is_shown(reading: Reading) -> None:
    assert shown(reading, 90).count("\u2503") >= (2 if reading.claims else 0)
