"""Makes ready in the background what the first look at a project would wait for."""

from __future__ import annotations

from threading import Event, Thread
from typing import Final

from reportedly.codebook.load import load_codebook
from reportedly.desk.masks import Masks
from reportedly.desk.problems import LOG
from reportedly.errors import ReportedlyError
from reportedly.events.shingles import make_lsh
from reportedly.store import Project

#: Masks that are made beforehand, of the documents that most want a look.
_DOCUMENTS: Final = 3_000
_PAGE: Final = 500
#: Seconds of rest after each, so that requests are answered meanwhile.
_REST: Final = 0.01


class Warming:
    """A thread that loads what is needed and makes masks, until it is done or told to end."""

    def __init__(self, project: Project, masks: Masks) -> None:
        self._project = project
        self._masks = masks
        self._end = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._thread = Thread(target=self._run, name="desk-warming", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            load_codebook()
            make_lsh(0.5)  # the first event that changes would wait for what this imports
            hide = self._project.settings().hide_private
            for offset in range(0, _DOCUMENTS, _PAGE):
                page = self._project.documents_page(offset=offset, limit=_PAGE)
                for row in page.rows:
                    if self._end.wait(_REST):
                        return
                    self._masks.of(row.id, hide=hide)
                if len(page.rows) < _PAGE:
                    return
        except ReportedlyError as error:
            LOG.error("not made ready: %s", error)
