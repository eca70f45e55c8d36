"""A bar on standard error while reading takes long."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from reportedly.errors import SourceError
from reportedly.records.reading import Reading
from reportedly.sources.counting import expected

_LONGEST_NAME: Final = 40


def make_bar(*, shown: bool) -> Bar:
    """Return a bar with the time that is left, on standard error where that is a terminal."""
    return Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not (shown and sys.stderr.isatty()),
    )


class Progress:
    """Counts the documents done, with the time left where their number is known beforehand.

    Shown only where standard error is a terminal; it leaves nothing behind.
    """

    def __init__(self, sources: list[str], *, shown: bool = True) -> None:
        self._bar = make_bar(shown=shown)
        total = None if self._bar.disable else expected(sources)
        self._task = self._bar.add_task("reading", total=total)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the bar off the screen."""
        self._bar.stop()

    def step(self, outcome: Reading | SourceError) -> None:
        """Count one document."""
        name = outcome.source if isinstance(outcome, SourceError) else outcome.document.uri or ""
        shown = Text(name[-_LONGEST_NAME:]).markup
        self._bar.update(self._task, advance=1, description=f"reading {shown}")
