"""Scores which date an event gets, on events whose date the corpora's annotators gave."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.language import Language

from reportedly.evaluate.json_lines import read_rows
from reportedly.evaluate.time import Gold, read_corpus
from reportedly.records.document import Document
from reportedly.records.mentions import TimeMention
from reportedly.text.analysis import Analysis, analyse
from reportedly.text.model import load_model
from reportedly.times.linking import DateLinks
from reportedly.times.resolver import tense_of
from reportedly.times.tagger import tag

_OPEN = re.compile(r"-?X+.*")


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event's half-open offsets and the date that the annotators' links give it."""

    corpus: str
    document: str
    start: int
    end: int
    gold: str


def read_events(path: Path) -> list[DatedEvent]:
    """Read the events; raises `DataError` with the row that is not as expected."""
    return list(read_rows(path, _event, "a dated event"))


def _event(raw: dict[str, Any]) -> DatedEvent:
    return DatedEvent(raw["corpus"], raw["doc"], raw["start"], raw["end"], raw["gold"])


def agrees(value: str, gold: str) -> bool:
    """Whether a value is the gold one or finer; what gold leaves open (``X``) is not compared."""
    return value.startswith(_OPEN.sub("", gold))


def evaluate_links(corpora: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score event dates with system-found expressions on ``corpora/time/event_dates.jsonl``.

    Returns for each corpus and in all the accuracy of our links, of the nearest expression in the
    sentence else publication (``nearest``), and of publication alone (``published``).
    """
    nlp = nlp or load_model()
    events = read_events(corpora / "time" / "event_dates.jsonl")
    right: dict[str, dict[str, int]] = {}
    for name in dict.fromkeys(e.corpus for e in events):
        documents = {d.id: d for d in read_corpus(corpora / "time" / f"{name}.jsonl")}
        counts = {"events": 0, "linked": 0, "nearest": 0, "published": 0}
        for document, linked in _documents(events, name, documents):
            _count(document, linked, counts, nlp)
        right[name] = counts
    right["all"] = {k: sum(c[k] for c in right.values()) for k in next(iter(right.values()))}
    return {name: _shares(counts) for name, counts in right.items()}


def _documents(
    events: list[DatedEvent], corpus: str, documents: dict[str, Gold]
) -> Iterator[tuple[Gold, list[DatedEvent]]]:
    by_document: dict[str, list[DatedEvent]] = {}
    for event in events:
        if event.corpus == corpus:
            by_document.setdefault(event.document, []).append(event)
    for name, linked in by_document.items():
        yield documents[name], linked


def _count(document: Gold, events: list[DatedEvent], counts: dict[str, int], nlp: Language) -> None:
    analysis = analyse(Document(document.text), nlp)
    mentions = tag(analysis.text, document.published, tense=tense_of(analysis))
    own = [replace(m, span=analysis.span(m.span.start, m.span.end)) for m in mentions]
    links = DateLinks(analysis, own)
    published = document.published.isoformat()
    for told in events:
        event = _as_read(told, analysis.normalised.origin)
        words = analysis.doc.char_span(event.start, event.end, alignment_mode="expand")
        if words is None:
            continue
        found = links.of(words.root)
        near = _nearest(analysis, words.root.sent.start_char, words.root.sent.end_char, mentions,
                        event)  # fmt: skip
        counts["events"] += 1
        counts["linked"] += agrees(found[0].timex.value if found else published, event.gold)
        counts["nearest"] += agrees(near.timex.value if near else published, event.gold)
        counts["published"] += agrees(published, event.gold)


def _as_read(event: DatedEvent, origin: tuple[int, ...] | None) -> DatedEvent:
    """The event with offsets in the text as it is read, where some characters are left out."""
    if origin is None:
        return event
    start, last = bisect_left(origin, event.start), bisect_left(origin, event.end - 1)
    return replace(event, start=start, end=max(last, start) + 1)


def _nearest(
    analysis: Analysis, start: int, end: int, mentions: list[TimeMention], event: DatedEvent
) -> TimeMention | None:
    inside = [
        m
        for m in mentions
        if start <= m.span.start < end and m.role != "duration" and m.timex.value[:4].isdigit()
    ]
    return min(
        inside,
        key=lambda m: min(abs(m.span.start - event.end), abs(event.start - m.span.end)),
        default=None,
    )


def _shares(counts: dict[str, int]) -> dict[str, float | int]:
    total = max(1, counts["events"])
    shares = {k: round(v / total, 4) for k, v in counts.items() if k != "events"}
    return {"events": counts["events"], **shares}
