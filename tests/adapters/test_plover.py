"""Readings as PLOVER records and PETRARCH-style triples."""

from __future__ import annotations

import pytest

from reportedly.adapters.plover import (
    actor_code,
    cameo_class,
    lead_claim,
    plover_records,
    triples,
)
from reportedly.records.claim import Status
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import FRONT, Maker, sample


def test_a_record_for_each_claim_with_its_words() -> None:
    reading = sample()
    records = plover_records(reading)
    assert len(records) == len(reading.claims)
    first = records[0]
    assert (first.event_type, first.mode, first.status) == ("ASSAULT", "heavy-weapons", "occurred")
    assert first.actor_codes == ("XXX",)
    assert (first.event_date, first.location and first.location.text) == ("2025-03-05", "Sardin")


def test_what_did_not_happen_is_no_triple() -> None:
    reading = sample()
    told = [c for c in reading.claims if c.status in {"occurred", "ongoing", "planned"}]
    found = list(triples(reading))
    assert found
    assert len(found) <= sum(max(1, len(c.actors)) * max(1, len(c.recipients)) for c in told)
    assert {t.date for t in found} == {"20250306"}
    assert found[0].cameo == "190"


def test_unknown_actors_have_no_code() -> None:
    m = Maker(Document("Rebels of the Front"))
    assert actor_code(m.party("Rebels")) == "---"
    assert actor_code(m.party("Front", resolved=FRONT)) == "XXX"


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("ASSAULT", "occurred", 4),
        ("RETREAT/release", "negated", 3),
        ("RETREAT/release", "occurred", 2),
        ("SUPPORT", "averted", 3),
    ],
)
def test_refused_cooperation_is_verbal_conflict(code: str, status: Status, expected: int) -> None:
    m = Maker(Document("They will not do it."))
    claim = m.claim("They will not do it.", "do", code, status)
    object.__setattr__(claim.event, "cameo", None)
    assert cameo_class(claim) == expected


def test_the_lead_is_the_first_that_is_told_as_real() -> None:
    m = Maker(Document("No talks. They fought."))
    m.claim("No talks.", "talks", "CONSULT", "negated")
    assert lead_claim(m.reading()) == m.claims[0]
    m.claim("They fought.", "fought", "ASSAULT", "occurred")
    assert lead_claim(m.reading()) == m.claims[1]
    assert lead_claim(Reading(Document("Nothing."))) is None
