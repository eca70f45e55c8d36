"""Names of private persons are blocks in every answer, and offsets stay right."""

from __future__ import annotations

import time
from typing import Any

import pytest
from fastapi import FastAPI

from desk.coding import record, span
from desk.people import Person
from desk.test_desk_roles import AGREED, ids
from reportedly.desk.masks import BLOCK
from reportedly.records.claim import Claim
from reportedly.store import Project

NAMES = ("Karim", "Daudzai", "DAUDZAI")


@pytest.fixture
def of_baker(project: Project) -> Claim:
    """The claim that a private person makes."""
    return next(
        c
        for c in project.claims()
        if any(a.speaker and a.speaker.person == "private" for a in c.attribution)
    )


def _hidden(text: str) -> bool:
    return not any(name in text for name in NAMES)


def test_no_answer_names_a_private_person(
    app: FastAPI, project: Project, document: str, of_baker: Claim
) -> None:
    owner, adjudicator = Person(app, "owner"), Person(app, "adjudicator")
    accounts = {a.name: a.id for a in project.accounts()}
    coders = [accounts["coder"], accounts["second"]]
    inference = {
        "field": "places",
        "value": "Daudzai's shop",
        "reason": "Karim Daudzai sells there",
    }
    made = owner.post(
        "decisions",
        {
            "kind": "correct",
            "target": of_baker.claim_id,
            "why": "Karim Daudzai says so",
            "after": {"status": "planned", "inferences": [inference]},
        },
    )
    assert made.status_code == 201, made.text
    assert _hidden(made.text)
    assert BLOCK in made.text
    project.assign([document], coders, who="adjudicator")
    numbers = {a.coder_name: a.id for a in project.assignments()}
    for name, status in (("coder", "occurred"), ("second", "denied")):
        person = Person(app, name)
        put = {
            "kind": "put",
            "record": record(of_baker, status=status),
            "why": "Karim",
            "seen": None,
        }
        reply = person.post(f"assignments/{numbers[name]}/entries", put)
        assert reply.status_code == 201, reply.text
        assert _hidden(reply.text)
        view = person.get(f"assignments/{numbers[name]}").text
        assert _hidden(view)
        assert BLOCK in view
        assert person.post(f"assignments/{numbers[name]}/done").status_code == 200
    flags = {"flags": ["personal"], "why": "names Karim Daudzai"}
    assert _hidden(owner.send("PUT", f"documents/{document}/flags", flags).text)
    found = ids(project) | {"/api/claims/{id}": project.claim(made.json()["claim"]["id"]).claim_id}
    seen = 0
    for route in AGREED:
        method, path = route.split()
        if method != "GET" or path.endswith("/bytes"):
            continue
        for start, value in found.items():
            path = path.replace(start, start.split("{")[0] + value)
        person = adjudicator if "adjudication" in path or "agreement" in path else owner
        reply = person.get(path.removeprefix("/api/"))
        assert _hidden(reply.text), route
        seen += BLOCK in reply.text
    for event in project.events():
        assert _hidden(owner.get(f"events/{event.event_id}").text)
    for query in ({"words": "Daudzai"}, {"speaker": "Daudzai"}, {"words": "Karim"}):
        rows = owner.get("claims", **query)
        assert _hidden(rows.text)
    assert seen >= 4


@pytest.mark.parametrize("form", ["csv", "geojson", "html", "ftm"])
def test_exports_mask_too(alone: Person, form: str) -> None:
    job = alone.post("exports", {"format": form}).json()
    for _ in range(200):
        if alone.read(f"jobs/{job['id']}")["state"] in ("done", "failed"):
            break
        time.sleep(0.05)
    text = alone.get(f"jobs/{job['id']}/file").text
    assert "Sardin" in text
    assert _hidden(text)


