"""Claims as coders write them, on a short text."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    ProducedBy,
    Time,
)
from reportedly.records.document import Document
from reportedly.records.span import Span

TEXT = (
    "The governor said the army killed 3 people in Sardin on 2024-03-01. "
    "Gunmen shelled Vesht. Rebels denied the raid on Vesht."
)
DOCUMENT = Document(TEXT, uri="a", language="en")
PERSON = ProducedBy("person", "1")


def span(words: str, nth: int = 0, document: Document = DOCUMENT) -> Span:
    """The nth place where the words stand."""
    at = -1
    for _ in range(nth + 1):
        at = document.text.index(words, at + 1)
    return Span.of(document.text, at, at + len(words))


def killing(document: Document = DOCUMENT, **more: Any) -> Claim:
    """The first event; fields by what ``more`` says."""
    day = span("2024-03-01", 0, document)
    values: dict[str, Any] = {
        "evidence": span("The governor said the army killed 3 people", 0, document),
        "trigger": span("killed", 0, document),
        "event": Event("ASSAULT", "unconventional"),
        "status": "occurred",
        "actors": (Participant(span("the army", 0, document)),),
        "recipients": (Participant(span("3 people", 0, document)),),
        "places": (Place(span("Sardin", 0, document)),),
        "time": Time(day, date(2024, 3, 1), date(2024, 3, 1), "day", carried=False, anchor="text"),
        "counts": (Count(span("3", 0, document), "killed", 3, 3),),
        "attribution": (
            Attribution(Participant(span("The governor", 0, document)), None, "asserts"),
        ),
    }
    return Claim(document=document, produced_by=PERSON, **(values | more))


def shelling(document: Document = DOCUMENT, **more: Any) -> Claim:
    """The second event."""
    values: dict[str, Any] = {
        "evidence": span("Gunmen shelled Vesht", 0, document),
        "trigger": span("shelled", 0, document),
        "event": Event("ASSAULT"),
        "status": "occurred",
        "actors": (Participant(span("Gunmen", 0, document)),),
        "places": (Place(span("Vesht", 0, document)),),
    }
    return Claim(document=document, produced_by=PERSON, **(values | more))


def denial(document: Document = DOCUMENT, **more: Any) -> Claim:
    """The third event."""
    values: dict[str, Any] = {
        "evidence": span("Rebels denied the raid on Vesht", 0, document),
        "trigger": span("raid", 0, document),
        "event": Event("ASSAULT"),
        "status": "denied",
        "actors": (Participant(span("Rebels", 0, document)),),
        "places": (Place(span("Vesht", 1, document)),),
        "attribution": (Attribution(Participant(span("Rebels", 0, document)), None, "denies"),),
    }
    return Claim(document=document, produced_by=PERSON, **(values | more))
