"""CSV: fixed documented columns, the voice first, nothing that a spreadsheet could run."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.exports.csv_rows import COLUMNS, row, safe, write_csv
from reportedly.exports.privacy import MASK, Names, Redaction
from reportedly.records.reading import Reading
from sample_readings import sample
from strategies import readings

DOCS = Path(__file__).parents[2] / "docs" / "columns.md"


def rows_of(*given_readings: Reading, names: Names | None = None) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write_csv(given_readings, out, names or Names())
    text = out.getvalue()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_columns_are_documented_in_order() -> None:
    documented = re.findall(r"^\| `([a-z_]+)` \| (.+) \|$", DOCS.read_text("utf-8"), re.M)
    assert tuple(name for name, _ in documented) == COLUMNS
    assert all(len(content) > 5 for _, content in documented)
    assert COLUMNS[0] == "voice"


def test_row_of_a_full_claim() -> None:
    first = rows_of(sample())[0]
    assert first["voice"] == "governor's office of Olmar"
    assert first["voice_resolved"] == "Government of Olmar"
    assert (first["status"], first["category"], first["mode"]) == (
        "occurred",
        "ASSAULT",
        "heavy-weapons",
    )
    assert first["actors_resolved"] == "Northern Front"
    assert (first["latitude"], first["longitude"]) == ("-1.25", "40.5")
    assert (first["earliest"], first["latest"]) == ("2025-03-05", "2025-03-06")
    assert (first["killed_low"], first["killed_high"]) == ("12", "")
    assert first["cameo"] == "cameo:190"
    assert first["notice"] == "claims, not facts; reads: English"


def test_own_voice_and_open_values_are_told() -> None:
    rows = rows_of(sample())
    assert rows[4]["voice"] == "the document itself"
    assert rows[1]["places_resolved"] == "unresolved"
    assert rows[3]["time_unresolved"] == "no publication date"


def test_private_names_are_masked_everywhere_or_kept_for_a_reason() -> None:
    masked = rows_of(sample())
    assert masked[1]["voice"] == MASK
    assert not any("Daudzai" in cell for one in masked for cell in one.values())
    assert "masked in 2 places" in masked[0]["names"]
    kept = rows_of(sample(), names=Names("court order 12"))
    assert kept[1]["voice"] == "Karim Daudzai"
    assert "court order 12" in kept[0]["names"]


@pytest.mark.parametrize("start", [*"=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert safe(f"{start}1+1") == f"'{start}1+1"
    assert safe(f" {start}1") == f" '{start}1"
    assert safe(f"Kabul; {start}1") == f"Kabul; '{start}1"


def test_numbers_stay_numbers_and_long_cells_are_cut() -> None:
    assert safe(-12.5) == -12.5
    cut = safe("x" * 1_000_000)
    assert isinstance(cut, str)
    assert len(cut) < 32_767
    assert cut.endswith("[\u2026]")


@given(st.text())
def test_any_cell_is_harmless_and_utf8(words: str) -> None:
    cell = safe(words)
    assert isinstance(cell, str)
    cell.encode("utf-8")
    assert not re.match("[=+@\t\r\n\0\uff1d\uff0b\uff0d\uff20-]", cell)


@given(readings())
@settings(max_examples=40, deadline=None)
def test_every_claim_is_one_row_that_reads_back(reading: Reading) -> None:
    rows = rows_of(reading)
    assert [one["claim_id"] for one in rows] == [c.claim_id for c in reading.claims]
    for claim in reading.claims:
        assert tuple(row(claim, Redaction(reading, Names()))) == COLUMNS
