"""How fast a project takes claims in, without the reading, beside bare inserts of the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, Final

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
from reportedly.store import Project
from reportedly.store.rows import claim_body

#: Claims a second that a project on SQLite is to take in.
TARGET: Final = 2_000
_MADE_BY: Final = ProducedBy("bench", "1", digests=(("codebook", "0" * 64),))
_EACH: Final = 10
_BATCH: Final = 2_000


@dataclass(frozen=True, slots=True)
class StoreReport:
    """Claims a second: of a whole import, of bare inserts, and of telling events afterwards.

    ``claims_per_cpu_second`` is of processor time, for machines that have other work too.

    ``ratio`` is the import's time by that of the bare inserts; ``bytes_per_claim`` is the size of
    the file with documents and indexes. ``events_per_second`` is None where events were not made.
    """

    claims: int
    documents: int
    claims_per_second: float
    claims_per_cpu_second: float
    bare_per_second: float
    ratio: float
    bytes_per_claim: float
    events: int | None = None
    event_claims_per_second: float | None = None
    target: int = TARGET

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON value."""
        return asdict(self)


def bench_store(claims: int, *, events: bool = False) -> StoreReport:
    """Import so many made-up claims into a new project and insert them bare into a new file."""
    readings = list(make_readings(claims))
    count = sum(len(reading.claims) for reading in readings)
    with TemporaryDirectory() as folder:
        bare = _bare(Path(folder) / "bare.db", readings)
        path = Path(folder) / "bench.rptd"
        with Project.create(path) as project:
            begun, worked = perf_counter(), process_time()
            project.add_readings(readings, _MADE_BY, events=False)
            whole, worked = perf_counter() - begun, process_time() - worked
            made, telling = None, None
            if events:
                begun = perf_counter()
                made = project.add_readings([], _MADE_BY).events
                telling = count / (perf_counter() - begun)
        size = path.stat().st_size
    return StoreReport(
        count,
        len(readings),
        count / whole,
        count / worked,
        count / bare,
        whole / bare,
        size / count,
        made,
        telling,
    )


def make_readings(claims: int) -> Iterator[Reading]:
    """Yield documents of ten sentences with a claim each, spread over places and days."""
    for number in range(max(1, round(claims / _EACH))):
        yield _reading(number)


def _reading(number: int) -> Reading:
    lines, marks, at = [], [], 0
    for i in range(_EACH):
        day = date.fromordinal(738_000 + (number * 7 + i * 3) % 1_460)
        line = (
            f"The governor of Town {number % 97} said the army shelled the market of "
            f"Place {(number * 13 + i) % 4_000} on {day.isoformat()}, killing {i + 1} people."
        )
        marks.append((at, line, day, i))
        lines.append(line)
        at += len(line) + 1
    document = Document(
        "\n".join(lines),
        uri=f"bench:{number}",
        publisher=f"Paper {number % 40}",
        published="2024-06-01",
        language="en",
    )
    return Reading(document, tuple(_claim(document, *mark) for mark in marks))


def _claim(document: Document, at: int, line: str, day: date, i: int) -> Claim:
    def span(words: str, after: int = 0) -> Span:
        start = document.text.index(words, at + after)
        return Span(start, start + len(words), words)

    name = "Place " + line.split("Place ")[1].split(maxsplit=1)[0]
    number = int(name.split()[1])
    place = ResolvedPlace(
        f"bench:{number}",
        name,
        "XXX",
        "place",
        admin1=f"Division {number % 60}",
        latitude=number % 90 / 2,
        longitude=number % 180 / 2,
        precision=1,
    )
    army = ResolvedActor("bench:army", "Army", "military", "XXX", 0.9)
    when = span(day.isoformat())
    return Claim(
        document,
        Span(at, at + len(line), line),
        span("shelled"),
        Event("ASSAULT", "heavy-weapons", score=0.8),
        "occurred",
        _MADE_BY,
        actors=(Participant(span("army"), army),),
        recipients=(Participant(span("people")),),
        places=(Place(span(name), place),),
        time=Time(when, day, day, "day", carried=False, anchor="text"),
        counts=(Count(span(str(i + 1), line.index("killing")), "killed", i + 1, i + 1),),
        attribution=(Attribution(Participant(span("governor")), span("said"), "asserts"),),
        score=0.8,
    )


def _bare(path: Path, readings: list[Reading]) -> float:
    """Seconds for the claims' JSON alone, with the same durability, from ready rows."""
    rows = [(c.claim_id, claim_body(c)) for reading in readings for c in reading.claims]
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE claims (key INTEGER PRIMARY KEY, id TEXT, body TEXT)")
        begun = perf_counter()
        for start in range(0, len(rows), _BATCH):
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO claims (id, body) VALUES (?, ?)", rows[start : start + _BATCH]
            )
            connection.execute("COMMIT")
        return perf_counter() - begun
    finally:
        connection.close()
