"""Taking decisions back: as if they had never been made, and nothing is overwritten."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import ConflictError, UsageError
from reportedly.records.claim import Claim, ProducedBy
from reportedly.records.document import Document
from reportedly.records.plain import to_plain
from reportedly.records.span import Span
from reportedly.store import Decision, Filters, Project
from store.engines import FakeEngine

NEWER = ProducedBy("fake", "2")
WORDS = (
    "The governor said the army killed 3 people in Sardin on 2024-03-01.\n"
    "The army shelled 4 people in Vesht on 2024-03-02.\n"
    "The governor denied 5 people in Vesht on 2024-03-03.\n"
)
DOCUMENTS = (
    Document(WORDS, uri="a", language="en"),
    Document(WORDS.replace("2024", "2023"), uri="b", language="en"),
)


def decide(project: Project, kind: str, target: str, **more: Any) -> Decision:
    return project.decide(kind, target, who="Ada", why="read it", **more)  # type: ignore[arg-type]


def undo(project: Project, decision: Decision, who: str = "Ada") -> Decision:
    return project.withdraw(decision.id, who=who, why="undone")


@pytest.fixture
def filled(project: Project) -> Project:
    project.add_documents(DOCUMENTS[:1], engine=FakeEngine())
    return project


def first(project: Project) -> Claim:
    return next(project.claims())


def counted(claim: Claim, number: int) -> dict[str, Any]:
    return {"counts": [to_plain(replace(claim.counts[0], low=number, high=number))]}


def test_an_event_tells_what_was_corrected(filled: Project) -> None:
    claim = first(filled)
    made = decide(filled, "correct", claim.claim_id, after=counted(claim, 30))
    event = filled.event_of(claim.claim_id)
    assert event is not None
    assert event.counts[0].high == 30
    undo(filled, made)
    event = filled.event_of(claim.claim_id)
    assert event is not None
    assert event.counts[0].high == 3


def test_a_verdict_falls_back_to_the_one_before(filled: Project) -> None:
    claim = first(filled)
    decide(filled, "accept", claim.claim_id)
    rejected = decide(filled, "reject", claim.claim_id)
    taken = undo(filled, rejected)
    assert [c.claim_id for c in filled.claims(Filters(verdict="accept"))] == [claim.claim_id]
    assert filled.withdrawn() == {rejected.id: taken.id}
    undo(filled, taken)
    assert [c.claim_id for c in filled.claims(Filters(verdict="reject"))] == [claim.claim_id]
    assert filled.withdrawn() == {taken.id: filled.decisions()[-1].id}
    assert [d.kind for d in filled.history(claim.claim_id)] == [
        "accept",
        "reject",
        "withdraw",
        "withdraw",
    ]
    assert filled.verify().sound


def test_two_who_undo_at_once(filled: Project) -> None:
    claim = first(filled)
    made = decide(filled, "accept", claim.claim_id)
    theirs = undo(filled, made, who="Bo")
    with pytest.raises(ConflictError) as caught:
        undo(filled, made)
    assert caught.value.theirs == theirs
    with pytest.raises(ConflictError):
        decide(filled, "reject", claim.claim_id, seen=made.id)
    later = decide(filled, "reject", claim.claim_id, seen=theirs.id)
    with pytest.raises(ConflictError):
        filled.withdraw(theirs.id, who="Bo", why="x", seen=theirs.id)
    assert filled.claim_state(claim.claim_id).seen == later.id
    with pytest.raises(UsageError, match="no decision"):
        filled.withdraw("f" * 64, who="Bo", why="x")
    with pytest.raises(UsageError, match="reason"):
        filled.withdraw(later.id, who="Bo", why=" ")


def test_what_was_decided_under_another_id_stays_with_its_claim(filled: Project) -> None:
    claim = first(filled)
    event = {**to_plain(claim.event), "plover": "COERCE"}
    recoded = decide(filled, "correct", claim.claim_id, after={"event": event})
    now = filled.claim_states(claim.document.id)[0]
    assert now.claim.claim_id != claim.claim_id
    assert (now.seen, now.corrected, now.added) == (recoded.id, ("event",), False)
    accepted = decide(filled, "accept", now.claim.claim_id, seen=recoded.id)
    with pytest.raises(ConflictError):
        decide(filled, "reject", now.claim.claim_id, seen=recoded.id)
    undo(filled, recoded)
    state = filled.claim_state(claim.claim_id)
    assert (state.verdict, state.corrected) == ("accept", ())
    assert state.seen == filled.decisions()[-1].id
    assert {d.id for d in filled.history(claim.claim_id)} >= {recoded.id, accepted.id}


def test_what_was_decided_on_an_added_claim_lapses_with_it(filled: Project) -> None:
    claim = first(filled)
    start = WORDS.index("people in Vesht")
    record = {
        **to_plain(claim),
        "trigger": {"start": start, "end": start + 6},
        "evidence": {"start": start, "end": start + 15},
        "actors": [],
        "recipients": [],
        "places": [],
        "time": None,
        "counts": [],
        "attribution": [],
    }
    added = decide(filled, "add_claim", claim.document.id, after=record)
    mine = filled.claim(added.target)
    assert mine.trigger.text == "people"
    rejected = decide(filled, "reject", mine.claim_id)
    merged = filled.event_of(claim.claim_id)
    assert merged is not None
    undo(filled, added)
    with pytest.raises(UsageError, match="no claim"):
        filled.claim(added.target)
    assert [a.state for a in filled.anchored()] == ["withdrawn", "lapsed", "kept"]
    assert filled.queue() == []
    assert len(filled.search("people in Vesht")) == 2
    undo(filled, filled.decisions()[-1])
    assert filled.claim_state(added.target).verdict == "reject"
    assert [a.state for a in filled.anchored()] == ["moved", "moved", "kept", "kept"]
    undo(filled, rejected)
    assert filled.claim_state(added.target).added


def test_the_same_claim_is_not_added_twice(filled: Project) -> None:
    claim = first(filled)
    with pytest.raises(UsageError, match="already"):
        decide(filled, "add_claim", claim.document.id, after=to_plain(claim))


def test_a_value_without_words_needs_a_reason(filled: Project) -> None:
    claim = first(filled)
    inferred = {"field": "time", "value": {"earliest": "2024-03-01"}, "reason": "the day before"}
    made = decide(filled, "correct", claim.claim_id, after={"inferences": [inferred]})
    assert filled.claim(claim.claim_id).inferences[0].coder == "Ada"
    assert made.after["inferences"][0]["coder"] == "Ada"
    for wrong in (inferred | {"reason": " "}, inferred | {"field": "weather"}, {"field": "time"}):
        with pytest.raises(UsageError):
            decide(filled, "correct", claim.claim_id, after={"inferences": [wrong]})


@pytest.mark.parametrize(
    "span",
    [
        {"start": 0, "end": 10_000},
        {"start": 5, "end": 5},
        {"start": -3, "end": 4},
        {"start": "0", "end": 4},
        {"start": 0, "end": 3, "text": "Who"},
        {"start": 0},
        None,
    ],
)
def test_words_that_are_not_there(filled: Project, span: Any) -> None:
    claim = first(filled)
    with pytest.raises(UsageError):
        decide(filled, "correct", claim.claim_id, after={"actors": [{"span": span}]})
    assert filled.decisions() == []


def test_a_correction_takes_its_words_from_the_text(filled: Project) -> None:
    claim = first(filled)
    at = WORDS.index("governor")
    span = {"start": at, "end": at + 8}
    decide(filled, "correct", claim.claim_id, after={"recipients": [{"span": span}]})
    (party,) = filled.claim(claim.claim_id).recipients
    assert party.span == Span(at, at + 8, "governor")


def test_decisions_stay_when_a_document_gets_other_metadata(filled: Project) -> None:
    claim = first(filled)
    decide(filled, "reject", claim.claim_id)
    dated = replace(DOCUMENTS[0], published="2024-05-01")
    filled.add_documents([dated], engine=FakeEngine())
    assert [c.claim_id for c in filled.claims(Filters(verdict="reject"))] == [claim.claim_id]


def test_a_resolution_is_taken_back(filled: Project) -> None:
    gone = decide(filled, "reject", first(filled).claim_id)
    other = Document(WORDS.splitlines()[1], uri="a", language="en")
    filled.add_documents([other], engine=FakeEngine(NEWER))
    (claim,) = filled.claims()
    said = filled.resolve(gone.id, who="Bo", why="means this", claims=[claim.claim_id])
    assert filled.claim_state(claim.claim_id).verdict == "reject"
    undo(filled, said)
    assert filled.claim_state(claim.claim_id).verdict is None
    assert [a.decision.id for a in filled.queue()] == [gone.id]
    undo(filled, filled.decisions()[-1])
    assert filled.claim_state(claim.claim_id).verdict == "reject"
    assert filled.queue() == []


def test_events_follow_what_another_process_decides(place: str) -> None:
    with Project.create(place) as one, Project.open(place) as other:
        one.add_documents(DOCUMENTS, engine=FakeEngine())
        assert other.refresh() == 0
        ids = [claim.claim_id for claim in one.claims()]
        event = one.event_of(ids[0])
        assert event is not None
        merged = decide(other, "merge", event.event_id, claims=[ids[0], ids[4]])
        decide(one, "reject", ids[1])
        decide(other, "reject", ids[2])
        assert {c for e in one.events() for c in e.claims} == {ids[i] for i in (0, 3, 4, 5)}
        undo(one, merged)
        assert {e.claims for e in other.events()} == {(ids[0],), (ids[3],), (ids[4], ids[5])}
        assert one.refresh() == other.refresh() == 0


def test_events_may_wait(place: str) -> None:
    with Project.create(place) as project:
        project.add_documents(DOCUMENTS, engine=FakeEngine())
    with Project.open(place) as project:
        claim = first(project)
        decide(project, "accept", claim.claim_id, wait=False)
        made = decide(project, "correct", claim.claim_id, after=counted(claim, 30), wait=False)
        event = project.event_of(claim.claim_id)
        assert event is not None
        assert event.counts[0].high == 3
        assert project.refresh() == 1
        event = project.event_of(claim.claim_id)
        assert event is not None
        assert event.counts[0].high == 30
        project.withdraw(made.id, who="Ada", why="undone", wait=False)
        event = project.event_of(claim.claim_id)
        assert event is not None
        assert event.counts[0].high == 3


# What follows compares any sequence of decisions and withdrawals with one without the withdrawn.

Step = tuple[str, int, int]
_KINDS = ("accept", "reject", "count", "code", "voice", "widen", "merge", "split", "add", "undo")
steps = st.lists(
    st.tuples(st.sampled_from(_KINDS), st.integers(0, 9), st.integers(0, 9)), max_size=9
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two documents in it."""
    path = tmp_path_factory.mktemp("template") / "p.rptd"
    with Project.create(path) as project:
        project.add_documents(DOCUMENTS, engine=FakeEngine())
    return path


