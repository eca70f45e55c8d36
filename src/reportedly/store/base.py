"""What every part of a project builds on: its connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection

from reportedly.errors import UsageError
from reportedly.store import changes, connect, eventing, runs, schema
from reportedly.store.eventstate import State
from reportedly.store.locks import one_writer

T = TypeVar("T")


class Base:
    """An open project's connections; see `reportedly.store.Project`."""

    def __init__(self, target: connect.Target) -> None:
        self._target = target
        self._engine = target.engine()
        self._states: dict[int, State] = {}
        self._lock = RLock()  # held while something is decided
        self._events = RLock()  # held while events are brought up to date

    @classmethod
    def create(cls, path_or_url: str | Path) -> Self:
        """Make an empty project in a new SQLite file, or in an empty PostgreSQL database.

        Raises `StoreError` where something is there already.
        """
        schema.create(connect.Target(path_or_url))
        return cls.open(path_or_url)

    @classmethod
    def open(cls, path_or_url: str | Path) -> Self:
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

    def __enter__(self) -> Self:
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

    def _reading(self) -> connect.Context:
        return connect.reading(self._engine, self.name)

    def _writing(self) -> connect.Context:
        return connect.writing(self._engine, self.name)

    @contextmanager
    def _in_run(self, run: int | None) -> Iterator[tuple[Connection, int | None]]:
        """Give a connection and the run asked for, the newest by default, None where none is."""
        with self._reading() as connection:
            yield connection, self._chosen(connection, run)

    def _chosen(self, connection: Connection, run: int | None) -> int | None:
        if run is None:
            return runs.latest(connection)
        if run not in {r.id for r in runs.all_runs(connection)}:
            raise UsageError(f"no run {run}; list them with: reportedly runs {self.name}")
        return run

    def _needed(self, connection: Connection, run: int | None) -> int:
        chosen = self._chosen(connection, run)
        if chosen is None:
            raise UsageError(f"{self.name}: nothing has been read yet; use: reportedly add")
        return chosen

    def refresh(self, run: int | None = None) -> int:
        """Bring the events up to date; returns how many were made or changed.

        The first call in a process reads all claims of the run; later ones look at what changed.
        """
        with self._reading() as connection:
            chosen = self._chosen(connection, run)
        return 0 if chosen is None else self._refresh(chosen)

    def _deciding(self, work: Callable[[Connection, int], T], *, wait: bool) -> T:
        """Do one piece of work on the newest run in one transaction; then let events follow."""
        with self._lock, self._writing() as connection:
            one_writer(connection)
            run = self._needed(connection, None)
            before = changes.last(connection, run)
            done = work(connection, run)
            changed = changes.last(connection, run) != before
        if changed:
            self._refresh(run, wait=wait)
        return done

    def _refresh(self, run: int, *, wait: bool = True) -> int:
        """Bring the events of a run up to date; without ``wait`` only where that takes no time."""
        if not wait and (run not in self._states or self._states[run].mark is None):
            return 0
        if not self._events.acquire(blocking=wait):
            return 0
        try:
            state = self._states.setdefault(run, State(run))
            return eventing.refresh(self._engine, self.name, state)
        except BaseException:
            self._states.pop(run, None)
            raise
        finally:
            self._events.release()
