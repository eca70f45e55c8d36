"""Several people code the same document, without seeing each other, and somebody rules."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from reportedly.errors import ConflictError, UsageError
from reportedly.records.document import Document
from reportedly.records.plain import to_plain
from reportedly.review.adjudication import accept_agreed, differences, record_of, rule
from reportedly.review.agreement import measure
from reportedly.store import Assignment, Filters, Project
from store.engines import FakeEngine

WORDS = (
    "The governor said the army killed 3 people in Sardin on 2024-03-01.\n"
    "The army shelled 4 people in Vesht on 2024-03-02.\n"
    "Rebels seized a bridge.\n"
)
DOCUMENT = Document(WORDS, uri="a", language="en")


def record(trigger: str, status: str = "occurred", code: str = "ASSAULT") -> dict[str, Any]:
    """A claim as the desk sends it: offsets alone."""
    at = WORDS.index(trigger)
    start = WORDS.rfind("\n", 0, at) + 1
    return {
        "evidence": {"start": start, "end": WORDS.index("\n", at)},
        "trigger": {"start": at, "end": at + len(trigger)},
        "event": {"plover": code},
        "status": status,
    }


@pytest.fixture
def given(project: Project) -> list[Assignment]:
    """One document for two coders."""
    project.add_documents([DOCUMENT], engine=FakeEngine())
    project.add_account("Bo", "coder")
    project.add_account("Ada", "coder")
    return project.assign([DOCUMENT.id], [1, 2], who="Olga")


def test_assignments(project: Project, given: list[Assignment]) -> None:
    first, second = given
    assert (first.coder_name, first.mode, first.state, first.claims) == ("Bo", "blind", "open", 0)
    assert project.assign([DOCUMENT.id[:8]], [2], mode="suggested", who="Olga") == [second]
    assert project.assignments(coder=2) == [second]
    assert project.assignments(document=DOCUMENT.id) == given
    assert project.coders_hidden_from(1) == {DOCUMENT.id: "blind"}
    assert project.adjudicable() == []
    reader = project.add_account("Rae", "reader")
    for wrong in ([reader.id], [99]):
        with pytest.raises(UsageError):
            project.assign([DOCUMENT.id], wrong, who="Olga")
    with pytest.raises(UsageError, match="no mode"):
        project.assign([DOCUMENT.id], [1], mode="loud", who="Olga")
    with pytest.raises(UsageError, match="no assignment"):
        project.coding(99)


def test_a_coder_writes_changes_and_undoes(project: Project, given: list[Assignment]) -> None:
    number = given[0].id
    first = project.code(number, "put", who="Bo", record=record("killed"), seen=None)
    own = project.coding(number)
    assert own.seen == first.id
    (claim,) = own.claims
    assert claim.trigger.text == "killed"
    assert claim.produced_by.engine == "person"
    changed = record("killed", status="ongoing", code="COERCE")
    second = project.code(
        number, "put", who="Bo", record=changed, claim=claim.claim_id, seen=first.id
    )
    with pytest.raises(ConflictError) as caught:
        project.code(number, "undo", who="Bo", seen=first.id)
    assert caught.value.theirs == second
    project.code(number, "undo", who="Bo", seen=second.id)
    assert project.coding(number).claims == (claim,)
    project.code(number, "put", who="Bo", record=record("seized"))
    assert project.assignment(number).claims == 2
    project.code(number, "remove", who="Bo", claim=claim.claim_id)
    assert [c.trigger.text for c in project.coding(number).claims] == ["seized"]
    for _ in range(3):
        project.code(number, "undo", who="Bo")
    assert project.coding(number).claims == ()
    with pytest.raises(UsageError, match="nothing to undo"):
        project.code(number, "undo", who="Bo")
    assert project.assignment(given[1].id).claims == 0
    assert project.verify().sound


def test_what_cannot_be_written(project: Project, given: list[Assignment]) -> None:
    number = given[0].id
    project.code(number, "put", who="Bo", record=record("killed"))
    wrong: list[dict[str, Any]] = [
        {"record": record("killed")},
        {"record": None},
        {"record": {}},
        {"record": record("seized") | {"trigger": {"start": 0, "end": 2}}},
        {"record": record("seized") | {"status": "true"}},
        {"record": record("seized"), "claim": "0" * 64},
        {"record": record("seized"), "suggestion": "0" * 64},
    ]
    for more in wrong:
        with pytest.raises(UsageError):
            project.code(number, "put", who="Bo", **more)
    with pytest.raises(UsageError):
        project.code(number, "remove", who="Bo")
    project.finish(number, who="Bo")
    for late in ("undo", "put"):
        with pytest.raises(UsageError, match="finished"):
            project.code(number, late, who="Bo", record=record("seized"))
    with pytest.raises(UsageError, match="finished"):
        project.finish(number, who="Bo")
    assert project.coders_hidden_from(1) == {}
    project.reopen(number, who="Olga", why="forgot one")
    project.code(number, "put", who="Bo", record=record("seized"))
    assert project.assignment(number).done_at is None


def test_what_began_as_a_suggestion(project: Project, given: list[Assignment]) -> None:
    cy = project.add_account("Cy", "coder")
    (mine,) = project.assign([DOCUMENT.id], [cy.id], mode="suggested", who="Olga")
    machine = next(project.claims())
    plain = record_of(machine)
    project.code(mine.id, "put", who="Cy", record=plain, suggestion=machine.claim_id)
    (claim,) = project.coding(mine.id).claims
    assert project.coding(mine.id).from_machine == {claim.claim_id: machine.claim_id}
    changed = plain | {"event": {"plover": "COERCE"}}
    project.code(mine.id, "put", who="Cy", record=changed, claim=claim.claim_id)
    (claim,) = project.coding(mine.id).claims
    assert project.coding(mine.id).from_machine == {claim.claim_id: machine.claim_id}


def coded(project: Project, given: list[Assignment]) -> None:
    """Both see the killing alike, one of them the bridge, and they differ on the shelling."""
    bo, ada = (one.id for one in given)
    for number, who in ((bo, "Bo"), (ada, "Ada")):
        project.code(number, "put", who=who, record=record("killed"))
    project.code(bo, "put", who="Bo", record=record("shelled"))
    project.code(ada, "put", who="Ada", record=record("shelled", status="planned"))
    project.code(ada, "put", who="Ada", record=record("seized", code="SEIZE"))
    with pytest.raises(UsageError, match="still codes"):
        differences(project, DOCUMENT.id)
    project.finish(bo, who="Bo")
    project.finish(ada, who="Ada")


def test_rulings_become_decisions(project: Project, given: list[Assignment]) -> None:
    coded(project, given)
    assert project.adjudicable() == [DOCUMENT.id]
    found = differences(project, DOCUMENT.id[:8])
    assert found.coders == ("Ada", "Bo")
    killed, shelled, seized = found.pairings
    assert killed.agreed
    assert [d.field for d in shelled.differing] == ["status"]
    assert shelled.differing[0].values == ("planned", "occurred")
    assert [d.field for d in seized.differing] == ["claim"]
    assert (killed.machine is not None, seized.machine) == (True, None)

    assert [d.kind for d in accept_agreed(project, DOCUMENT.id, who="Olga")] == [
        "correct",
        "accept",
    ]
    made = rule(project, DOCUMENT.id, shelled.key, None, who="Olga", why="a rumour")
    assert [d.kind for d in made] == ["reject"]
    assert {one.state for one in project.assignments()} == {"done"}
    theirs = record_of(next(c for c in seized.claims if c))
    made = rule(project, DOCUMENT.id, seized.key, theirs, who="Olga", why="it is there")
    assert [d.kind for d in made] == ["add_claim", "accept"]
    assert {one.state for one in project.assignments()} == {"adjudicated"}
    kept = [c.trigger.text for c in project.claims(Filters(verdict="accept"))]
    assert kept == ["killed", "seized"]
    assert len(project.rulings(DOCUMENT.id)) == 3
    assert project.verify().sound


def test_a_ruling_takes_the_place_of_the_one_before(
    project: Project, given: list[Assignment]
) -> None:
    coded(project, given)
    _, shelled, seized = differences(project, DOCUMENT.id).pairings
    bo = record_of(next(c for c in shelled.claims if c and c.status == "occurred"))
    rule(project, DOCUMENT.id, shelled.key, None, who="Olga", why="a rumour")
    rule(project, DOCUMENT.id, shelled.key, bo, who="Olga", why="confirmed")
    assert [c.trigger.text for c in project.claims(Filters(verdict="accept"))] == ["shelled"]
    assert not list(project.claims(Filters(verdict="reject")))
    theirs = record_of(next(c for c in seized.claims if c))
    rule(project, DOCUMENT.id, seized.key, theirs, who="Olga", why="there")
    rule(project, DOCUMENT.id, seized.key, None, who="Olga", why="not after all")
    assert "seized" not in [c.trigger.text for c in project.claims()]
    assert project.rulings(DOCUMENT.id)[seized.key].decisions == ()
    with pytest.raises(UsageError, match="have changed"):
        rule(project, DOCUMENT.id, "0" * 24, None, who="Olga", why="x")


def test_agreement_over_the_project(project: Project, given: list[Assignment]) -> None:
    assert measure(project).documents == 0
    coded(project, given)
    found = measure(project)
    assert (found.documents, found.coders) == (1, ("Ada", "Bo"))
    detection = found.independent[0]
    assert detection.units == 3
    assert detection.f1.value == pytest.approx(4 / 5)
    assert measure(project, ["Ada", "Bo"]) == found
    with pytest.raises(UsageError, match="coders are: Ada, Bo"):
        measure(project, ["Eve"])


def test_the_journal_shows_what_was_changed(project: Project, given: list[Assignment]) -> None:
    project.code(given[0].id, "put", who="Bo", record=record("killed"))
    with project._writing() as connection:
        connection.execute(text("DELETE FROM journal WHERE seq = 1"))
    assert "journal entry 1 is missing" in project.verify().problems
    assert to_plain(project.coding(given[0].id).claims[0])["status"] == "occurred"
