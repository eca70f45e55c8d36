"""Killed at any moment, a project keeps what was reported as stored, and opens.

A process that imports is killed again and again, each time after another random while; the project
is the same all the way.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from reportedly.store import Project
from store.crashing import COUNT, Told, kill_maker, kill_one
from store.engines import FakeEngine, document

#: Reports and seconds after which a process is killed at the latest.
REPORTS = COUNT
LONGEST = 0.1


def _check(place: str, told: Told) -> None:
    with Project.open(place) as project:
        assert told.documents <= {d.uri for d in project.documents()}
        read = {r.document.uri: len(r.claims) for r in project.readings()}
        assert all(read[uri] == 1 for uri in told.documents)
        assert told.decisions <= {d.id for d in project.decisions()}
        verified = project.verify()
        assert verified.sound, verified.problems
        if project._target.path is not None:
            with project._reading() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("times", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_random_points(place: str, kind: str, times: int) -> None:
    times = times // 2 if kind == "postgresql" else times
    Project.create(place).close()
    chance = random.Random(times)
    told = Told()
    for number in range(times):
        after = chance.randrange(REPORTS), chance.uniform(0.0, LONGEST)
        kill_one(place, 17 * number, after, told)
        if number % 20 == 19 or number == times - 1:
            _check(place, told)
    assert told.cut >= times * 0.2
    assert told.documents
    with Project.open(place) as project:
        first = [document(n, sentences=1) for n in range(COUNT)]
        project.add_documents(first, engine=FakeEngine())
        members = sorted(c for event in project.events() for c in event.claims)
        assert members == sorted(claim.claim_id for claim in project.claims())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_while_it_is_made(tmp_path: Path) -> None:
    chance = random.Random(3)
    for number in range(10):
        path = tmp_path / f"{number}.rptd"
        kill_maker(str(path), chance.uniform(0.0, 0.4))
        if path.exists():
            Project.open(path).close()
        else:
            Project.create(path).close()
