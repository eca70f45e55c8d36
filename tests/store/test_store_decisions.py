"""People's decisions: kept in a chain, carried into new runs, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from reportedly.errors import ConflictError, UsageError
from reportedly.records.claim import ProducedBy
from reportedly.records.document import Document
from reportedly.records.plain import to_plain
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from reportedly.store import Decision, Filters, Project
from store.engines import FakeEngine, document

NEWER = ProducedBy("fake", "2")
WORDS = (
    "The governor said the army killed 3 people in Sardin on 2024-03-01.\n"
    "The army killed 4 people in Vesht on 2024-03-02.\n"
)


class Coder:
    """Decides with a name and a reason."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def __call__(self, kind: str, target: str, **more: object) -> Decision:
        return self.project.decide(kind, target, who="Ada", why="read it", **more)  # type: ignore[arg-type]


@pytest.fixture
def decide(project: Project) -> Coder:
    project.add_documents([Document(WORDS, uri="a", language="en")], engine=FakeEngine())
    return Coder(project)


def ids(project: Project) -> list[str]:
    return [claim.claim_id for claim in project.claims()]


def test_rejected_claims_leave_the_decided_readings(project: Project, decide: Coder) -> None:
    first, second = ids(project)
    decide("reject", first)
    decide("accept", second[:8])
    (as_read,) = project.readings()
    (decided,) = project.readings(decided=True)
    assert len(as_read.claims) == 2
    assert [c.claim_id for c in decided.claims] == [second]
    assert [c.claim_id for c in project.claims(Filters(verdict="accept"))] == [second]
    assert {c for e in project.events() for c in e.claims} == {second}


def test_a_correction_shows_and_the_reading_stays(project: Project, decide: Coder) -> None:
    first = ids(project)[0]
    claim = project.claim(first)
    count = replace(claim.counts[0], low=30, high=30)
    made = decide("correct", first, after={"counts": [to_plain(count)]})
    assert made.before == {"counts": [to_plain(claim.counts[0])]}
    assert project.claim(first).counts == (count,)
    assert next(project.readings()).claims[0] == claim
    assert len(project.search(at_least=30)) == 1
    with pytest.raises(UsageError, match="cannot be corrected"):
        decide("correct", first, after={"document": {}})


def test_a_claim_can_be_added(project: Project, decide: Coder) -> None:
    claim = project.claim(ids(project)[1])
    start = claim.document.text.index("people in Vesht")
    new = replace(claim, trigger=Span.of(claim.document.text, start, start + 6))
    decide("add_claim", claim.document.id, after={**to_plain(new)})
    assert len(ids(project)) == 3
    assert len(next(project.readings()).claims) == 2
    assert len(next(project.readings(decided=True)).claims) == 3


def test_a_decision_needs_a_name_and_a_reason(project: Project, decide: Coder) -> None:
    with pytest.raises(UsageError, match="who"):
        project.decide("accept", ids(project)[0], who=" ", why="x")
    with pytest.raises(UsageError, match="no claim"):
        decide("accept", "0" * 64)


def test_two_people_at_once_are_told(project: Project, decide: Coder) -> None:
    first = ids(project)[0]
    theirs = decide("reject", first, seen=None)
    with pytest.raises(ConflictError) as caught:
        project.decide("accept", first, who="Bo", why="sure", seen=None)
    assert caught.value.theirs == theirs
    project.decide("accept", first, who="Bo", why="sure", seen=theirs.id)
    assert [d.who for d in project.decisions(first)] == ["Ada", "Bo"]
    assert len(list(project.claims(Filters(verdict="accept")))) == 1


def test_the_chain_shows_what_was_changed(project: Project, decide: Coder) -> None:
    first, second = ids(project)
    decide("accept", first)
    decide("reject", second)
    assert project.verify().sound
    with project._writing() as connection:
        connection.execute(text("UPDATE decisions SET who = 'Eve' WHERE seq = 1"))
    assert project.verify().problems == ("decision 1 was changed after it was written",)


def test_decisions_follow_the_words_into_a_new_run(project: Project, decide: Coder) -> None:
    first, second = ids(project)
    decide("reject", first)
    decide("accept", second)
    report = project.reread(engine=FakeEngine(NEWER))
    assert (report.added, report.queued) == (1, 0)
    assert [a.state for a in project.anchored()] == ["moved", "moved"]
    assert [c.claim_id for c in project.claims(Filters(verdict="reject"))] == [first]