@contextmanager
def copy_of(template: Path) -> Iterator[Project]:
    with tempfile.TemporaryDirectory(dir=template.parent) as folder:
        path = Path(shutil.copy(template, folder))
        with Project.open(path) as project:
            yield project


def rows(project: Project) -> dict[Any, Claim]:
    """Claims by what they stay the same in: the document, and the words' place."""
    found = {}
    for document in DOCUMENTS:
        for state in project.claim_states(document.id):
            claim = state.claim
            found[document.uri, claim.trigger.start, state.added] = claim
    return found


def after_of(kind: str, claim: Claim, number: int) -> dict[str, Any]:
    text = claim.document.text
    if kind == "count" and claim.counts:
        return counted(claim, number)
    if kind == "code":
        return {"event": {**to_plain(claim.event), "plover": ("COERCE", "ASSAULT")[number % 2]}}
    if kind == "voice":
        at = text.index("army")
        speaker = {"span": {"start": at, "end": at + 4}}
        link = {"speaker": speaker, "cue": None, "stance": "asserts"}
        return {"attribution": [link] if number % 2 else []}
    start = max(0, claim.evidence.start - number)
    return {"evidence": {"start": start, "end": claim.evidence.end}}


def do(project: Project, step: Step, row: Any, again: Decision | None = None) -> Decision | None:
    """Make the decision on the row, with the values of ``again``; None where it is refused."""
    kind, _, number = step
    held = rows(project)
    try:
        if kind == "add":
            document = DOCUMENTS[number % 2]
            at = document.text.index("people", number * 10)
            record = {
                "evidence": {"start": at, "end": at + 9},
                "trigger": {"start": at, "end": at + 6},
                "event": {"plover": "PROTEST"},
                "status": "occurred",
            }
            return decide(project, "add_claim", document.id, after=record)
        one, other = row
        if one not in held or (other not in held and kind in ("merge", "split")):
            return None
        claim = held[one]
        if kind in ("accept", "reject"):
            return decide(project, kind, claim.claim_id)
        if kind in ("merge", "split"):
            event = project.event_of(claim.claim_id)
            if event is None or other == one:
                return None
            both = [claim.claim_id, held[other].claim_id]
            return decide(project, kind, event.event_id, claims=both)
        after = again.after if again else after_of(kind, claim, number)
        return decide(project, "correct", claim.claim_id, after=after)
    except UsageError:
        return None


