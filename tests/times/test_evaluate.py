"""The evaluator: matching as TempEval-3 does, and floors on the corpora where they are at hand."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.time import (
    Counts,
    Gold,
    evaluate_time,
    read_corpus,
    same_value,
    score,
)
from reportedly.evaluate.time_links import agrees, evaluate_links
from reportedly.evaluate.time_peers import Timed

SHARED = Path(os.environ.get("REPORTEDLY_SHARED", Path(__file__).parents[3] / "shared"))
CORPORA = SHARED / "corpora"
needs_corpora = pytest.mark.skipif(
    not (CORPORA / "time" / "timebank.jsonl").is_file(), reason="needs the TimeML corpora"
)


def gold(*timex: Timed) -> Gold:
    return Gold("d", date(2025, 3, 6), "x" * 100, timex)


def test_exact_overlapping_missed_and_spurious() -> None:
    counts = Counts()
    document = gold(
        Timed(0, 6, "DATE", "2025-03-03"),
        Timed(10, 16, "DATE", "2025-03"),
        Timed(20, 26, "DURATION", "P3D"),
    )
    found = [
        Timed(0, 6, "DATE", "2025-03-03"),
        Timed(8, 16, "DATE", "2024-03"),
        Timed(40, 46, "DATE", "2024"),
    ]
    score(document, found, counts)
    report = counts.report()
    assert (report["relaxed_f1"], report["strict_f1"], report["value_f1"]) == (
        0.6667,
        0.3333,
        0.3333,
    )
    assert report["calendar_accuracy"] == 0.5
    assert len(counts.errors) == 3


def test_one_expression_matches_one() -> None:
    counts = Counts()
    score(gold(Timed(0, 9, "DATE", "2025")), [Timed(0, 4, "DATE", "2025")] * 2, counts)
    assert (counts.relaxed, counts.system) == (1, 2)


@pytest.mark.parametrize(
    ("system", "right", "lenient"),
    [
        ("2025-03-03T12:00:00", "2025-03-03", True),
        ("2025-03-03T12:00:00", "2025-03", True),
        ("2025-03-03T12:00:00", "2025-W10", True),
        ("2025-03-03T12:00:00", "2025-Q1", True),
        ("2025-03-03T12:00:00", "2025-03-03TEV", True),
        ("2025-03-03T12:00:00", "2025-03-04", False),
        ("2025-03-03T12:00:00", "P3D", False),
        ("P3D", "P3D", True),
    ],
)
def test_lenient_values(system: str, right: str, lenient: bool) -> None:
    assert same_value(system, right, lenient=True) is lenient
    assert same_value(system, right) is (system == right)


def test_what_gold_leaves_open_is_not_compared() -> None:
    assert agrees("1998-10-23", "1998-10-XX")
    assert agrees("1998-10-23T22:00", "1998-10-23")
    assert not agrees("1998", "1998-10")


def test_wrong_corpora(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "dct": "yesterday", "text": "", "timex": []}\n')
    with pytest.raises(DataError, match="row 1"):
        read_corpus(bad)
    with pytest.raises(DataError, match="cannot be read"):
        read_corpus(tmp_path / "none.jsonl")


@needs_corpora
def test_floors() -> None:
    timebank = evaluate_time(CORPORA, "timebank")["systems"]["reportedly"]
    assert timebank["value_f1"] >= 0.81
    assert timebank["strict_f1"] >= 0.88
    aquaint = evaluate_time(CORPORA, "aquaint")["systems"]["reportedly"]
    assert aquaint["value_f1"] >= 0.74


@needs_corpora
@pytest.mark.slow
def test_floor_of_links() -> None:
    assert evaluate_links(CORPORA)["all"]["linked"] >= 0.795
