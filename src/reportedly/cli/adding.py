"""An import on the command line: a bar, notes, and the exit status."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import Final

from rich.text import Text

from reportedly.cli.progress import make_bar
from reportedly.pool import Settings
from reportedly.sources.options import Overrides
from reportedly.store import Project, Report, Step

_LONGEST_NAME: Final = 40
_MOST: Final = 20


class Shown:
    """A bar with the time that is left, on standard error where that is a terminal."""

    def __init__(self, *, shown: bool) -> None:
        self._bar = make_bar(shown=shown)
        self._task = self._bar.add_task("adding", total=None)

    def __enter__(self) -> Shown:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def __call__(self, step: Step) -> None:
        """Show one document that is on disk."""
        name = Text(step.name[-_LONGEST_NAME:]).markup
        self._bar.update(
            self._task, completed=step.done, total=step.total, description=f"adding {name}"
        )


def run_add(
    project: str,
    sources: list[str],
    *,
    settings: Settings,
    overrides: Overrides,
    profiles: Path | None,
    reread: bool,
    jobs: int,
    quiet: bool,
) -> int:
    """Add sources to a project and say what became of them; returns the exit status."""
    failed = False
    with Project.open(project) as opened:
        if profiles is not None:
            count = opened.load_profiles(profiles)
            _say(f"{count} source profiles set from {profiles}", quiet=quiet)
        with Shown(shown=not quiet) as shown:
            if sources:
                report = opened.add(
                    sources, overrides=overrides, engine=settings, progress=shown, jobs=jobs
                )
                failed |= _told(report, quiet=quiet)
            if reread:
                report = opened.reread(engine=settings, progress=shown, jobs=jobs)
                failed |= _told(report, quiet=quiet)
    return 1 if failed else 0


def _told(report: Report, *, quiet: bool) -> bool:
    for failure in report.failures:
        _say(f"not read: {failure}", quiet=False)
    for warning in report.warnings[:_MOST]:
        _say(warning, quiet=quiet)
    if len(report.warnings) > _MOST:
        _say(f"and {len(report.warnings) - _MOST} more warnings", quiet=quiet)
    parts = [f"{report.added} documents added with {report.claims} claims"]
    parts += [f"{report.known} there already"] if report.known else []
    parts += [f"{len(report.failures)} not read"] if report.failures else []
    parts += [f"{report.events} events new or changed"] if report.events else []
    parts += [f"{report.queued} decisions wait for a person"] if report.queued else []
    _say("; ".join(parts), quiet=quiet)
    return bool(report.failures)


def _say(message: str, *, quiet: bool) -> None:
    if not quiet:
        line = " ".join(message.split()).encode("utf-8", "replace").decode("utf-8")
        sys.stderr.write(f"reportedly: {line}\n")
