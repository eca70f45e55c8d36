"""Every route as each role and as nobody; the routes come from the application itself."""

from __future__ import annotations

from typing import Any, Final

import pytest
from fastapi import APIRouter, FastAPI

from desk.conftest import MakeDesk
from desk.people import ROLES, Person
from reportedly.desk.access import NOBODY, ROLE
from reportedly.store import Project

#: The role that each route needs at least, as it was agreed; a route that is not here fails.
AGREED: Final = {
    "GET /api/session": NOBODY,
    "POST /api/session": NOBODY,
    "DELETE /api/session": NOBODY,
    "GET /api/settings": "reader",
    "PATCH /api/settings": "owner",
    "GET /api/accounts": "owner",
    "POST /api/accounts": "owner",
    "PATCH /api/accounts/{id}": "reader",  # others' accounts: owner
    "POST /api/accounts/{id}/link": "owner",
    "GET /api/status": "reader",
    "GET /api/codebook": "reader",
    "GET /api/openapi.json": "reader",
    "GET /api/documents": "reader",
    "GET /api/documents/{id}": "reader",
    "GET /api/documents/{id}/bytes": "owner",
    "PUT /api/documents/{id}/flags": "coder",
    "GET /api/claims": "reader",
    "GET /api/claims/{id}": "reader",
    "GET /api/decisions": "reader",
    "POST /api/decisions": "coder",
    "POST /api/withdrawals": "coder",
    "GET /api/waiting": "reader",
    "POST /api/waiting": "adjudicator",
    "GET /api/events": "reader",
    "GET /api/events/points": "reader",
    "GET /api/events/days": "reader",
    "GET /api/events/{id}": "reader",
    "GET /api/places": "coder",
    "GET /api/actors": "coder",
    "GET /api/assignments": "coder",
    "POST /api/assignments": "adjudicator",
    "GET /api/assignments/{id}": "coder",
    "POST /api/assignments/{id}/entries": "coder",
    "POST /api/assignments/{id}/done": "coder",
    "POST /api/assignments/{id}/reopen": "adjudicator",
    "GET /api/adjudication": "adjudicator",
    "GET /api/adjudication/{document}": "adjudicator",
    "POST /api/adjudication/{document}": "adjudicator",
    "POST /api/adjudication/{document}/agreed": "adjudicator",
    "GET /api/agreement": "adjudicator",
    "POST /api/imports": "coder",
    "POST /api/exports": "reader",
    "GET /api/formats": "reader",
    "GET /api/jobs": "reader",
    "GET /api/jobs/{id}": "reader",
    "DELETE /api/jobs/{id}": "reader",
    "GET /api/jobs/{id}/file": "reader",
}
PERSONS: Final = (None, *ROLES)


def rank(role: str | None) -> int:
    return -1 if role is None or role == NOBODY else ROLES.index(role)


def ids(project: Project) -> dict[str, str]:
    """Something for each name in a path: that is there, and of nobody in particular."""
    claim = next(project.claims())
    event = project.event_of(claim.claim_id)
    assert event is not None
    return {
        "/api/documents/{id}": claim.document.id,
        "/api/claims/{id}": claim.claim_id,
        "/api/events/{id}": event.event_id,
        "/api/accounts/{id}": str(project.accounts()[-1].id),
        "/api/assignments/{id}": "1",
        "/api/jobs/{id}": "0" * 16,
        "/api/adjudication/{document}": claim.document.id,
    }


def test_the_routes_and_their_roles_are_those_agreed(app: FastAPI) -> None:
    assert app.state.roles == AGREED


def test_the_description_tells_the_roles(alone: Person) -> None:
    told = {
        f"{method.upper()} {path}": operation[ROLE]
        for path, methods in alone.read("openapi.json")["paths"].items()
        for method, operation in methods.items()
    }
    assert told == AGREED


