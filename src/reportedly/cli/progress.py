"""A bar on standard error while reading takes long."""

from __future__ import annotations

import sys
from pathlib import Path
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

_CHUNK: Final = 1 << 20
_LONGEST_NAME: Final = 40


class Progress:
    """Counts the documents done, with the time left where their number is known beforehand.

    Shown only where standard error is a terminal; it leaves nothing behind.
    """

    def __init__(self, sources: list[str], *, shown: bool = True) -> None:
        self._bar = Bar(
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


def expected(sources: list[str]) -> int | None:
    """How many documents the sources hold, None where standard input is among them or nothing."""
    from reportedly.sources.walk import files  # noqa: PLC0415 - keeps the start fast

    if not sources or "-" in sources:
        return None
    items = [item for source in sources for item in files(Path(source))]
    return sum(1 if isinstance(item, SourceError) else _documents(item) for item in items)


def _documents(path: Path) -> int:
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return 1
    try:
        with path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
    except OSError:
        return 1
