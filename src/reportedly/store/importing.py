"""Import: from sources to rows, in small batches, each on disk before it is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, Literal

from sqlalchemy import Engine, insert, update

from reportedly.errors import ReportedlyError, SourceError, StoreError
from reportedly.pool import Item, Outcome
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.serialise import dumps
from reportedly.store.connect import reading, writing
from reportedly.store.failures import is_lasting
from reportedly.store.held import held
from reportedly.store.keeping import (
    keep_capture,
    keep_claims,
    keep_failure,
    keep_reading,
    known_reading,
    open_failures,
    resolve_failure,
)
from reportedly.store.rows import ClaimRows
from reportedly.store.runs import now
from reportedly.store.snapshots import Raw, Snapshots
from reportedly.store.tables import jobs

_DOCUMENTS: Final = 64
_CLAIMS: Final = 2_000
_SECONDS: Final = 0.5

Became = Literal["added", "known", "failed"]
Read = Callable[[Iterable[Item]], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Step:
    """One document is dealt with: what was added is on disk.

    ``total`` is None where nobody knows it beforehand; ``seconds`` have passed, ``left`` are
    expected to be left (None without a total). ``failure`` is set where ``became`` is ``failed``.
    """

    name: str
    became: Became
    done: int
    total: int | None
    seconds: float
    left: float | None
    claims: int = 0
    failure: SourceError | None = None


@dataclass(slots=True)
class Report:
    """What an import did.

    ``readings`` are the numbers of the new readings in the store, ``events`` how many events were
    made or changed, ``queued`` how many decisions of people now wait for a person.
    """

    run: int
    added: int = 0
    known: int = 0
    claims: int = 0
    failures: list[SourceError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    readings: list[int] = field(default_factory=list)
    events: int = 0
    queued: int = 0


@dataclass(slots=True)
class _Waiting:
    """A document that is read but not yet on disk; ``outcome`` None where it was there already."""

    document: Document | None
    outcome: Outcome | None
    raw: Raw | None
    seq: int | None = None


class Import:
    """One import into one run. Used once."""

    def __init__(
        self,
        engine: Engine,
        name: str,
        run: int,
        *,
        total: int | None = None,
        progress: Callable[[Step], None] | None = None,
        looks: bool = True,
        options: str | None = None,
    ) -> None:
        self._looks = looks  # whether what is there already is passed over before it is read
        self._engine = engine
        self._name = name
        self._run = run
        self._total = total
        self._progress = progress
        self._begun = monotonic()
        self._flushed = self._begun
        self._batch: list[_Waiting] = []
        self._handed: deque[Item] = deque()
        self._done = 0
        self._job = 0
        self._failed: set[str] = set()
        self.snapshots = Snapshots(options)
        self.report = Report(run)

    def run(self, sources: list[str], items: Iterable[Item], read: Read) -> Report:
        """Read and store the items; interrupted, it stores what is read before it stops."""
        self._start(sources)
        try:
            for outcome in read(self._new(items)):
                item = self._handed.popleft()
                document = item if isinstance(item, Document) else None
                raw = self.snapshots.take(document.snapshot_sha256) if document else None
                self._add(_Waiting(document, outcome, raw))
        except (KeyboardInterrupt, ReportedlyError) as error:
            if not isinstance(error, StoreError):
                self._flush()
            raise
        self._flush()
        self._touch(finished=True)
        return self.report

    def _new(self, items: Iterable[Item]) -> Iterator[Item]:
        """Hand on what has to be read; note what is there already."""
        for item in items:
            known = None
            if self._looks and isinstance(item, Document):
                with reading(self._engine, self._name) as connection:
                    known = known_reading(connection, item, self._run)
            if known is None:
                self._handed.append(item)
                yield item
            elif isinstance(item, Document):
                raw = self.snapshots.take(item.snapshot_sha256)
                self._add(_Waiting(item, None, raw, known.document))

    def _add(self, waiting: _Waiting) -> None:
        self._batch.append(waiting)
        count = sum(len(w.outcome.claims) for w in self._batch if isinstance(w.outcome, Reading))
        late = monotonic() - self._flushed > _SECONDS
        if late or len(self._batch) >= _DOCUMENTS or count >= _CLAIMS:
            self._flush()

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        try:
            self._keep(batch)
        except (StoreError, ValueError, OverflowError) as error:
            if isinstance(error, StoreError) and is_lasting(error):
                raise
            for waiting in batch:
                self._keep_alone(waiting)
        self._flushed = monotonic()

    def _keep_alone(self, waiting: _Waiting) -> None:
        try:
            self._keep([waiting])
        except (StoreError, ValueError, OverflowError) as error:
            if isinstance(error, StoreError) and is_lasting(error):
                raise
            failure = SourceError(_named(waiting), f"cannot be stored: {error}")
            self._keep([_Waiting(None, failure, None)])

    def _keep(self, batch: list[_Waiting]) -> None:
        """Store a batch whole or not at all, then report its documents."""
        became: list[tuple[_Waiting, Became, int | None]] = []
        rows = ClaimRows()
        with writing(self._engine, self._name) as connection:
            for waiting in batch:
                outcome = waiting.outcome
                if isinstance(outcome, SourceError):
                    keep_failure(connection, outcome, self._run)
                    became.append((waiting, "failed", None))
                elif outcome is None:
                    assert waiting.document is not None
                    assert waiting.seq is not None
                    keep_capture(connection, waiting.seq, waiting.document, waiting.raw)
                    became.append((waiting, "known", None))
                else:
                    kept = keep_reading(connection, outcome, self._run, waiting.raw, rows)
                    if held(outcome.document.uri or "") in self._failed:
                        resolve_failure(connection, outcome.document.uri or "", self._run)
                    became.append((waiting, "added" if kept.new else "known", kept.reading))
            keep_claims(connection, rows)
            if self._job:
                connection.execute(
                    update(jobs)
                    .where(jobs.c.seq == self._job)
                    .values(done=self._done + len(batch), touched_at=now())
                )
        for waiting, what, number in became:
            self._tell(waiting, what, number)

    def _tell(self, waiting: _Waiting, became: Became, number: int | None) -> None:
        self._done += 1
        report, outcome, found = self.report, waiting.outcome, 0
        if isinstance(outcome, SourceError):
            report.failures.append(outcome)
            self._failed.add(held(outcome.source))
        elif became == "known":
            report.known += 1
        elif outcome is not None and number is not None:
            found = len(outcome.claims)
            report.added += 1
            report.claims += found
            report.readings.append(number)
            report.warnings += [f"{_named(waiting)}: {w}" for w in outcome.warnings]
        if self._progress is None:
            return
        seconds = monotonic() - self._begun
        left = None
        if self._total is not None:
            left = seconds / self._done * max(0, self._total - self._done)
        failure = outcome if isinstance(outcome, SourceError) else None
        step = Step(_named(waiting), became, self._done, self._total, seconds, left, found, failure)
        self._progress(step)

    def _start(self, sources: list[str]) -> None:
        row = {
            "run": self._run,
            "sources": dumps(sources),
            "total": self._total,
            "done": 0,
            "started_at": now(),
            "touched_at": now(),
        }
        with writing(self._engine, self._name) as connection:
            self._failed = open_failures(connection, self._run)
            made = connection.execute(insert(jobs).values(**row).returning(jobs.c.seq))
            self._job = int(made.scalar_one())

    def _touch(self, *, finished: bool) -> None:
        values: dict[str, object] = {"done": self._done, "touched_at": now()}
        if finished:
            values["finished_at"] = now()
        with writing(self._engine, self._name) as connection:
            connection.execute(update(jobs).where(jobs.c.seq == self._job).values(**values))


def _named(waiting: _Waiting) -> str:
    if isinstance(waiting.outcome, SourceError):
        return waiting.outcome.source
    document = waiting.document
    if document is None and waiting.outcome is not None:
        document = waiting.outcome.document
    return (document and (document.uri or document.title)) or "standard input"
