"""Imports and exports: one after the other in a thread of their own, with progress and a stop."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import Event, Lock
from typing import Any, Final

from reportedly.desk.models.jobs import Failure, JobState
from reportedly.desk.problems import LOG
from reportedly.errors import ReportedlyError

#: Jobs that are remembered, their files with them.
_MOST: Final = 50
#: Jobs that may wait at the same time.
WAITING: Final = 10


class CancelledError(ReportedlyError):
    """Somebody stopped the job."""


@dataclass(slots=True)
class Task:
    """A job under way; ``owner`` is the number of who began it. Its ``folder`` goes with it.

    ``done`` of ``total`` documents or rows; ``left`` are the seconds that it may still take.
    """

    id: str
    kind: str
    what: str
    owner: int
    folder: Path
    started_at: str
    state: JobState = "waiting"
    done: int = 0
    total: int | None = None
    left: float | None = None
    failures: list[Failure] = field(default_factory=list)
    error: str | None = None
    file: Path | None = None
    report: dict[str, Any] | None = None
    stop: Event = field(default_factory=Event)

    def step(self, done: int, total: int | None, left: float | None = None) -> None:
        """Say how far it is; raises `CancelledError` where somebody stopped it."""
        self.done, self.total, self.left = done, total, left
        self.check()

    def check(self) -> None:
        """Raise `CancelledError` where somebody stopped it."""
        if self.stop.is_set():
            raise CancelledError("stopped")


class Jobs:
    """Runs tasks, keeps the last of them, and takes all files away in the end."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._folder: Path | None = None
        self._tasks: dict[str, Task] = {}
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="desk-job")

    def new(self, kind: str, what: str, owner: int) -> Task | None:
        """Make a task with a folder of its own; None where too many wait already."""
        with self._lock:
            waiting = sum(t.state in ("waiting", "running") for t in self._tasks.values())
            if waiting >= WAITING:
                return None
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="reportedly-desk-"))
            number = token_hex(8)
            folder = self._folder / number
            folder.mkdir(mode=0o700)
            begun = datetime.fromtimestamp(self._now(), UTC).isoformat(timespec="seconds")
            task = Task(number, kind, what, owner, folder, begun)
            self._tasks[number] = task
            self._drop_old()
            return task

    def start(self, task: Task, work: Callable[[Task], None]) -> None:
        """Let the work be done when its turn comes."""
        self._worker.submit(self._run, task, work)

    def abandon(self, task: Task) -> None:
        """Forget a task that was never started."""
        with self._lock:
            self._tasks.pop(task.id, None)
        shutil.rmtree(task.folder, ignore_errors=True)

    def all(self) -> list[Task]:
        """Return the tasks, the newest first."""
        with self._lock:
            return list(self._tasks.values())[::-1]

    def get(self, number: str) -> Task | None:
        """Return a task."""
        with self._lock:
            return self._tasks.get(number)

    def close(self) -> None:
        """Stop everything and take the files away."""
        for task in self.all():
            task.stop.set()
        self._worker.shutdown(wait=True, cancel_futures=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, task: Task, work: Callable[[Task], None]) -> None:
        try:
            task.check()
            task.state = "running"
            work(task)
            task.state = "done"
        except CancelledError:
            task.state = "cancelled"
        except ReportedlyError as error:
            task.error, task.state = str(error), "failed"
        except Exception:
            LOG.exception("a job failed")
            task.error, task.state = "an error that nobody foresaw", "failed"
        finally:
            if task.file is None:
                shutil.rmtree(task.folder, ignore_errors=True)

    def _drop_old(self) -> None:
        ended = [t for t in self._tasks.values() if t.state not in ("waiting", "running")]
        for task in ended[: max(0, len(self._tasks) - _MOST)]:
            del self._tasks[task.id]
            shutil.rmtree(task.folder, ignore_errors=True)
