"""Decisions over HTTP: what each kind does, conflicts, taking back, adding."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI

from desk.coding import record, span
from desk.people import Person
from reportedly.records.claim import Claim
from reportedly.store import Project


@pytest.fixture
def claims(project: Project, document: str) -> list[Claim]:
    return [c for c in project.claims() if c.document.id == document]


def _decide(person: Person, kind: str, target: str, **more: Any) -> Any:
    body = {"kind": kind, "target": target, "why": "read it", **more}
    reply = person.post("decisions", body)
    assert reply.status_code == 201, reply.text
    return reply.json()


def test_accept_reject_and_take_back(alone: Person, claims: list[Claim]) -> None:
    claim = claims[0].claim_id
    made = _decide(alone, "accept", claim, seen=None)
    assert made["claim"]["verdict"] == "accept"
    assert made["claim"]["seen"] == made["decision"]["id"]
    assert made["decision"]["who"] == "Ada"
    second = _decide(alone, "reject", claim, seen=made["decision"]["id"])
    assert second["claim"]["verdict"] == "reject"
    assert second["claim"]["event"] is None
    back = alone.post("withdrawals", {"decision": second["decision"]["id"]}).json()
    assert back["claim"]["verdict"] == "accept"
    history = alone.read(f"claims/{claim}")["decisions"]
    assert [d["kind"] for d in history] == ["accept", "reject", "withdraw"]
    assert history[1]["withdrawn_by"] == history[2]["id"]
    log = alone.read("decisions")
    assert [d["kind"] for d in log["rows"]] == ["withdraw", "reject", "accept"]
    assert alone.read("decisions", target=claim)["total"] == 2


def test_a_correction_that_gives_the_claim_another_id(alone: Person, claims: list[Claim]) -> None:
    claim = claims[0]
    event: dict[str, Any] = {
        "plover": "COERCE",
        "mode": None,
        "contexts": [],
        "cameo": None,
        "acled": None,
    }
    made = _decide(alone, "correct", claim.claim_id, after={"event": event}, seen=None)
    new = made["claim"]["id"]
    assert new != claim.claim_id
    assert made["claim"]["corrected"] == ["event"]
    assert alone.read(f"claims/{new}")["decisions"][0]["kind"] == "correct"
    late = {"kind": "accept", "target": claim.claim_id, "why": "x", "seen": None}
    reply = alone.post("decisions", late)
    assert reply.status_code == 409
    assert reply.json()["conflict"]["id"] == made["decision"]["id"]


def test_words_are_the_documents_whatever_is_sent(alone: Person, claims: list[Claim]) -> None:
    claim = claims[0]
    text = claim.document.text
    place = {"span": {**span(text, "Qesh"), "text": "Paris"}}
    made = _decide(alone, "correct", claim.claim_id, after={"places": [place]})
    assert made["claim"]["record"]["places"][0]["span"]["text"] == "Qesh"


@pytest.mark.parametrize(
    "after",
    [
        None,
        {},
        {"status": "nonsense"},
        {"document": {}},
        {"claim_id": "x"},
        {"places": [{"span": {"start": 5, "end": 10**9}}]},
        {"places": [{"span": {"start": "a", "end": 1}}]},
        {"places": "Paris"},
        {"trigger": {"start": 0, "end": 3}},
        {"inferences": [{"field": "places", "value": "Paris", "reason": ""}]},
        {"inferences": [{"field": "places", "value": "Paris"}]},
    ],
)
def test_corrections_that_stand_on_no_words(
    alone: Person, claims: list[Claim], after: object
) -> None:
    draft = {"kind": "correct", "target": claims[0].claim_id, "why": "x", "after": after}
    assert alone.post("decisions", draft).status_code in (400, 422)
    assert alone.read("decisions")["total"] == 0


@pytest.mark.parametrize("why", ["", "   ", None])
def test_a_decision_needs_a_reason(alone: Person, claims: list[Claim], why: object) -> None:
    draft = {"kind": "accept", "target": claims[0].claim_id, "why": why}
    assert alone.post("decisions", draft).status_code == 422


def test_add_a_claim_that_was_missed(alone: Person, claims: list[Claim], document: str) -> None:
    text = claims[0].document.text
    after = {
        "evidence": span(text, "Daudzai was detained on Friday"),
        "trigger": span(text, "detained"),
        "event": {"plover": "COERCE", "mode": "arrest"},
        "status": "occurred",
        "produced_by": {"engine": "forged", "version": "1"},
    }
    taken = {c.trigger.start for c in claims}
    if after["trigger"]["start"] in taken:  # type: ignore[index]
        after["trigger"] = span(text, "Friday")
    made = _decide(alone, "add_claim", document, after=after)
    assert made["claim"]["machine"] is False
    assert made["claim"]["record"]["produced_by"]["engine"] == "person"
    back = alone.post("withdrawals", {"decision": made["decision"]["id"]})
    assert back.status_code == 201
    assert back.json()["claim"] is None
    assert alone.get(f"claims/{made['claim']['id']}").status_code == 404


def test_merge_and_split_events(alone: Person, project: Project) -> None:
    rows = alone.read("events", limit=1000)["rows"]
    one, other = [row for row in rows if row["category"] == "ASSAULT"][:2]
    both = [*project.event(one["id"]).claims, *project.event(other["id"]).claims]
    merged = _decide(alone, "merge", one["id"], claims=both, seen=None)
    assert len(merged["events"]) == 1
    assert set(project.event(merged["events"][0]).claims) >= set(both)
    view = alone.read(f"events/{merged['events'][0]}")
    assert len(view["voices"]) >= 2
    split = _decide(
        alone, "split", merged["events"][0], claims=[both[0], both[-1]], seen=view["seen"]
    )
    assert len(split["events"]) == 2
    back = alone.post("withdrawals", {"decision": split["decision"]["id"]})
    assert back.status_code == 201, back.text
    assert len(back.json()["events"]) == 1


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("accept", "0" * 64),
        ("correct", "0" * 64),
        ("add_claim", "0" * 64),
        ("merge", "e" + "0" * 24),
        ("restore_name", "0" * 64),
    ],
)
def test_what_is_not_there(alone: Person, kind: str, target: str) -> None:
    after = {"status": "planned", "start": 0, "end": 1}
    draft = {"kind": kind, "target": target, "why": "x", "after": after}
    assert alone.post("decisions", draft).status_code == 404


@pytest.mark.parametrize("target", ["", "x", "0" * 63, "g" * 64, "e123", "'; DROP TABLE claims"])
def test_ids_that_are_none(alone: Person, target: str) -> None:
    draft = {"kind": "accept", "target": target, "why": "x"}
    assert alone.post("decisions", draft).status_code == 422
    assert alone.get("decisions", target=target).status_code == 422


def test_the_second_of_two_coders_is_shown_the_first(app: FastAPI, claims: list[Claim]) -> None:
    coder, second = Person(app, "coder"), Person(app, "second")
    claim = claims[0].claim_id

    def decide(person: Person, kind: str) -> Any:
        draft = {"kind": kind, "target": claim, "why": kind, "seen": None}
        return person.post("decisions", draft)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(decide, (coder, second), ("accept", "reject")))
    won, lost = sorted(replies, key=lambda reply: reply.status_code)
    assert (won.status_code, lost.status_code) == (201, 409)
    assert lost.json()["conflict"]["id"] == won.json()["decision"]["id"]
    assert lost.json()["conflict"]["why"] == won.json()["decision"]["why"]
    again = {
        "kind": "reject",
        "target": claim,
        "why": "still",
        "seen": lost.json()["conflict"]["id"],
    }
    assert second.post("decisions", again).status_code == 201


def test_many_at_once_lose_nothing(app: FastAPI, project: Project) -> None:
    persons = [Person(app, name) for name in ("coder", "second", "adjudicator", "owner")]
    claims = [row["id"] for row in persons[0].read("claims", limit=40)["rows"]]

    def accept(number: int) -> int:
        draft = {"kind": "accept", "target": claims[number], "why": "x", "seen": None}
        return persons[number % 4].post("decisions", draft).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(accept, range(len(claims)))) == {201}
    assert persons[0].read("decisions")["total"] == len(claims)
    assert project.verify().problems == ()


def test_flags(alone: Person, document: str) -> None:
    draft = {"flags": ["graphic", "minors"], "why": "bodies are shown"}
    made = alone.send("PUT", f"documents/{document}/flags", draft)
    assert made.json()["flags"] == ["graphic", "minors"]
    assert made.json()["who"] == "Ada"
    assert alone.read(f"documents/{document}")["flags"] == ["graphic", "minors"]
    listed = {row["id"]: row["flags"] for row in alone.read("documents")["rows"]}
    assert listed[document] == ["graphic", "minors"]
    assert alone.send("PUT", f"documents/{'0' * 64}/flags", draft).status_code == 404
    wrong = {**draft, "flags": ["funny"]}
    assert alone.send("PUT", f"documents/{document}/flags", wrong).status_code == 422


def test_two_code_and_a_third_rules(app: FastAPI, project: Project, document: str) -> None:
    numbers = {a.name: a.id for a in project.accounts()}
    adjudicator = Person(app, "adjudicator")
    given = adjudicator.post(
        "assignments",
        {"documents": [document], "coders": [numbers["coder"], numbers["second"]]},
    )
    assert given.status_code == 201
    claims = [c for c in project.claims() if c.document.id == document][:3]
    for name in ("coder", "second"):
        person = Person(app, name)
        number = person.read("assignments")[0]["id"]
        seen = None
        for at, claim in enumerate(claims):
            changed = {"status": "planned"} if name == "second" and at == 0 else {}
            put = {"kind": "put", "record": record(claim, **changed), "seen": seen}
            reply = person.post(f"assignments/{number}/entries", put)
            assert reply.status_code == 201, reply.text
            seen = reply.json()["seen"]
        late = {"kind": "undo", "seen": None}
        conflict = person.post(f"assignments/{number}/entries", late)
        assert conflict.status_code == 409
        assert conflict.json()["conflict"]["id"] == seen
        assert person.post(f"assignments/{number}/done").json()["state"] == "done"
        assert person.post(f"assignments/{number}/done").status_code == 400
    (row,) = adjudicator.read("adjudication")
    assert (row["document"], row["differing"], row["adjudicated"]) == (document, 1, False)
    view = adjudicator.read(f"adjudication/{document}")
    assert view["coders"] == ["coder", "second"]
    assert view["agreed"] == 2
    (pairing,) = view["pairings"]
    assert [d["field"] for d in pairing["differing"]] == ["status"]
    ruling = {"key": pairing["key"], "record": record(claims[0]), "why": "the text says so"}
    ruled = adjudicator.post(f"adjudication/{document}", ruling)
    assert ruled.status_code == 200, ruled.text
    assert ruled.json()["pairings"][0]["decided"]
    assert adjudicator.post(f"adjudication/{document}/agreed", {}).status_code == 200
    (row,) = adjudicator.read("adjudication")
    assert row["adjudicated"]
    table = adjudicator.read("agreement")
    assert table["documents"] == 1
    assert {field["field"] for field in table["independent"]} >= {"status"}
    assert adjudicator.get("agreement", coders="nobody").status_code == 400
    assert adjudicator.get(f"adjudication/{'0' * 64}").status_code == 404
