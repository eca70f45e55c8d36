"""A project with accounts, copied for each test, and a desk on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from desk.people import CHEAP, PORT, Clock, Person, fill
from reportedly.desk.app import create_app
from reportedly.desk.options import Options
from reportedly.store import Project
from reportedly.store import accounts as held

MakeDesk = Callable[..., FastAPI]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    held.stand_in.cache_clear()
    monkeypatch.setattr(held, "hasher", lambda: CHEAP)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as all tests begin with it."""
    path = tmp_path_factory.mktemp("desk") / "begin.rptd"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held, "hasher", lambda: CHEAP)
        fill(path)
    return path


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return Path(shutil.copy(filled, tmp_path / "p.rptd"))


@pytest.fixture
def project(copied: Path) -> Iterator[Project]:
    """The project, open."""
    with Project.open(copied) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A front end of two files."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>desk</title>")
    (folder / "assets" / "index-abc123.js").write_text("export {}\n")
    return folder


@pytest.fixture
def make_desk(project: Project, static: Path, clock: Clock) -> Iterator[MakeDesk]:
    """Make desks on the project."""
    made: list[FastAPI] = []
    project.refresh()  # so that events follow at once

    def make(**options: Any) -> FastAPI:
        given = {"port": PORT, "static": static, "now": clock, "name": "Ada", **options}
        made.append(create_app(project, Options(**given)))
        return made[-1]

    yield make
    for app in made:
        app.state.desk.close()


@pytest.fixture
def app(make_desk: MakeDesk) -> FastAPI:
    """A desk that several people use."""
    return make_desk(accounts=True)


@pytest.fixture
def alone(make_desk: MakeDesk) -> Person:
    """The one person of a desk without accounts."""
    return Person(make_desk())


@pytest.fixture
def document(project: Project) -> str:
    """The id of the first document."""
    return next(iter(project.documents())).id
