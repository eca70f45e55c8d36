"""A process that adds documents to a project until it is killed."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass, field

from reportedly.store import Project, Step
from store.engines import FakeEngine, document

#: Documents that one process adds.
COUNT = 60


@dataclass
class Told:
    """What the process reported as stored before it was killed."""

    documents: set[str] = field(default_factory=set)
    decisions: set[str] = field(default_factory=set)
    cut: int = 0


def kill_one(place: str, first: int, after: tuple[int, float], told: Told) -> None:
    """Start a process that adds documents, kill it, note what it told.

    ``after`` so many reports and then so many seconds, so that a slow machine gets as far.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            _add(place, first, COUNT, write)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        if stream.readline() != "started\n":
            raise AssertionError("the process did not start")
        reports, seconds = after
        early = [stream.readline() for _ in range(reports)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = ("".join(early) + stream.read()).split("\n")[:-1]
    _, status = os.waitpid(child, 0)
    told.cut += os.WIFSIGNALED(status)
    told.documents |= {line for line in lines if line.startswith("mem:")}
    told.decisions |= {line.split()[1] for line in lines if line.startswith("decision ")}


def kill_maker(place: str, after: float) -> None:
    """Start a process that makes a project and kill it after so many seconds."""
    child = os.fork()
    if child == 0:
        try:
            Project.create(place)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _add(place: str, first: int, count: int, write: int) -> None:
    """Add the documents in three imports with a decision after each."""

    def tell(line: str) -> None:
        os.write(write, f"{line}\n".encode())

    def told(step: Step) -> None:
        tell(step.name)

    tell("started")
    with Project.open(place) as project:
        for start in range(first, first + count, count // 3):
            documents = [document(n, sentences=1) for n in range(start, start + count // 3)]
            project.add_documents(documents, engine=FakeEngine(), progress=told)
            claim = next(project.claims())
            tell(f"decision {project.decide('accept', claim.claim_id, who='A', why='x').id}")