def test_offsets_stay_right(alone: Person, project: Project, document: str) -> None:
    text = project.document(document).text
    view = alone.read(f"documents/{document}")
    assert len(view["text"]) == len(text)
    assert view["hidden"]
    at = 0
    for piece in view["hidden"]:
        assert view["text"][at : piece["start"]] == text[at : piece["start"]]
        assert set(view["text"][piece["start"] : piece["end"]]) == {BLOCK}
        at = piece["end"]
    assert view["text"][at:] == text[at:]
    for claim in view["claims"]:
        evidence = claim["record"]["evidence"]
        assert view["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def test_masked_words_are_decided_on_by_offsets(
    alone: Person, project: Project, of_baker: Claim
) -> None:
    text = of_baker.document.text
    words = span(text, "Karim Daudzai")
    party = {"span": {**words, "text": BLOCK * 13}, "person": "private"}
    after = {"actors": [party]}
    draft = {"kind": "correct", "target": of_baker.claim_id, "why": "he", "after": after}
    reply = alone.post("decisions", draft)
    assert reply.status_code == 201, reply.text
    assert _hidden(reply.text)
    (actor,) = project.claim(reply.json()["claim"]["id"]).actors
    assert actor.span.text == "Karim Daudzai"


def test_blocks_that_come_back_are_the_words_again(
    alone: Person, project: Project, of_baker: Claim
) -> None:
    inference = {
        "field": "places",
        "value": "Daudzai's shop",
        "reason": "Karim Daudzai sells there",
    }

    def correct(claim: str, after: object, seen: str | None = None) -> Any:
        draft = {"kind": "correct", "target": claim, "why": "x", "after": after, "seen": seen}
        reply = alone.post("decisions", draft)
        assert reply.status_code == 201, reply.text
        return reply.json()["claim"]

    first = correct(of_baker.claim_id, {"inferences": [inference]})
    shown = first["record"]["inferences"]
    assert shown[0]["value"] == f"{BLOCK * 7}'s shop"
    second = {"field": "time", "value": None, "reason": "the day before", "coder": "forged"}
    again = correct(first["id"], {"inferences": [*shown, second]}, first["seen"])
    kept = project.claim(again["id"]).inferences
    assert (kept[0].value, kept[0].reason, kept[0].coder) == (
        "Daudzai's shop",
        "Karim Daudzai sells there",
        "Ada",
    )
    assert kept[1].coder == "Ada"
    wrong = {**second, "reason": BLOCK * 3}
    draft = {"kind": "correct", "target": again["id"], "why": "x", "seen": again["seen"]}
    reply = alone.post("decisions", {**draft, "after": {"inferences": [wrong]}})
    assert reply.status_code == 422


def test_a_name_that_is_restored_is_shown_in_its_document(
    alone: Person, project: Project, of_baker: Claim
) -> None:
    text = of_baker.document.text
    draft = {
        "kind": "restore_name",
        "target": of_baker.claim_id,
        "why": "he speaks for the guild",
        "after": span(text, "Karim Daudzai"),
    }
    reply = alone.post("decisions", draft)
    assert reply.status_code == 201, reply.text
    assert "Karim Daudzai" in alone.read(f"documents/{of_baker.document.id}")["text"]
    other = next(d for d in project.documents() if d.uri == "other/sardin.txt")
    assert _hidden(alone.get(f"documents/{other.id}").text)
    decision = reply.json()["decision"]["id"]
    assert alone.post("withdrawals", {"decision": decision}).status_code == 201
    assert _hidden(alone.get(f"documents/{of_baker.document.id}").text)


def test_showing_all_names_needs_a_reason(alone: Person, document: str) -> None:
    change = {"hide_private": False}
    assert alone.send("PATCH", "settings", change).status_code == 400
    assert _hidden(alone.get(f"documents/{document}").text)
    assert alone.send("PATCH", "settings", {**change, "why": "a court asks"}).status_code == 200
    view = alone.read(f"documents/{document}")
    assert "Karim Daudzai" in view["text"]
    assert view["hidden"] == []
    assert alone.send("PATCH", "settings", {"hide_private": True}).status_code == 200
    assert _hidden(alone.get(f"documents/{document}").text)
