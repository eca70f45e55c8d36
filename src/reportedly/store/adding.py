"""The part of a project that takes documents in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from reportedly.errors import SourceError, UsageError
from reportedly.pool import Item, Outcome, Settings, make_reader, read_all, read_one
from reportedly.records.claim import ProducedBy
from reportedly.records.reading import Reading
from reportedly.seams import Reader
from reportedly.sources import Overrides, load
from reportedly.sources.counting import expected
from reportedly.store import copying, placing, reads, rereading, runs
from reportedly.store.base import Base
from reportedly.store.importing import Import, Report, Step
from reportedly.store.locks import one_writer
from reportedly.store.snapshots import options_of

_NO_OVERRIDES: Final = Overrides()
Progress = Callable[[Step], None]
ReadAll = Callable[[Iterable[Item]], Iterator[Outcome]]


class Adding(Base):
    """Import and reading anew; see `reportedly.store.Project`."""

    def add(
        self,
        sources: Iterable[str | Path],
        *,
        overrides: Overrides = _NO_OVERRIDES,
        engine: Reader | Settings | None = None,
        progress: Progress | None = None,
        jobs: int = 1,
        events: bool = True,
        below: Path | None = None,
    ) -> Report:
        """Read files, folders or standard input and store what is in them.

        ``engine`` reads the documents (its ``produced_by`` names the run); with `Settings` it is
        made here, for ``jobs`` processes. A document that this run has read with the same metadata
        is left as it is, so that the same call goes on after an interruption. Documents that fail
        are kept as failures and the rest goes on. ``progress`` is called once for each document,
        when it is on disk. Without ``events`` those are left to the next call. What lies ``below``
        a folder is named by its path from there.
        """
        named = [str(source) for source in sources]
        reader, read = _engine(engine, jobs)
        options = options_of(overrides)
        importer = self._importer(_made_by(reader), expected(named), progress, options=options)
        start = "" if below is None else f"{below.as_posix().rstrip('/')}/"
        held = rereading.Held(self._engine, self.name, importer.report.run, options, start)
        items: Iterator[Item] = load(named, overrides=overrides, keep=importer.snapshots, held=held)
        if start:
            items = _below(start, items)
            named = [name.removeprefix(start) for name in named]
        return self._finished(importer.run(named, items, read), events=events)

    def add_documents(
        self,
        documents: Iterable[Item],
        *,
        engine: Reader | Settings | None = None,
        progress: Progress | None = None,
        jobs: int = 1,
        events: bool = True,
    ) -> Report:
        """Read and store documents that are at hand, as `add` does."""
        reader, read = _engine(engine, jobs)
        importer = self._importer(_made_by(reader), None, progress)
        return self._finished(importer.run([], documents, read), events=events)

    def add_readings(
        self,
        readings: Iterable[Reading],
        made_by: ProducedBy,
        *,
        progress: Progress | None = None,
        events: bool = True,
    ) -> Report:
        """Store readings that were made elsewhere, as a run of ``made_by``."""
        importer = self._importer(made_by, None, progress, looks=False)
        by_item: dict[str, Reading] = {}

        def items() -> Iterator[Item]:
            for reading in readings:
                by_item[reading.document.id] = reading
                yield reading.document

        def read(handed: Iterable[Item]) -> Iterator[Outcome]:
            for item in handed:
                yield item if isinstance(item, SourceError) else by_item.pop(item.id)

        return self._finished(importer.run([], items(), read), events=events)

    def reread(
        self,
        *,
        engine: Reader | Settings | None = None,
        progress: Progress | None = None,
        jobs: int = 1,
    ) -> Report:
        """Read every document of the project with this engine, into its own run.

        Each is made anew of the bytes that were kept, as this version makes it; where there are
        none, or they no longer give it, the text that was kept is read. A text that has changed is
        another document. Documents that the run has read already are passed over. People's
        decisions are looked for in the new run; those that are not found wait for a person.
        """
        reader, read = _engine(engine, jobs)
        with self._reading() as connection:
            total = reads.number_of_documents(connection)
        importer = self._importer(_made_by(reader), total, progress)
        anew = rereading.Anew(self._engine, self.name, importer.snapshots)
        report = importer.run([], anew.documents(), read)
        report.warnings[:0] = anew.warnings
        return self._finished(report, events=True, complete=True)

    def _importer(
        self,
        made_by: ProducedBy,
        total: int | None,
        progress: Progress | None,
        *,
        looks: bool = True,
        options: str | None = None,
    ) -> Import:
        with self._writing() as connection:
            run = runs.ensure(connection, made_by)
        return Import(
            self._engine,
            self.name,
            run,
            total=total,
            progress=progress,
            looks=looks,
            options=options,
        )

    def _finished(self, report: Report, *, events: bool, complete: bool = False) -> Report:
        with self._writing() as connection:
            one_writer(connection)
            placed = placing.carry_over(connection, report.run, self.name, complete=complete)
            report.queued += sum(one.state == "queued" for one in placed)
        if events:
            copying.refresh(self._engine, self.name)
            report.events = self._refresh(report.run)
        return report


def _made_by(reader: Reader) -> ProducedBy:
    made_by = getattr(reader, "produced_by", None)
    if not isinstance(made_by, ProducedBy):
        raise UsageError("the engine has no produced_by that would name its run")
    return made_by


def _engine(engine: Reader | Settings | None, jobs: int) -> tuple[Reader, ReadAll]:
    settings = engine if isinstance(engine, Settings) else Settings()
    if engine is not None and not isinstance(engine, Settings):
        if jobs > 1:
            raise UsageError("several jobs make their own engines: give Settings, not an engine")
        reader = engine
    else:
        reader = make_reader(settings)
    if jobs > 1:
        return reader, lambda items: read_all(items, settings, jobs)

    def read(items: Iterable[Item]) -> Iterator[Outcome]:
        for item in items:
            yield item if isinstance(item, SourceError) else read_one(reader, item)

    return reader, read


def _below(start: str, items: Iterator[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, SourceError):
            yield type(item)(item.source.removeprefix(start), item.reason)
        elif item.uri is not None and item.uri.startswith(start):
            yield replace(item, uri=item.uri.removeprefix(start))
        else:
            yield item
