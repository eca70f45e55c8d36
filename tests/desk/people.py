"""A small project with accounts, and persons who talk to its desk as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from reportedly.bench.store import make_readings
from reportedly.records.claim import ProducedBy
from reportedly.store import Project
from sample_readings import sample

PORT: Final = 8765
HERE: Final = f"http://127.0.0.1:{PORT}"
PASSWORD: Final = "correct horse battery"
ROLES: Final = ("reader", "coder", "adjudicator", "owner")
#: Each role has a person of that name; there is a second coder.
NAMES: Final = (*ROLES, "second")
MADE_BY: Final = ProducedBy("hand", "1.0", digests=(("codebook", "0" * 64),))
CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=64)


@dataclass
class Clock:
    """Seconds that pass when told to."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


def fill(path: Path) -> None:
    """Make the project: two tellings of one story, and thirty made-up claims."""
    with Project.create(path) as project:
        readings = [sample(), sample("other/sardin.txt"), *make_readings(30)]
        project.add_readings(readings, MADE_BY)
        for name in NAMES:
            role = "coder" if name == "second" else name
            project.add_account(name, role, PASSWORD)


@dataclass
class Person:
    """Somebody with a browser; ``name`` None has not logged in."""

    app: FastAPI
    name: str | None = None
    address: str = "127.0.0.1"
    http: TestClient = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        self.http = TestClient(
            self.app,
            base_url=HERE,
            raise_server_exceptions=False,
            client=(self.address, 50_000),
            headers={"Origin": HERE},
        )
        self.refresh()
        if self.name is not None and self.app.state.desk.options.accounts:
            reply = self.log_in(self.name, PASSWORD)
            assert reply.status_code == 200, reply.text

    def refresh(self) -> None:
        """Fetch the session and its token."""
        self.token = self.http.get("/api/session").json()["csrf"]

    def log_in(self, name: str, password: str) -> Response:
        """Log in; on success the token is the new session's."""
        reply = self.post("session", {"name": name, "password": password})
        if reply.status_code == 200:
            self.token = reply.json()["csrf"]
        return reply

    def get(self, path: str, **query: Any) -> Response:
        """Ask for something."""
        return self.http.get(f"/api/{path}", params=query)

    def read(self, path: str, **query: Any) -> Any:
        """Ask for something that must be there."""
        reply = self.get(path, **query)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def post(self, path: str, body: Any = None, **more: Any) -> Response:
        """Change something."""
        return self.send("POST", path, body, **more)

    def send(self, method: str, path: str, body: Any = None, **more: Any) -> Response:
        """Change something by another method."""
        headers = {"X-CSRF-Token": self.token, **more.pop("headers", {})}
        return self.http.request(method, f"/api/{path}", json=body, headers=headers, **more)

    def upload(self, files: list[tuple[str, bytes]], **fields: str) -> Response:
        """Import files."""
        parts = [("files", (name, data)) for name, data in files]
        return self.http.post(
            "/api/imports", files=parts, data=fields, headers={"X-CSRF-Token": self.token}
        )
