"""Accounts, links, sessions, settings and flags."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from reportedly.errors import UsageError
from reportedly.records.document import Document
from reportedly.store import Project, Settings
from reportedly.store import accounts as held
from store.engines import FakeEngine

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that takes no time."""
    held.stand_in.cache_clear()
    monkeypatch.setattr(held, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64))


def test_names_are_the_same_in_any_case(project: Project) -> None:
    ada = project.add_account("  Ada  Ü ", "owner", PASSWORD)
    assert (ada.name, ada.role, ada.has_password, ada.active) == ("Ada Ü", "owner", True, True)
    with pytest.raises(UsageError, match="already"):
        project.add_account("ADA ü", "coder")
    bo = project.add_account("Bo", "coder")
    with pytest.raises(UsageError, match="already"):
        project.change_account(bo.id, name="ada Ü")
    assert project.change_account(ada.id, name="ADA Ü").name == "ADA Ü"
    assert [a.name for a in project.accounts()] == ["ADA Ü", "Bo"]
    assert project.account(bo.id) == bo


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("", "owner", None),
        ("x" * 81, "owner", None),
        ("a\nb\x07", "owner", None),
        ("a", "king", None),
        ("a", "owner", "short"),
        ("a", "owner", "x" * 201),
    ],
)
def test_what_is_no_account(project: Project, name: str, role: str, password: str | None) -> None:
    with pytest.raises(UsageError):
        project.add_account(name, role, password)


def test_a_password_lets_in_whom_it_belongs_to(project: Project) -> None:
    ada = project.add_account("Ada", "owner", PASSWORD)
    assert project.check_password("ada", PASSWORD) == ada
    assert project.check_password("Ada", PASSWORD + "!") is None
    assert project.check_password("Eve", PASSWORD) is None
    linked = project.add_account("Bo", "coder")
    assert project.check_password("Bo", "") is None
    project.change_account(linked.id, active=False, password=PASSWORD)
    assert project.check_password("Bo", PASSWORD) is None


def test_an_old_hash_is_made_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add_account("Ada", "owner", PASSWORD)
    newer = PasswordHasher(time_cost=2, memory_cost=64)
    monkeypatch.setattr(held, "hasher", lambda: newer)
    assert project.check_password("Ada", PASSWORD) is not None
    with project._reading() as connection:
        stored = connection.execute(text("SELECT password FROM accounts")).scalar_one()
    assert ",t=2," in stored
    assert project.check_password("Ada", PASSWORD) is not None


def test_one_owner_always_stays(project: Project) -> None:
    ada = project.add_account("Ada", "owner")
    with pytest.raises(UsageError, match="last owner"):
        project.change_account(ada.id, role="coder")
    with pytest.raises(UsageError, match="last owner"):
        project.change_account(ada.id, active=False)
    bo = project.add_account("Bo", "owner")
    assert project.change_account(ada.id, active=False).active is False
    with pytest.raises(UsageError, match="last owner"):
        project.change_account(bo.id, role="reader")


def test_a_link_works_once_and_for_a_time(project: Project) -> None:
    ada = project.add_account("Ada", "owner")
    link = project.make_link(ada.id, minutes=5)
    assert project.use_link("guess") is None
    assert project.use_link(link.secret) == ada
    assert project.use_link(link.secret) is None
    late = project.make_link(ada.id)
    with project._writing() as connection:
        assert not connection.execute(
            text("SELECT 1 FROM links WHERE digest = :secret"), {"secret": late.secret}
        ).first()
        connection.execute(text("UPDATE links SET expires_at = '2020-01-01'"))
    assert project.use_link(late.secret) is None
    other = project.make_link(project.add_account("Bo", "coder").id)
    project.change_account(2, active=False)
    assert project.use_link(other.secret) is None


def test_sessions_end(project: Project) -> None:
    ada = project.add_account("Ada", "owner")
    bo = project.add_account("Bo", "coder")
    first, second = project.start_session(ada.id), project.start_session(bo.id)
    alone = project.start_session(None)
    found = project.session(first)
    assert found is not None
    assert found.account == ada
    nobody = project.session(alone)
    assert nobody is not None
    assert nobody.account is None
    assert project.session("guess") is None
    project.end_session(first)
    assert project.session(first) is None
    project.change_account(bo.id, active=False)
    assert project.session(second) is None
    project.change_account(bo.id, active=True)
    assert project.session(second) is None


@pytest.mark.parametrize("column", ["expires_at", "touched_at"])
def test_sessions_run_out(project: Project, column: str) -> None:
    token = project.start_session(None)
    with project._writing() as connection:
        connection.execute(text(f"UPDATE sessions SET {column} = '2020-01-01'"))
    assert project.session(token) is None


def test_use_keeps_a_session_alive(project: Project) -> None:
    token = project.start_session(None, idle_minutes=60)
    half = held.after(minutes=-30)
    with project._writing() as connection:
        connection.execute(text("UPDATE sessions SET touched_at = :at"), {"at": half})
    assert project.session(token) is not None
    with project._reading() as connection:
        assert connection.execute(text("SELECT touched_at FROM sessions")).scalar_one() > half


def test_settings_are_written_down(project: Project) -> None:
    assert project.settings() == Settings()
    with pytest.raises(UsageError, match="reason"):
        project.change_settings(who="Ada", hide_private=False)
    project.change_settings(who="Ada", why="consent given", hide_private=False)
    changed = project.change_settings(who="Bo", collapse=["minors", "graphic"])
    assert changed == Settings(False, ("graphic", "minors"), True)
    assert project.settings() == changed
    project.change_settings(who="Bo", collapse=["graphic", "minors"])
    first, second = project.settings_log()
    assert (first.who, first.why, first.after) == ("Ada", "consent given", {"hide_private": False})
    assert second.before == {"collapse": ["graphic"]}
    with pytest.raises(UsageError, match="no flag"):
        project.change_settings(who="Bo", collapse=["loud"])
    assert project.verify().sound


def test_flags_are_kept_with_their_history(project: Project) -> None:
    document = Document("The army killed 4 people.", uri="a", language="en")
    project.add_documents([document], engine=FakeEngine())
    project.set_flags(document.id, ["minors", "graphic"], who="Ada", why="photographs")
    assert project.flags_of([document.id, "0" * 64]) == {document.id: ("graphic", "minors")}
    project.set_flags(document.id[:9], [], who="Bo", why="none in it")
    assert project.flags_of([document.id]) == {}
    assert [(f.who, f.flags) for f in project.flag_history(document.id)] == [
        ("Ada", ("graphic", "minors")),
        ("Bo", ()),
    ]
    with pytest.raises(UsageError, match="no document"):
        project.set_flags("0" * 64, [], who="Ada", why="x")
    with project._writing() as connection:
        connection.execute(text("UPDATE journal SET who = 'Eve' WHERE seq = 1"))
    assert project.verify().problems == ("journal entry 1 was changed after it was written",)
