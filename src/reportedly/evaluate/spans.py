"""Whether every span is exact on texts that nobody prepared for this program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from reportedly.errors import DataError, GroundingError, SourceError
from reportedly.evaluate.corpus_texts import corpus_files
from reportedly.records.claim import claim_spans
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from reportedly.seams import Reader


@dataclass(slots=True)
class SpanFigures:
    """What was checked in one corpus; ``wrong`` says where a span does not hold its words."""

    documents: int = 0
    characters: int = 0
    claims: int = 0
    spans: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the figures as a JSON value; ``exact`` is the share of exact spans, 0 to 1."""
        return {
            "documents": self.documents,
            "characters": self.characters,
            "claims": self.claims,
            "spans": self.spans,
            "refused": self.refused,
            "exact": 1 - len(self.wrong) / max(self.spans, 1),
            "wrong": self.wrong,
        }


def evaluate_spans(
    corpora: Path, reader: Reader, *, limit: int | None = None
) -> dict[str, SpanFigures]:
    """Read every text below ``corpora`` and check each span against the text that was given.

    Figures are kept for each corpus (the first two folders of a file's path). ``limit`` takes only
    the first texts of each file. A text that the reader refuses is counted and the rest goes on.
    Raises `DataError` where there is no text to read.
    """
    results: dict[str, SpanFigures] = {}
    for name, documents in corpus_files(corpora):
        figures = results.setdefault("/".join(name.split("/")[:2]), SpanFigures())
        for document in islice(documents, limit):
            _check(document, reader, figures)
    results = {name: figures for name, figures in results.items() if figures.documents}
    if not results:
        raise DataError(str(corpora), "holds no text to read (*.jsonl, *.json, *.csv, *.xml)")
    return results


def reading_spans(reading: Reading) -> Iterator[Span]:
    """Yield every span of a reading: those of claims, mentions and voices."""
    for claim in reading.claims:
        yield from claim_spans(claim)
    yield from (mention.span for mention in reading.times)
    yield from (mention.span for mention in reading.places)
    yield from (mention.span for mention in reading.actors)
    for voice in reading.voices:
        link = voice.attribution
        parts = (voice.sentence, voice.source, *voice.pieces, link.cue, link.content)
        yield from (span for span in parts if span is not None)
        if link.speaker:
            yield link.speaker.span


def _check(document: Document, reader: Reader, figures: SpanFigures) -> None:
    figures.documents += 1
    figures.characters += len(document.text)
    try:
        reading = reader.read(document)
    except SourceError:
        figures.refused += 1
        return
    except GroundingError as error:
        figures.spans += 1
        figures.wrong.append(f"{document.uri}: {error}")
        return
    figures.claims += len(reading.claims)
    for span in reading_spans(reading):
        figures.spans += 1
        if document.text[span.start : span.end] != span.text:
            figures.wrong.append(f"{document.uri}: {span.start}-{span.end} {span.text[:40]!r}")