def test_a_new_extraction_moves_the_words(project: Project, decide: Coder) -> None:
    first, second = ids(project)
    decide("reject", first)
    count = replace(project.claim(second).counts[0], low=40, high=40)
    decide("correct", second, after={"counts": [to_plain(count)]})
    longer = Document("A line that was left out before.\n" + WORDS, uri="a", language="en")
    project.add_documents([longer], engine=FakeEngine(NEWER))
    assert [a.state for a in project.anchored()] == ["moved", "moved"]
    (decided,) = project.readings(decided=True)
    (claim,) = decided.claims
    assert claim.counts[0].low == 40
    assert claim.counts[0].span.start == count.span.start + 33


def test_what_cannot_be_found_waits_for_a_person(project: Project, decide: Coder) -> None:
    first, second = ids(project)
    gone = decide("reject", first)
    other = Document(WORDS.splitlines()[1], uri="a", language="en")
    project.add_documents([other], engine=FakeEngine(NEWER))
    (queued,) = project.queue()
    assert queued.decision == gone
    assert "no longer there" in (queued.reason or "")
    assert project.status().waiting == 1
    (claim,) = ids(project)
    project.resolve(gone.id, who="Bo", why="it means this one", claims=[claim])
    assert project.queue() == []
    assert len(list(project.claims(Filters(verdict="reject")))) == 1
    assert project.verify().sound
    assert second != claim


def test_a_claim_that_a_new_run_codes_otherwise_waits(project: Project, decide: Coder) -> None:
    class Blind(FakeEngine):
        def read(self, document: Document) -> Reading:
            return Reading(document)

    decide("accept", ids(project)[0])
    report = project.reread(engine=Blind(NEWER))
    assert report.queued == 1
    assert "no claim is now made of 'killed'" in (project.queue()[0].reason or "")


def test_events_obey_merge_split_and_pin(project: Project, decide: Coder) -> None:
    first, second = ids(project)
    assert len(list(project.events())) == 2
    event = project.event_of(first)
    assert event is not None
    made = decide("merge", event.event_id, claims=[first, second])
    (merged,) = project.events()
    assert set(merged.claims) == {first, second}
    assert merged.joins[0].decision == made.id
    decide("split", merged.event_id, claims=[first, second])
    assert len(list(project.events())) == 2
    project.reread(engine=FakeEngine(NEWER))
    assert len(list(project.events())) == 2
    assert [a.state for a in project.anchored()] == ["moved", "moved"]


def test_events_grow_as_documents_come(project: Project) -> None:
    engine = FakeEngine()
    one = document(1, sentences=1)
    project.add_documents([one], engine=engine)
    (before,) = project.events()
    again = replace(one, uri="mem:other", publisher="Other")
    report = project.add_documents([again, document(2, sentences=1)], engine=engine)
    assert report.events >= 1
    joined = [e for e in project.events() if len(e.claims) > 1]
    assert any(set(before.claims) < set(e.claims) for e in joined)
    assert {row["kind"] for row in project.copies()} >= {"reprint"}


def test_runs_are_compared(project: Project, decide: Coder) -> None:
    class Half(FakeEngine):
        def read(self, document: Document) -> Reading:
            whole = super().read(document)
            changed = replace(whole.claims[0], status="ongoing")
            return replace(whole, claims=(changed,))

    project.reread(engine=Half(NEWER))
    left, right = (run.id for run in project.runs())
    difference = project.diff(left, right)
    assert (difference.documents, difference.same) == (1, 0)
    assert [(c.kind, c.fields) for c in difference.changes] == [
        ("changed", ("status",)),
        ("gone", ()),
    ]
    with pytest.raises(UsageError, match="no run 99"):
        project.diff(left, 99)


def test_tellings_of_another_version_are_made_anew(place: str) -> None:
    with Project.create(place) as project:
        project.add_documents([document(1)], engine=FakeEngine())
        with project._writing() as connection:
            connection.execute(text("UPDATE tellings SET body = '[0]'"))
    with Project.open(place) as project:
        project.add_documents([document(2)], engine=FakeEngine())
        told = sorted(claim for event in project.events() for claim in event.claims)
        assert told == sorted(claim.claim_id for claim in project.claims())