def test_a_route_without_a_role_is_refused_at_the_start(make_desk: MakeDesk) -> None:
    from reportedly.desk import app as module

    router = APIRouter()
    router.add_api_route("/loose", lambda: {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ROUTERS", (router,))
        with pytest.raises(AssertionError, match="/loose names no role"):
            make_desk()


@pytest.mark.parametrize("name", PERSONS)
def test_each_route_as_each_person(app: FastAPI, project: Project, name: str | None) -> None:
    person = Person(app, name)
    named = ids(project)
    for route, role in AGREED.items():
        method, path = route.split()
        for start, value in named.items():
            if path.startswith(start):
                path = path.replace(start, start.split("{")[0] + value)
        if path == "/api/session" and method != "GET":
            continue  # logs out; see the tests of logging in
        reply = _ask(person, method, path.removeprefix("/api/"))
        refused = reply.status_code in (401, 403)
        allowed = rank(name) >= rank(role)
        if route == "PATCH /api/accounts/{id}" and name in ("reader", "coder", "adjudicator"):
            allowed = False
        assert refused is not allowed, (route, name, reply.status_code, reply.text[:200])
        if refused:
            assert reply.status_code == (401 if name is None else 403)
            assert reply.headers["content-type"] == "application/problem+json"
        assert reply.status_code < 500, (route, reply.text)


def _ask(person: Person, method: str, path: str) -> Any:
    if method == "GET":
        return person.get(path)
    return person.send(method, path, {})


@pytest.mark.parametrize("name", PERSONS)
def test_finer_rules(app: FastAPI, document: str, name: str | None) -> None:
    person = Person(app, name)
    claim = Person(app, "owner").read("claims", document=document)["rows"][0]["id"]
    restore = {"kind": "restore_name", "target": claim, "why": "a public figure"}
    after = {"start": 0, "end": 6}
    cases = [
        (person.post("decisions", {**restore, "after": after}), "adjudicator"),
        (person.post("exports", {"format": "bundle"}), "owner"),
        (person.post("exports", {"format": "jsonl"}), "owner"),
        (person.post("exports", {"format": "csv", "restore_names": "for the court"}), "owner"),
        (person.post("exports", {"format": "csv"}), "reader"),
    ]
    for reply, role in cases:
        allowed = rank(name) >= rank(role)
        assert (reply.status_code in (201, 202)) is allowed, reply.text


def test_jobs_are_of_who_began_them(app: FastAPI) -> None:
    reader, coder, owner = (Person(app, name) for name in ("reader", "coder", "owner"))
    number = reader.post("exports", {"format": "csv"}).json()["id"]
    for path in (f"jobs/{number}", f"jobs/{number}/file"):
        assert coder.get(path).status_code == 404
    assert coder.send("DELETE", f"jobs/{number}").status_code == 404
    assert coder.read("jobs") == []
    assert [job["id"] for job in reader.read("jobs")] == [number]
    assert [job["id"] for job in owner.read("jobs")] == [number]


def test_decisions_of_others_are_taken_back_by_adjudicators(app: FastAPI, document: str) -> None:
    coder, second, adjudicator = (Person(app, n) for n in ("coder", "second", "adjudicator"))
    claims = coder.read("claims", document=document)["rows"]

    def accept(claim: str) -> str:
        made = coder.post("decisions", {"kind": "accept", "target": claim, "why": "read"})
        return str(made.json()["decision"]["id"])

    one, other = accept(claims[0]["id"]), accept(claims[1]["id"])
    assert second.post("withdrawals", {"decision": one}).status_code == 403
    assert coder.post("withdrawals", {"decision": one}).status_code == 201
    assert adjudicator.post("withdrawals", {"decision": other}).status_code == 201


def test_who_was_disabled_or_changed_loses_the_role_at_once(app: FastAPI) -> None:
    owner, coder = Person(app, "owner"), Person(app, "coder")
    number = next(a["id"] for a in owner.read("accounts") if a["name"] == "coder")
    assert owner.send("PATCH", f"accounts/{number}", {"role": "reader"}).status_code == 200
    assert coder.get("places", q="x").status_code == 403
    assert coder.get("status").status_code == 200
    assert owner.send("PATCH", f"accounts/{number}", {"active": False}).status_code == 200
    assert coder.get("status").status_code == 401
