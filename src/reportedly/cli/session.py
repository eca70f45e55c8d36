"""One call of the command line: what is read, how it goes on, what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

from reportedly.cli.files import standard_output, written
from reportedly.cli.progress import Progress
from reportedly.cli.stdin import has_input
from reportedly.errors import SourceError, UsageError
from reportedly.exports.explanations import write_explanations
from reportedly.exports.formats import ARCHIVES, FORMATS, exporter
from reportedly.exports.notice import NOTICE, READS, RESTRICTED
from reportedly.exports.privacy import Names
from reportedly.pool import Item, Settings, read_all
from reportedly.records.reading import Reading
from reportedly.sources.options import Overrides

__all__ = ["Session", "Settings"]

_EXAMPLE: Final = (
    "no source named: reading the bundled example, three voices on one invented event. "
    "Next: reportedly read FILE --published DATE"
)
_MOST_WARNINGS: Final = 20


@dataclass(slots=True)
class Session:
    """Reads sources and writes an export; notes and failures go to standard error."""

    settings: Settings
    overrides: Overrides
    jobs: int = 1
    quiet: bool = False
    documents: int = 0
    claims: int = 0
    failures: int = 0
    warnings: list[str] = field(default_factory=list)

    def export(
        self, sources: list[str], form: str | None, out: Path | None, reason: str | None
    ) -> int:
        """Read the sources and write them in the form; returns the exit status."""
        _check_files(self.settings)
        form = form or _form(out)
        write = exporter(form)
        names = Names(reason)
        _check_target(out, sources)
        items = self._items(sources)
        with Progress(sources, shown=not self.quiet) as progress:
            readings = self._readings(items, progress)
            if out is None and sys.stdout.isatty():
                # A bar on the same screen must be gone before the claims are printed.
                readings = iter(list(readings))
                progress.stop()
            with _opened(form, out) as stream:
                write(readings, stream, names)
        self._say_end(form, out)
        return 1 if self.failures else 0

    def explain(self, sources: list[str], prefix: str, reason: str | None) -> int:
        """Print why claims were coded as they were; returns the exit status."""
        _check_files(self.settings)
        readings = list(self._readings(self._items(sources), None))
        shown = write_explanations(readings, sys.stdout, Names(reason), prefix)
        if prefix and not shown:
            raise UsageError(f"no claim has an id that starts with {prefix!r}")
        return 1 if self.failures else 0

    def _items(self, sources: list[str]) -> Iterable[Item]:
        from reportedly.sources import STANDARD_INPUT, load  # noqa: PLC0415 - imports parsers

        if not sources and not has_input():
            from reportedly.sources.samples import sample_documents  # noqa: PLC0415

            self.say(_EXAMPLE)
            return sample_documents()
        return load(sources or [STANDARD_INPUT], overrides=self.overrides)

    def _readings(self, items: Iterable[Item], progress: Progress | None) -> Iterator[Reading]:
        for outcome in read_all(items, self.settings, self.jobs):
            if isinstance(outcome, SourceError):
                self.failures += 1
                _to_stderr(f"not read: {outcome}")
            else:
                self.documents += 1
                self.claims += len(outcome.claims)
                name = outcome.document.uri or outcome.document.title or "standard input"
                self.warnings += [f"{name}: {warning}" for warning in outcome.warnings]
            if progress is not None:
                progress.step(outcome)
            if isinstance(outcome, Reading):
                yield outcome

    def _say_end(self, form: str, out: Path | None) -> None:
        if form != "table":
            for warning in self.warnings[:_MOST_WARNINGS]:
                self.say(warning)
            if len(self.warnings) > _MOST_WARNINGS:
                self.say(f"and {len(self.warnings) - _MOST_WARNINGS} more warnings")
        told = f"{_number(self.claims, 'claim')} from {_number(self.documents, 'document')}"
        told += f", {self.failures} not read" if self.failures else ""
        told += f", written to {out}" if out else ""
        if form != "table" or out:
            self.say(f"{told} ({NOTICE}; {READS})")
        if form in ARCHIVES and self.claims:
            self.say(RESTRICTED)

    def say(self, message: str) -> None:
        """Print a note on standard error unless all is to be quiet."""
        if not self.quiet:
            _to_stderr(message)


def _to_stderr(message: str) -> None:
    line = " ".join(message.split()).encode("utf-8", "replace").decode("utf-8")
    sys.stderr.write(f"reportedly: {line}\n")
    sys.stderr.flush()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _form(out: Path | None) -> str:
    ending = out.suffix.lower().lstrip(".") if out else ""
    ending = {"htm": "html", "ndjson": "jsonl"}.get(ending, ending)
    return ending if ending in FORMATS else "table"


def _check_files(settings: Settings) -> None:
    """Refuse files of the user's that are not there before anything is read or printed."""
    actors = () if settings.actors is None else (settings.actors,)
    for option, files in (
        ("--codebook", settings.codebook_files),
        ("--gazetteer", settings.gazetteers),
        ("--actors", actors),
    ):
        for file in files:
            if not file.is_file():
                raise UsageError(f"{option} {file}: no such file")


def _check_target(out: Path | None, sources: list[str]) -> None:
    if out is None or not out.is_file():
        return
    for source in sources:
        if Path(source).is_file() and Path(source).samefile(out):
            raise UsageError(f"--out {out}: that is a source; name another file")


def _opened(form: str, out: Path | None) -> AbstractContextManager[TextIO]:
    if out is not None:
        return written(out)
    return standard_output()
