"""Several processes at work on one project lose nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import reportedly
from reportedly.store import Project
from store.engines import document

TESTS = Path(__file__).parents[1]
COUNT = 36
APART = 24  # so that the two have a third of their documents in common


def test_two_processes_lose_nothing(place: str) -> None:
    Project.create(place).close()
    roots = [str(TESTS), str(Path(reportedly.__file__).parents[1])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(roots)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "store.together", place, str(first), str(COUNT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
        for first in (0, APART)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    told: list[str] = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        told += out.split()
    with Project.open(place) as project:
        wanted = [document(n) for n in range(COUNT + APART)]
        assert {d.id for d in project.documents()} == {d.id for d in wanted}
        status = project.status()
        assert (status.documents, status.claims, status.unread) == (len(wanted), 2 * len(wanted), 0)
        assert status.interrupted == ()
        made = project.decisions()
        assert len(told) == 6
        assert sorted(told) == sorted(d.id for d in made)
        assert project.verify().sound
        members = sorted(c for event in project.events() for c in event.claims)
        assert members == sorted(c.claim_id for c in project.claims())
        decided = {d.target for d in made}
        assert decided == {row.id for row in project.claims_page(limit=1000).rows if row.decided}
