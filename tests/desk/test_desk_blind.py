"""Whoever codes a document apart sees nothing that others or the machine wrote on it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from fastapi import FastAPI

from desk.coding import record
from desk.people import Person
from desk.test_desk_roles import AGREED
from reportedly.store import Project

STRANGE = "hypothetical"


@pytest.fixture
def numbers(project: Project) -> dict[str, int]:
    """Numbers of the accounts by name."""
    return {account.name: account.id for account in project.accounts()}


@pytest.fixture
def traces(app: FastAPI, project: Project, document: str, numbers: dict[str, int]) -> set[str]:
    """Two coders code a document blind; what the first must not see of others' work there."""
    project.assign([document], [numbers["coder"], numbers["second"]], who="adjudicator")
    claims = [c for c in project.claims() if c.document.id == document]
    events = {e.event_id for c in claims if (e := project.event_of(c.claim_id))}
    owner, second = Person(app, "owner"), Person(app, "second")
    rejected, corrected, accepted = claims[0], claims[1], claims[2]
    made = [
        owner.post("decisions", {"kind": "reject", "target": rejected.claim_id, "why": "wrong-a"}),
        owner.post(
            "decisions",
            {
                "kind": "correct",
                "target": corrected.claim_id,
                "why": "wrong-b",
                "after": {"status": STRANGE},
            },
        ),
        owner.post("decisions", {"kind": "accept", "target": accepted.claim_id, "why": "wrong-c"}),
    ]
    assert all(reply.status_code == 201 for reply in made), [r.text for r in made]
    mine = next(a for a in project.assignments() if a.coder_name == "second")
    put = {"kind": "put", "record": record(claims[3]), "seen": None}
    entered = second.post(f"assignments/{mine.id}/entries", put)
    assert entered.status_code == 201, entered.text
    events |= {e.event_id for c in project.claims() if c.document.id == document
               and (e := project.event_of(c.claim_id))}  # fmt: skip
    ids = {c.claim_id for c in project.claims() if c.document.id == document}
    ids |= {c.claim_id for c in claims} | events
    ids |= {reply.json()["decision"]["id"] for reply in made}
    return ids | {"wrong-a", "wrong-b", "wrong-c", entered.json()["seen"]}


def _paths(project: Project, document: str, traces: set[str]) -> list[tuple[str, dict[str, Any]]]:
    """Every route that is read, with each id that could tell something."""
    found: list[tuple[str, dict[str, Any]]] = []
    numbers = [a.id for a in project.assignments()]
    for route in AGREED:
        method, path = route.split()
        if method != "GET":
            continue
        name = path.removeprefix("/api/")
        if "{" not in name:
            found.append((name, {}))
        elif name.startswith("assignments"):
            found += [(f"assignments/{number}", {}) for number in numbers]
        elif "{document}" in name or name.startswith("documents"):
            found.append((name.format(id=document, document=document), {}))
        elif not name.startswith("jobs"):
            found += [(name.format(id=trace), {}) for trace in sorted(traces)]
    more: list[dict[str, Any]] = [
        {"document": document},
        {"words": "Sardin", "limit": 1000},
        {"actor": "Front"},
        {"status": STRANGE},
        {"verdict": "accept"},
        {"contested": True},
    ]
    found += [(name, query) for query in more for name in ("claims", "events", "events/points")]
    found += [("documents", {"words": "Sardin"}), ("places", {"q": "Sardin"})]
    found += [("decisions", {"target": t}) for t in sorted(traces) if len(t) in (25, 64)]
    return found


@pytest.mark.parametrize("name", ["coder", "adjudicator", "owner"])
def test_no_route_tells_of_others_work(
    app: FastAPI,
    project: Project,
    document: str,
    traces: set[str],
    numbers: dict[str, int],
    name: str,
) -> None:
    if name != "coder":  # a person who rules is blind, too, while coding
        project.assign([document], [numbers[name]], who="adjudicator")
    person = Person(app, name)
    for path, query in _paths(project, document, traces):
        reply = person.get(path, **query)
        assert reply.status_code < 500, (path, reply.text)
        asked = {v for v in (*query.values(), *path.split("/")) if isinstance(v, str)}
        told = {trace for trace in traces - asked if trace in reply.text}
        assert not told, (path, query, told)


