"""A large import through the command line, killed in the middle and begun again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any, Final

from reportedly.bench.corpus import make_text
from reportedly.errors import StoreError
from reportedly.store import Project

_LINES: Final = 500
#: Of a hundred documents: files of text and pages; the rest are lines of JSON.
_TEXTS: Final = 4
_PAGES: Final = 2
#: Every so many lines one that is no record, every so many files one that is no text.
_BAD: Final = 250
_PAUSE: Final = 0.2


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the documents, before and after the import was killed.

    ``reported`` documents were reported as stored before the kill, ``lost`` of them were not there
    after it. ``failed`` could not be read, of the ``bad`` ones that were made. ``seconds`` are of
    the part before, the part after, and of the last call, which finds all there. Memory is the
    largest of a process, with what it shares.
    """

    documents: int
    bad: int
    reported: int
    lost: int
    stored: int
    failed: int
    claims: int
    events: int
    sound: bool
    seconds_before: float
    seconds_after: float
    seconds_again: float
    peak_mebibytes: float | None
    bytes: int

    @property
    def held(self) -> bool:
        """Whether every document that can be read is there, once, and nothing was lost."""
        whole = self.stored == self.documents and self.failed == self.bad
        return whole and self.lost == 0 and self.sound

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON value."""
        return asdict(self) | {"held": self.held}


def bench_import(documents: int, *, words: int = 40, jobs: int = 1) -> ImportReport:
    """Make so many documents, add them to a new project, kill that at half, and add them again."""
    with TemporaryDirectory() as folder:
        source, project = Path(folder) / "in", Path(folder) / "bench.rptd"
        good, bad = make_sources(source, documents, words)
        Project.create(project).close()
        command = [sys.executable, "-m", "reportedly", "add", source.name, "-p", project.name]
        command += ["--jobs", str(jobs), "--quiet"]
        begun = monotonic()
        reported = _killed_at(command, project, good // 2)
        before = monotonic() - begun
        with Project.open(project) as opened:
            lost = max(0, reported - opened.status().documents)
        after, peak = _run(command, project.parent)
        again, _ = _run(command, project.parent)
        with Project.open(project) as opened:
            status, sound = opened.status(), opened.verify().sound
        return ImportReport(
            documents=good,
            bad=bad,
            reported=reported,
            lost=lost,
            stored=status.documents,
            failed=len(status.failures),
            claims=status.claims,
            events=status.events,
            sound=sound,
            seconds_before=before,
            seconds_after=after,
            seconds_again=again,
            peak_mebibytes=peak,
            bytes=project.stat().st_size,
        )


def make_sources(folder: Path, documents: int, words: int) -> tuple[int, int]:
    """Write texts, pages and lines of JSON, some of them broken; returns how many are which."""
    folder.mkdir()
    texts, pages = documents * _TEXTS // 100, documents * _PAGES // 100
    bad = 0
    for number in range(texts + pages):
        body = make_text(words, number)
        if number < texts:
            (folder / f"t{number:06}.txt").write_text(body, "utf-8")
        else:
            page = f"<html><head><title>Page {number}</title></head><body><article>"
            parts = "".join(f"<p>{escape(part)}</p>" for part in body.split("\n\n"))
            (folder / f"p{number:06}.html").write_text(f"{page}{parts}</article></body></html>")
        if number % _BAD == 0:
            (folder / f"b{number:06}.txt").write_bytes(b"")
            bad += 1
    number, left = texts + pages, documents - texts - pages
    for part in range(0, left, _LINES):
        lines = []
        for _ in range(min(_LINES, left - part)):
            body = make_text(words, number)
            lines.append(json.dumps({"text": body, "uri": f"bench:{number}", "publisher": "Bench"}))
            number += 1
            if len(lines) % _BAD == 0:
                lines.append('{"text": ')
                bad += 1
        (folder / f"l{part:06}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return documents, bad


def _killed_at(command: list[str], project: Path, count: int) -> int:
    """Start the import and kill it when it has stored so many; returns how many it reported."""
    process = _started(command, project.parent)
    done = 0
    while process.poll() is None:
        with suppress(StoreError), Project.open(project) as opened:
            jobs = opened.status().interrupted
            done = jobs[-1].done if jobs else 0
        if done >= count:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            break
        sleep(_PAUSE)
    with Project.open(project) as opened:
        failures = len(opened.status().failures)
    return done - failures


def _run(command: list[str], folder: Path) -> tuple[float, float | None]:
    """Run the import to its end: seconds, and the largest memory of a process in MiB."""
    begun = monotonic()
    process = _started(command, folder)
    peak: float | None = None
    while process.poll() is None:
        peak = max(filter(None, (peak, _resident(process.pid))), default=None)
        sleep(_PAUSE)
    return monotonic() - begun, peak


def _started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _resident(process: int) -> float | None:
    """Return VmHWM of proc(5) in MiB, None where the system has no such file."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return None
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else None
