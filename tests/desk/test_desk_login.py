"""Logging in and out, links, sessions that end, tries that are counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from desk.conftest import MakeDesk
from desk.people import PASSWORD, Clock, Person
from reportedly.desk.limiter import FOR_NAME, FROM_ADDRESS, SECONDS, Limiter
from reportedly.store import people


def test_log_in_and_out(app: FastAPI) -> None:
    person = Person(app)
    assert person.read("session")["user"] is None
    assert person.read("session")["settings"] is None
    assert person.read("session")["project"] == ""
    before = dict(person.http.cookies)
    reply = person.log_in("CODER", PASSWORD)
    assert reply.json()["user"]["name"] == "coder"
    assert dict(person.http.cookies) != before, "a session is never the visitor's before it"
    assert person.get("status").status_code == 200
    cookie = person.http.cookies
    assert person.send("DELETE", "session").json()["user"] is None
    person.http.cookies = cookie
    assert person.get("status").status_code == 401


def test_a_cookie_that_was_logged_out_is_dead(app: FastAPI) -> None:
    person, thief = Person(app, "owner"), Person(app)
    thief.http.cookies.update(person.http.cookies)
    assert thief.get("status").status_code == 200
    assert person.send("DELETE", "session").status_code == 200
    assert thief.get("status").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"name": "owner", "password": "wrong password"},
        {"name": "nobody", "password": PASSWORD},
        {"link": "not a secret"},
    ],
)
def test_wrong_secrets_say_the_same(app: FastAPI, body: dict[str, str]) -> None:
    reply = Person(app).post("session", body)
    assert reply.status_code == 401
    assert reply.json()["detail"].startswith("no such name and password")
    assert all(value not in reply.text for value in body.values())


@pytest.mark.parametrize("body", [{}, {"name": "owner"}, {"password": PASSWORD}, {"user": "x"}])
def test_half_a_log_in(app: FastAPI, body: dict[str, str]) -> None:
    assert Person(app).post("session", body).status_code == 422


def test_tries_for_one_name_are_counted(app: FastAPI, clock: Clock) -> None:
    for number in range(FOR_NAME):
        reply = Person(app, address=f"10.0.0.{number}").log_in("owner", "wrong password")
        assert reply.status_code == 401
    person = Person(app, address="10.0.0.99")
    reply = person.log_in("OWNER", PASSWORD)
    assert reply.status_code == 429
    assert 0 < int(reply.headers["retry-after"]) <= SECONDS
    assert Person(app, "coder").get("status").status_code == 200
    clock.seconds += SECONDS
    assert person.log_in("owner", PASSWORD).status_code == 200


def test_tries_from_one_address_are_counted(app: FastAPI, clock: Clock) -> None:
    person = Person(app, address="10.0.0.1")
    for number in range(FROM_ADDRESS):
        assert person.log_in(f"name {number}", "wrong password").status_code == 401
    assert person.log_in("owner", PASSWORD).status_code == 429
    assert person.post("session", {"link": "x"}).status_code == 429
    assert Person(app, "owner", address="10.0.0.2").get("status").status_code == 200
    clock.seconds += SECONDS
    assert person.log_in("owner", PASSWORD).status_code == 200


def test_success_clears_the_name(clock: Clock) -> None:
    limiter = Limiter(clock)
    for _ in range(FOR_NAME - 1):
        assert limiter.wait("Ada", "a") == 0
    limiter.clear("ADA")
    assert [limiter.wait("ada", "b") for _ in range(FOR_NAME)] == [0] * FOR_NAME
    assert limiter.wait("ada", "c") == SECONDS
    clock.seconds += 100
    assert limiter.wait("ada", "c") == SECONDS - 100


def test_a_link_lets_in_once(app: FastAPI) -> None:
    owner = Person(app, "owner")
    made = owner.post("accounts", {"name": "Zoë", "role": "coder"})
    assert made.status_code == 201
    assert made.json()["password"] is False
    link = owner.post(f"accounts/{made.json()['id']}/link").json()
    start, _, secret = link["url"].partition("#/login?link=")
    assert start == "http://127.0.0.1:8765/"
    person = Person(app)
    reply = person.post("session", {"link": secret})
    assert reply.json()["user"] == {"id": made.json()["id"], "name": "Zoë", "role": "coder"}
    assert Person(app).post("session", {"link": secret}).status_code == 401


def test_ones_own_password_needs_the_present_one(app: FastAPI) -> None:
    reader = Person(app, "reader")
    own = reader.read("session")["user"]["id"]
    new = "another long secret"

    def change(**body: str) -> int:
        return reader.send("PATCH", f"accounts/{own}", body).status_code

    assert change(password=new) == 403
    assert change(password=new, current="wrong password") == 403
    assert change(password="short", current=PASSWORD) == 422
    assert change(password=new, current=PASSWORD) == 200
    assert reader.get("status").status_code == 401, "all sessions end with a new password"
    assert Person(app).log_in("reader", PASSWORD).status_code == 401
    assert Person(app).log_in("reader", new).status_code == 200


def test_nobody_makes_themselves_owner(app: FastAPI) -> None:
    for name in ("reader", "coder", "adjudicator"):
        person = Person(app, name)
        own = person.read("session")["user"]["id"]
        assert person.send("PATCH", f"accounts/{own}", {"role": "owner"}).status_code == 403
        assert person.send("PATCH", f"accounts/{own}", {"active": True}).status_code == 403


def test_the_last_owner_stays(app: FastAPI) -> None:
    owner = Person(app, "owner")
    own = owner.read("session")["user"]["id"]
    assert owner.send("PATCH", f"accounts/{own}", {"role": "reader"}).status_code == 400
    assert owner.send("PATCH", f"accounts/{own}", {"active": False}).status_code == 400


def test_no_secret_is_shown(app: FastAPI) -> None:
    owner = Person(app, "owner")
    text = owner.get("accounts").text
    assert "argon2" not in text
    assert PASSWORD not in text


@pytest.mark.parametrize("past", [{"hours": 2, "minutes": 5}, {"hours": 13}])
def test_sessions_end(app: FastAPI, monkeypatch: pytest.MonkeyPatch, past: dict[str, Any]) -> None:
    person = Person(app, "owner")
    later = datetime.now(UTC) + timedelta(**past)
    moment = later.isoformat(timespec="microseconds").replace("+00:00", "Z")
    monkeypatch.setattr(people, "now", lambda: moment)
    shift = timedelta(**past)

    def after(*, minutes: float) -> str:
        told = datetime.now(UTC) + shift + timedelta(minutes=minutes)
        return told.isoformat(timespec="microseconds").replace("+00:00", "Z")

    monkeypatch.setattr("reportedly.store.people.held.after", after)
    assert person.get("status").status_code == 401


def test_a_desk_without_accounts_has_no_log_in(make_desk: MakeDesk) -> None:
    alone = Person(make_desk())
    assert alone.read("session")["user"] == {"id": 0, "name": "Ada", "role": "owner"}
    assert alone.log_in("owner", PASSWORD).status_code == 400
    assert alone.post("accounts", {"name": "Bo", "role": "reader"}).status_code == 400
    assert alone.send("DELETE", "session").json()["user"]["id"] == 0
    alone.refresh()
    assert alone.send("PATCH", "settings", {"blind": False}).status_code == 200
