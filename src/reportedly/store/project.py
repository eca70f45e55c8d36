"""A project: documents, what was read in them, events and people's decisions, kept for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import Connection

from reportedly.errors import UsageError
from reportedly.pool import Item, Outcome, Settings, make_reader, read_all, read_one
from reportedly.records.claim import ProducedBy
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.seams import Reader
from reportedly.sources import Overrides, load
from reportedly.sources.counting import expected
from reportedly.store import connect, reads, runs, schema
from reportedly.store.importing import Import, Report, Step
from reportedly.store.runs import Run
from reportedly.store.status import ProjectStatus, status_of

_NO_OVERRIDES: Final = Overrides()


class Project:
    """An open project. Use it as a context manager, or call `close`.

    Several processes may have the same project open and write to it. An object of this class may
    be used by several threads. Every method raises `StoreError` where the file or the server
    fails; what was reported as stored before is kept.
    """

    def __init__(self, target: connect.Target) -> None:
        self._target = target
        self._engine = target.engine()

    @classmethod
    def create(cls, path_or_url: str | Path) -> Project:
        """Make an empty project in a new SQLite file, or in an empty PostgreSQL database.

        Raises `StoreError` where something is there already.
        """
        schema.create(connect.Target(path_or_url))
        return cls.open(path_or_url)

    @classmethod
    def open(cls, path_or_url: str | Path) -> Project:
        """Open a project and bring its tables up to this version.

        Raises `StoreError` where there is none, where the file is damaged or of another program,
        or where a newer version wrote it.
        """
        project = cls(connect.Target(path_or_url))
        try:
            schema.check(project._target, project._engine)
        except BaseException:
            project.close()
            raise
        return project

    def close(self) -> None:
        """Close all connections; safe to call more than once."""
        self._engine.dispose()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Path or URL, without a password."""
        return self._target.name

    def add(
        self,
        sources: Iterable[str | Path],
        *,
        overrides: Overrides = _NO_OVERRIDES,
        engine: Reader | Settings | None = None,
        progress: Callable[[Step], None] | None = None,
        jobs: int = 1,
    ) -> Report:
        """Read files, folders or standard input and store what is in them.

        ``engine`` reads the documents (its ``produced_by`` names the run); with `Settings` it is
        made here, for ``jobs`` processes. A document that the newest run has read with the same
        metadata is left as it is, so that the same call goes on after an interruption. Documents
        that fail are kept as failures and the rest goes on. ``progress`` is called once for each
        document, when it is on disk.
        """
        named = [str(source) for source in sources]
        reader, read = _reading(engine, jobs)
        importer = self._importer(reader, expected(named), progress)
        items = load(named, overrides=overrides, keep=importer.snapshots)
        return importer.run(named, items, read)

    def add_documents(
        self,
        documents: Iterable[Document],
        *,
        engine: Reader | Settings | None = None,
        progress: Callable[[Step], None] | None = None,
        jobs: int = 1,
    ) -> Report:
        """Read and store documents that are at hand, as `add` does."""
        reader, read = _reading(engine, jobs)
        importer = self._importer(reader, None, progress)
        return importer.run([], documents, read)

    def add_readings(
        self,
        readings: Iterable[Reading],
        made_by: ProducedBy,
        *,
        progress: Callable[[Step], None] | None = None,
    ) -> Report:
        """Store readings that were made elsewhere, as a run of ``made_by``."""
        with self._writing() as connection:
            run = runs.ensure(connection, made_by)
        importer = Import(self._engine, self.name, run, progress=progress)
        by_item: dict[str, Reading] = {}

        def items() -> Iterator[Item]:
            for reading in readings:
                by_item[reading.document.id] = reading
                yield reading.document

        def read(handed: Iterable[Item]) -> Iterator[Outcome]:
            for item in handed:
                yield by_item.pop(item.id) if isinstance(item, Document) else item

        return importer.run([], items(), read)

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order they came."""
        with self._reading() as connection:
            yield from reads.documents_in(connection)

    def readings(self, run: int | None = None) -> Iterator[Reading]:
        """Yield the readings of a run, of the newest one by default, in the order they came."""
        with self._reading() as connection:
            chosen = self._run(connection, run)
            if chosen is not None:
                yield from reads.readings_in(connection, chosen, self.name)

    def runs(self) -> list[Run]:
        """Return the runs, the oldest first."""
        with self._reading() as connection:
            return runs.all_runs(connection)

    def status(self) -> ProjectStatus:
        """Return how much is in the project, what failed and what waits."""
        with self._reading() as connection:
            return status_of(connection, self.name)

    def _importer(
        self, reader: Reader, total: int | None, progress: Callable[[Step], None] | None
    ) -> Import:
        made_by = getattr(reader, "produced_by", None)
        if not isinstance(made_by, ProducedBy):
            raise UsageError("the engine has no produced_by that would name its run")
        with self._writing() as connection:
            run = runs.ensure(connection, made_by)
        return Import(self._engine, self.name, run, total=total, progress=progress)

    def _run(self, connection: Connection, run: int | None) -> int | None:
        """Return the run asked for, the newest by default, None in an empty project."""
        if run is None:
            return runs.latest(connection)
        if run not in {r.id for r in runs.all_runs(connection)}:
            raise UsageError(f"no run {run}; list them with: reportedly runs {self.name}")
        return run

    def _reading(self) -> connect.Context:
        return connect.reading(self._engine, self.name)

    def _writing(self) -> connect.Context:
        return connect.writing(self._engine, self.name)


def _reading(
    engine: Reader | Settings | None, jobs: int
) -> tuple[Reader, Callable[[Iterable[Item]], Iterator[Outcome]]]:
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
            yield read_one(reader, item) if isinstance(item, Document) else item

    return reader, read
