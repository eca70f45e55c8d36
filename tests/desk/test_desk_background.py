"""What goes on beside requests: events follow, masks are made, and all of it ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from desk.conftest import MakeDesk
from desk.people import HERE
from reportedly.errors import StoreError
from reportedly.store import Project


def _until(done: Callable[[], bool]) -> None:
    for _ in range(500):
        if done():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def _threads() -> set[str]:
    return {t.name for t in threading.enumerate() if t.name.startswith("desk-")}


def test_it_begins_and_ends_with_the_desk(make_desk: MakeDesk, project: Project) -> None:
    app = make_desk()
    desk = app.state.desk
    with TestClient(app, base_url=HERE) as http:
        assert http.get("/api/status").status_code == 200
        _until(lambda: len(desk.masks._held) == project.status().documents)
        assert "desk-events" in _threads()
    assert _threads() == set()


def test_events_are_looked_at_again_when_asked(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def refresh(_: Project) -> int:
        looks.append(1)
        if len(looks) == 1:
            raise StoreError("busy")
        return 0

    app = make_desk()
    monkeypatch.setattr(Project, "refresh", refresh)
    events = app.state.desk.events
    events.start()
    _until(lambda: len(looks) == 1)
    events.ask()
    _until(lambda: len(looks) == 2)
    events.close()
