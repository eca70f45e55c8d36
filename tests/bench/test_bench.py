"""The measured text is always the same; the measurements add up."""

from __future__ import annotations

from hashlib import sha256

import pytest
import spacy

from reportedly.bench.corpus import load_patterns, make_document, make_documents, make_text
from reportedly.bench.measure import BenchReport, Growth, measure_growth, measure_speed
from reportedly.bench.memory import peak_mebibytes
from reportedly.cli.bench import summary
from reportedly.records.document import Document
from reportedly.records.reading import Reading


class Nothing:
    """A reader that finds nothing."""

    def read(self, document: Document) -> Reading:
        return Reading(document)


def test_the_text_is_fixed() -> None:
    assert sha256(make_text(2000).encode()).hexdigest()[:16] == "e7dc62a894a47e7a"


def test_the_text_has_the_length_that_was_asked_for() -> None:
    assert 1000 <= len(make_text(1000).split()) < 1200
    assert 9000 < sum(len(d.text.split()) for d in make_documents(10_000)) < 12_000


def test_no_slot_is_left_open() -> None:
    assert not {"{", "}"} & set(make_text(5000))
    assert len(load_patterns().sentences) > 10


def test_other_seeds_give_other_documents() -> None:
    assert make_document(100, 1).text != make_document(100, 2).text


def test_speed_and_growth() -> None:
    documents = (make_document(100),)
    speed = measure_speed(Nothing(), spacy.blank("en"), documents, repeats=3)
    assert speed.ratio_low <= speed.ratio <= speed.ratio_high
    assert (speed.documents, speed.repeats, speed.claims) == (1, 3, 0)
    growth = measure_growth(Nothing(), 500)
    assert growth.words >= 500
    assert growth.microseconds == pytest.approx(growth.seconds / growth.words * 1e6)
    steps = (Growth(10, 1.0, 4.0), Growth(100, 1.0, 5.0))
    report = BenchReport(speed, peak_mebibytes(), 0.5, steps, peak_mebibytes())
    assert report.linearity == 1.25
    assert "1.25 times" in summary(report)
    assert report.as_json()["speed"]["repeats"] == 3


def test_peak_memory_is_plausible() -> None:
    assert 20 < peak_mebibytes() < 20_000