def test_nothing_can_be_decided_on_it(
    app: FastAPI, project: Project, document: str, traces: set[str]
) -> None:
    coder = Person(app, "coder")
    for trace in sorted(traces):
        if len(trace) not in (25, 64):
            continue
        kinds = (
            ("merge", "pin") if trace.startswith("e") and len(trace) == 25 else ("accept", "reject")
        )
        for kind in kinds:
            reply = coder.post("decisions", {"kind": kind, "target": trace, "why": "x"})
            assert reply.status_code == 404, (kind, trace, reply.text)
            assert "conflict" not in reply.json() or reply.json()["conflict"] is None
        assert coder.post("withdrawals", {"decision": trace}).status_code in (404, 422)
    add = {"kind": "add_claim", "target": document, "why": "x", "after": {}}
    assert coder.post("decisions", add).status_code == 403


def test_exports_leave_it_out(
    app: FastAPI, project: Project, document: str, traces: set[str], numbers: dict[str, int]
) -> None:
    project.assign([document], [numbers["owner"]], who="adjudicator")
    for name, forms in (("coder", ("csv", "geojson")), ("owner", ("jsonl", "json"))):
        person = Person(app, name)
        for form in forms:
            job = person.post("exports", {"format": form}).json()
            for _ in range(200):
                if person.read(f"jobs/{job['id']}")["state"] in ("done", "failed"):
                    break
                time.sleep(0.05)
            text = person.get(f"jobs/{job['id']}/file").text
            assert "Place" in text, "the other documents are there"
            assert document not in text
            assert not {trace for trace in traces if trace in text}


def test_the_own_work_is_seen_and_nobody_elses(
    app: FastAPI, project: Project, document: str, traces: set[str]
) -> None:
    coder = Person(app, "coder")
    rows = coder.read("assignments")
    assert [row["coder_name"] for row in rows] == ["coder"]
    view = coder.read(f"assignments/{rows[0]['id']}")
    assert view["document"]["text"]
    assert view["document"]["claims"] == []
    assert view["claims"] == []
    others = next(a.id for a in project.assignments() if a.coder_name == "second")
    assert coder.get(f"assignments/{others}").status_code == 404
    step = {"kind": "undo"}
    assert coder.post(f"assignments/{others}/entries", step).status_code == 404
    assert coder.post(f"assignments/{others}/done").status_code == 404


def test_suggestions_are_the_machines_and_nobody_elses(
    app: FastAPI, project: Project, numbers: dict[str, int]
) -> None:
    document = list(project.documents())[1].id
    project.assign([document], [numbers["coder"]], mode="suggested", who="adjudicator")
    claims = [c for c in project.claims() if c.document.id == document]
    owner, coder = Person(app, "owner"), Person(app, "coder")
    after = {"status": STRANGE}
    draft = {"kind": "correct", "target": claims[0].claim_id, "why": "wrong-a", "after": after}
    assert owner.post("decisions", draft).status_code == 201
    number = coder.read("assignments")[0]["id"]
    view = coder.read(f"assignments/{number}")
    assert {c["id"] for c in view["document"]["claims"]} == {c.claim_id for c in claims}
    assert STRANGE not in {c["record"]["status"] for c in view["document"]["claims"]} - {
        c.status for c in claims
    }
    assert "wrong-a" not in json.dumps(view)
    assert all(c["verdict"] is None and c["seen"] is None for c in view["document"]["claims"])
    assert coder.get(f"claims/{claims[0].claim_id}").status_code == 404


def test_done_opens_the_eyes(
    app: FastAPI, project: Project, document: str, traces: set[str]
) -> None:
    coder = Person(app, "coder")
    number = coder.read("assignments")[0]["id"]
    assert coder.post(f"assignments/{number}/done").status_code == 200
    assert coder.read(f"documents/{document}")["claims"]
    assert coder.post(f"assignments/{number}/reopen", {"why": "x"}).status_code == 403
