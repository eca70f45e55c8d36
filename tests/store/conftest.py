"""Projects on both kinds of database; the server is a real one, started here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from reportedly.store import Project
from store.server import Server, find_programs


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server of this test run, on a socket in a folder of its own."""
    programs = find_programs()
    with Server(programs, tmp_path_factory) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    return str(request.param)


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new project can be made."""
    yield from _place(kind, request, tmp_path / "p.rptd")


@pytest.fixture
def other_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a second one can be made, in a database of the same kind."""
    yield from _place(kind, request, tmp_path / "q.rptd")


def _place(kind: str, request: pytest.FixtureRequest, path: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield str(path)
        return
    server: Server = request.getfixturevalue("server")
    url = server.new_database(f"p{uuid4().hex[:12]}")
    yield url
    server.drop_database(url)


@pytest.fixture
def project(place: str) -> Iterator[Project]:
    """An empty project."""
    with Project.create(place) as made:
        yield made