def state(project: Project) -> Any:
    """All that decisions have an effect on."""
    found = []
    for document in DOCUMENTS:
        for one in project.claim_states(document.id):
            found.append((one.claim, one.verdict, one.corrected, one.added, one.event))
    found.sort(key=lambda x: (x[0].document.uri, x[0].claim_id))
    events = []
    for event in project.events():
        joins = [replace(join, decision=None) for join in event.joins]
        decided = sorted((j.left_claim, j.right_claim) for j in event.joins if j.decision)
        events.append((replace(event, joins=tuple(joins)), decided))
    listed = [(dict(row) | {"event_id": None}) for row in project.search()]
    return found, events, sorted(listed, key=str), len(project.queue())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_withdrawn_decisions_might_never_have_been_made(
    template: Path, given_steps: list[Step]
) -> None:
    made: list[tuple[Step, Any, Decision]] = []
    holds: dict[str, bool] = {}
    with copy_of(template) as project:
        for step in given_steps:
            kind, which, _ = step
            if kind == "undo":
                candidates = [d for _, _, d in made]
                if candidates:
                    chosen = candidates[which % len(candidates)]
                    withdrawn = project.withdrawn()
                    if chosen.id in withdrawn:
                        project.withdraw(withdrawn[chosen.id], who="Bo", why="redo")
                    else:
                        project.withdraw(chosen.id, who="Bo", why="undo")
                continue
            held = sorted(rows(project))
            row = held[which % len(held)], held[step[2] % len(held)]
            decision = do(project, step, row)
            if decision is not None:
                made.append((step, row, decision))
        holds = {d.id: d.id not in project.withdrawn() for _, _, d in made}
        left = state(project)
        assert project.verify().sound
        project.set_profiles([])  # all events are told anew
        assert state(project) == left
        project.reread(engine=FakeEngine(NEWER))
        carried = state(project)
    with copy_of(template) as project:
        for step, row, decision in made:
            if holds[decision.id]:
                do(project, step, row, decision)
        right = state(project)
        project.reread(engine=FakeEngine(NEWER))
        right_carried = state(project)
    assert left[0] == right[0]
    assert left[1:3] == right[1:3]
    assert carried[0] == right_carried[0]
    assert carried[1:3] == right_carried[1:3]
