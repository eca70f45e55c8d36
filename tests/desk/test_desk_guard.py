"""What every request passes first, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from desk.conftest import MakeDesk
from desk.people import HERE, PORT, Clock, Person
from reportedly.desk.context import Desk
from reportedly.store import Project

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


@pytest.mark.parametrize(
    "path", ["/", "/api/session", "/api/nothing", "/assets/none.js", "/%2e%2e/x"]
)
def test_every_answer_has_the_headers(alone: Person, path: str) -> None:
    headers = alone.http.get(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy == POLICY
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-embedder-policy"] == "require-corp"
    assert (headers.get("cache-control") == "no-store") == path.startswith("/api")
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"])
def test_known_hosts_are_answered(alone: Person, host: str) -> None:
    assert alone.http.get("/api/status", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1:{PORT}.evil.example", "", "a\tb"],
)
@pytest.mark.parametrize("path", ["/", "/api/status"])
def test_other_hosts_are_refused(alone: Person, host: str, path: str) -> None:
    assert alone.http.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1", f"{HERE}.x"],
)
def test_other_origins_are_refused(alone: Person, origin: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        headers = {"Origin": origin, "X-CSRF-Token": alone.token}
        reply = alone.http.request(method, "/api/session", headers=headers)
        assert reply.status_code == 403
        assert "access-control-allow-origin" not in reply.headers


def test_a_change_needs_an_origin(alone: Person) -> None:
    del alone.http.headers["Origin"]
    assert alone.http.get("/api/status").status_code == 200
    assert alone.send("PATCH", "settings", {"blind": False}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_are_refused(alone: Person, site: str) -> None:
    reply = alone.http.get("/api/status", headers={"Sec-Fetch-Site": site})
    assert reply.status_code == 403


def test_an_address_before_it_is_allowed_when_named(make_desk: MakeDesk) -> None:
    far = "https://desk.example.org"
    person = Person(make_desk(origin=far))
    headers = {"Host": "desk.example.org", "Origin": far}
    reply = person.http.get("/api/session", headers={**headers, "Cookie": ""})
    assert reply.status_code == 200
    assert "Secure" in reply.headers["set-cookie"]
    assert person.http.get("/", headers={"Host": "www.example.org"}).status_code == 421


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_change_needs_the_token_of_the_session(alone: Person, token: str) -> None:
    body = {"blind": False}
    headers = {b"X-CSRF-Token": token.encode()}
    assert alone.http.patch("/api/settings", json=body, headers=headers).status_code == 403
    assert alone.http.patch("/api/settings", json=body).status_code == 403
    assert alone.read("settings")["blind"] is True
    assert alone.send("PATCH", "settings", body).status_code == 200


def test_a_token_is_of_one_session(app: FastAPI) -> None:
    one, other = Person(app, "owner"), Person(app, "owner")
    assert one.token != other.token
    one.token = other.token
    assert one.send("PATCH", "settings", {"blind": False}).status_code == 403


def test_a_token_ends_with_the_program(make_desk: MakeDesk) -> None:
    before, after = make_desk(), make_desk()
    person = Person(before)
    moved = Person(after)
    moved.http.cookies = person.http.cookies
    moved.token = person.token
    assert moved.send("PATCH", "settings", {"blind": False}).status_code == 403
    moved.refresh()
    assert moved.send("PATCH", "settings", {"blind": False}).status_code == 200


def test_cookies_are_for_the_desk_alone(alone: Person, app: FastAPI) -> None:
    alone.http.cookies.clear()
    first = alone.http.get("/api/session").headers["set-cookie"]
    person = Person(app)
    second = person.log_in("owner", "correct horse battery").headers["set-cookie"]
    for cookie in (first, second):
        assert cookie.startswith(f"reportedly_{PORT}=")
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_a_visitors_cookie_is_signed_and_ends(alone: Person, clock: Clock) -> None:
    desk: Desk = alone.app.state.desk
    cookie = desk.tokens.visitor()
    assert desk.tokens.is_visitor(cookie)
    for wrong in (cookie[:-1] + "x", cookie.replace("v.", "s."), "", ".", "v.a.1.", "é", "v.a.x.y"):
        assert not desk.tokens.is_visitor(wrong)
    clock.seconds += desk.options.lifetime + 1
    assert not desk.tokens.is_visitor(cookie)


def test_bodies_are_limited(make_desk: MakeDesk) -> None:
    person = Person(make_desk(body=1_000, upload=20_000))
    body = {"why": "x" * 2_000, "hide_private": False}
    assert person.send("PATCH", "settings", body).status_code == 413
    assert person.upload([("a.txt", b"x" * 30_000)]).status_code == 413

    def unending() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 100

    headers = {"X-CSRF-Token": person.token, "Content-Type": "application/json"}
    reply = person.http.patch("/api/settings", content=unending(), headers=headers)
    assert reply.status_code == 413
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_errors_show_no_traces_and_no_paths(
    alone: Person,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"secret in {project.name}")

    monkeypatch.setattr(Project, "status", broken)
    reply = alone.get("status")
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert set(reply.json()) == {"title", "detail", "conflict"}
    assert "secret" not in reply.text
    assert "Traceback" not in reply.text
    assert "secret" in caplog.text


def test_the_project_is_named_without_its_folder(alone: Person, project: Project) -> None:
    folder = project.name.rpartition("/")[0]
    for path in ("session", "status", "openapi.json"):
        assert folder not in alone.get(path).text
    assert alone.read("session")["project"] == "p.rptd"


@pytest.mark.parametrize(
    "path",
    ["../p.rptd", "%2e%2e/p.rptd", "..%2fp.rptd", "assets/../../p.rptd", "/etc/passwd", "%00"],
)
def test_only_files_of_the_front_end_are_served(alone: Person, path: str) -> None:
    reply = alone.http.get(f"/{path}")
    assert reply.status_code == 404 or reply.text.startswith("<!doctype html>")
    assert b"SQLite" not in reply.content


def test_pages_and_assets(alone: Person) -> None:
    page = alone.http.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-cache"
    asset = alone.http.get("/assets/index-abc123.js")
    assert asset.headers["content-type"].startswith("text/javascript")
    assert "immutable" in asset.headers["cache-control"]
    assert alone.http.get("/assets/none.js").status_code == 404
    assert alone.http.get("/api").status_code == 404
    assert alone.http.get("/events/e1").text == page.text


def test_no_answer_is_html_but_the_page(alone: Person, document: str) -> None:
    for path in ("session", f"documents/{document}", "nothing", f"documents/{document}/bytes"):
        assert not re.match("text/html", alone.get(path).headers["content-type"])
