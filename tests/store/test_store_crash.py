"""Killed at any moment, a project keeps what was reported as stored, and opens.

A process that imports is killed again and again, each time after another random while; the project
is the same all the way. REPORTEDLY_CRASHES sets how often.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from reportedly.store import Project
from store.crashing import Told, kill_maker, kill_one
from store.engines import FakeEngine, document

TIMES = int(os.environ.get("REPORTEDLY_CRASHES", "40"))
DOCUMENTS = 60
LONGEST = 0.8


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
def test_killed_at_random_points(place: str) -> None:
    Project.create(place).close()
    served = "://" in place
    times, longest = (max(1, TIMES // 4), 1.8) if served else (TIMES, LONGEST)
    chance = random.Random(7)
    told = Told()
    for number in range(times):
        kill_one(place, 17 * number, DOCUMENTS, chance.uniform(0.0, longest), told)
        if number % 10 == 9 or number == times - 1:
            _check(place, told)
    assert told.cut >= times * 0.2
    assert told.documents
    with Project.open(place) as project:
        first = [document(n, sentences=1) for n in range(DOCUMENTS)]
        project.add_documents(first, engine=FakeEngine())
        members = sorted(c for event in project.events() for c in event.claims)
        assert members == sorted(claim.claim_id for claim in project.claims())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_while_it_is_made(tmp_path: Path) -> None:
    chance = random.Random(3)
    for number in range(20):
        path = tmp_path / f"{number}.rptd"
        kill_maker(str(path), chance.uniform(0.0, 0.4))
        if path.exists():
            Project.open(path).close()
        else:
            Project.create(path).close()
