"""Documents to readings, in this process or in several, in the order they came."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Final

from reportedly.errors import ReportedlyError, SourceError
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.seams import Reader

Item = Document | SourceError
Outcome = Reading | SourceError
#: Documents handed out ahead for each process: enough to keep it busy, few enough to stay small.
_AHEAD: Final = 3
_DIED: Final = "the process that read it died, perhaps out of memory; the rest goes on"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an engine is made of; small, so that it can be sent to another process."""

    codebook_files: tuple[Path, ...] = ()
    model: str | None = None
    gazetteers: tuple[Path, ...] = ()
    actors: Path | None = None


def make_reader(settings: Settings) -> Reader:
    """Make an engine; the model is loaded when it reads its first document."""
    from reportedly.pipeline import Engine  # noqa: PLC0415 - imports spaCy
    from reportedly.text.model import DEFAULT  # noqa: PLC0415

    registry = None
    if settings.actors is not None:
        from reportedly.actors.registry import EmbeddedRegistry  # noqa: PLC0415

        registry = EmbeddedRegistry.with_user_list(settings.actors)
    return Engine(
        codebook_files=settings.codebook_files,
        model=settings.model or DEFAULT,
        gazetteers=settings.gazetteers,
        registry=registry,
    )


def read_all(items: Iterable[Item], settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """Yield a reading for each document and pass failures on, in the order of the items.

    With several jobs each process makes one engine and keeps it. Errors that would meet every
    document (no model, a damaged codebook) are raised; those of one document are yielded.
    """
    if jobs > 1:
        if settings.actors is not None:
            make_reader(settings)  # a list with a mistake is refused here, not in each process
        yield from _Pool(settings, jobs).read_all(items)
        return
    reader = make_reader(settings)
    for item in items:
        yield item if isinstance(item, SourceError) else read_one(reader, item)


def read_one(reader: Reader, document: Document) -> Outcome:
    """Read one document; whatever is wrong with it is returned and the rest can go on."""
    try:
        return reader.read(document)
    except SourceError as error:
        return error
    except ReportedlyError:
        raise
    except Exception as error:
        return SourceError(_name(document), f"internal error, {type(error).__name__}: {error}")


_worker: list[Reader] = []


def _start(settings: Settings) -> None:
    Thread(target=_end_with_parent, name="reportedly-parent", daemon=True).start()
    _worker[:] = [make_reader(settings)]


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: killed, it cannot say so."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(document: Document) -> Outcome:
    return read_one(_worker[0], document)


class _Pool:
    """Processes with an engine each, replaced when one of them dies."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._processes: ProcessPoolExecutor | None = None

    def read_all(self, items: Iterable[Item]) -> Iterator[Outcome]:
        waiting: deque[tuple[Item, Future[Outcome] | None]] = deque()
        try:
            for item in items:
                waiting.append((item, self._submit(item)))
                if len(waiting) >= self._jobs * _AHEAD:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            self._close()

    def _submit(self, item: Item) -> Future[Outcome] | None:
        if isinstance(item, SourceError):
            return None
        if self._processes is None:
            self._processes = ProcessPoolExecutor(
                self._jobs,
                mp_context=get_context("spawn"),
                initializer=_start,
                initargs=(self._settings,),
            )
        try:
            return self._processes.submit(_work, item)
        except BrokenProcessPool:
            return None

    def _next(self, waiting: deque[tuple[Item, Future[Outcome] | None]]) -> Outcome:
        item, future = waiting.popleft()
        if isinstance(item, SourceError):
            return item
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        return self._again(item, waiting)

    def _again(
        self, item: Document, waiting: deque[tuple[Item, Future[Outcome] | None]]
    ) -> Outcome:
        """Read by itself what was under way when a process died, then hand the rest out anew."""
        self._close()
        future = self._submit(item)
        try:
            outcome = future.result() if future else SourceError(_name(item), _DIED)
        except BrokenProcessPool:
            self._close()
            outcome = SourceError(_name(item), _DIED)
        rest = [waiting.popleft()[0] for _ in range(len(waiting))]
        waiting.extend((one, self._submit(one)) for one in rest)
        return outcome

    def _close(self) -> None:
        if self._processes is not None:
            self._processes.shutdown(wait=True, cancel_futures=True)
            self._processes = None


def _name(document: Document) -> str:
    return document.uri or document.title or "standard input"
