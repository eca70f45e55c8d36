"""An engine without a language model: it finds a claim in each sentence with 'killed' in it."""

from __future__ import annotations

import re
from datetime import date

from reportedly.errors import SourceError
from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    ProducedBy,
    ResolvedActor,
    ResolvedPlace,
    Time,
)
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.span import Span

MADE_BY = ProducedBy("fake", "1", digests=(("codebook", "c" * 64),))
SENTENCE = re.compile(r"[^.\n]*\b(killed|shelled|denied)\b[^.\n]*\.")
ARMY = ResolvedActor("x:army", "Army of Olmar", "military", "XXX", 0.9)
SARDIN = ResolvedPlace(
    "x:1", "Sardin", "UGA", "place", admin1="Olmar", latitude=1.5, longitude=30.5, precision=1
)
VESHT = ResolvedPlace(
    "x:2", "Vesht", "COD", "place", admin1="Kivu", latitude=-2.5, longitude=28.5, precision=2
)


class FakeEngine:
    """Reads in microseconds; a text with 'unreadable' in it fails."""

    def __init__(self, made_by: ProducedBy = MADE_BY) -> None:
        self.produced_by = made_by
        self.read_documents = 0

    def read(self, document: Document) -> Reading:
        self.read_documents += 1
        if "unreadable" in document.text:
            raise SourceError(document.uri or "", "it cannot be read")
        text = document.text
        claims = [self._claim(document, match) for match in SENTENCE.finditer(text)]
        return Reading(document, tuple(claims), warnings=() if claims else ("no claims",))

    def _claim(self, document: Document, match: re.Match[str]) -> Claim:
        text = document.text
        start = match.start() + len(match[0]) - len(match[0].lstrip())

        def span(pattern: str) -> Span | None:
            found = re.compile(pattern).search(text, start, match.end())
            return Span.of(text, *found.span()) if found else None

        trigger = Span.of(text, *match.span(1))
        army, baker, office = span("army"), span("Daudzai"), span("governor")
        places = [Place(s, p) for n, p in (("Sardin", SARDIN), ("Vesht", VESHT)) if (s := span(n))]
        day, number = span(r"\d{4}-\d\d-\d\d"), span(r"\b\d{1,3}\b(?=\s)")
        on = date.fromisoformat(day.text) if day else None
        return Claim(
            document,
            Span.of(text, start, match.end()),
            trigger,
            Event("ASSAULT", "unconventional" if match[1] == "shelled" else None, score=0.7),
            "denied" if match[1] == "denied" else "occurred",
            self.produced_by,
            actors=(Participant(army, ARMY),) if army else (),
            recipients=(Participant(baker, person="private"),) if baker else (),
            places=tuple(places),
            time=Time(day, on, on, "day", carried=False, anchor="text") if day else None,
            counts=(Count(number, "killed", int(number.text), int(number.text)),) if number else (),
            attribution=(Attribution(Participant(office), None, "asserts"),) if office else (),
            score=0.6,
        )


def document(number: int, sentences: int = 2, uri: str | None = None) -> Document:
    """A document unlike any other."""
    lines = []
    for i in range(sentences):
        day = date.fromordinal(730_000 + number * 9 + i).isoformat()
        lines.append(
            f"The governor said the army killed {i + 1} people in Sardin on {day}, "
            f"case {number}-{i}."
        )
    return Document(
        "\n".join(lines), uri=uri or f"mem:{number}", published="2024-04-01", language="en"
    )
