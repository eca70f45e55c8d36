"""Migrations bring older decisions along."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import delete, select

from reportedly.records.document import Document
from reportedly.store import Project
from reportedly.store.tables import anchor_parts
from store.engines import FakeEngine

WORDS = "The army killed 3 people in Sardin.\nThe army shelled 4 people in Vesht.\n"


def test_decisions_of_older_projects_keep_their_claims(project: Project) -> None:
    project.add_documents([Document(WORDS, uri="a", language="en")], engine=FakeEngine())
    first, second = [claim.claim_id for claim in project.claims()]
    project.decide("accept", first, who="Ada", why="x")
    coerce = {"event": {"plover": "COERCE"}}
    project.decide("correct", second, who="Ada", why="x", after=coerce)
    event = project.event_of(first)
    assert event is not None
    now = project.claim_states(event.voices[0].document_id)[1].claim.claim_id
    project.decide("merge", event.event_id, who="Ada", why="x", claims=[first, now])
    with project._writing() as connection:
        before = connection.execute(select(anchor_parts)).all()
        connection.execute(delete(anchor_parts))
        module = import_module("reportedly.store.migrations.versions.v0003_people")
        module._fill_parts(connection)
        after = connection.execute(select(anchor_parts)).all()
    assert sorted(before) == sorted(after)
    assert len(after) == 4
