"""Keeps the events in step in the background: the first time takes long in a large project."""

from __future__ import annotations

from threading import Event, Thread

from reportedly.desk.problems import LOG
from reportedly.errors import ReportedlyError
from reportedly.store import Project


class Refresher:
    """A thread that brings the events up to date whenever it is told that something changed."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._asked = Event()
        self._ended = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, with a first look."""
        self._thread = Thread(target=self._run, name="desk-events", daemon=True)
        self._thread.start()
        self.ask()

    def ask(self) -> None:
        """Say that something changed."""
        self._asked.set()

    def close(self) -> None:
        """End; what is under way is finished."""
        self._ended = True
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._ended:
                return
            try:
                self._project.refresh()
            except ReportedlyError as error:
                LOG.error("the events are not up to date: %s", error)
