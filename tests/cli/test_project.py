"""The commands of a project, from making one to comparing its runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly import pool
from reportedly.cli.main import main
from reportedly.store import Project
from store.engines import FakeEngine

PRIVATE = "The army killed 3 people in Sardin and Daudzai on 2024-03-01."


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, read by an engine without a model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTEDLY_PROJECT", raising=False)
    for module in (pool, __import__("reportedly.store.adding", fromlist=["x"])):
        monkeypatch.setattr(module, "make_reader", lambda settings: FakeEngine())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PRIVATE)
    (folder / "b.txt").write_text("The governor said the army denied it had killed 3 in Sardin.")
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_the_whole_way(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init") == 0
    assert run("add", "in", "--publisher", "Radio") == 0
    assert "2 documents added with 2 claims" in capsys.readouterr().err
    assert run("add", "in", "--publisher", "Radio") == 0
    assert "2 there already" in capsys.readouterr().err
    assert run("status", "--json") == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["documents"], status["claims"], status["failures"]) == (2, 2, [])
    assert run("status") == 0
    assert run("runs") == 0
    assert "fake 1" in capsys.readouterr().out
    with Project.open("project.rptd") as project:
        claim = next(project.claims())
        project.decide("accept", claim.claim_id, who="Ada", why="read it")
        event = next(iter(project.events()))
    assert run("show", claim.claim_id[:10]) == 0
    assert "accept by Ada" in capsys.readouterr().out
    assert run("show", event.event_id[:10]) == 0
    assert event.wording in capsys.readouterr().out


def test_names_are_masked(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "p.rptd")
    run("add", "in", "-p", "p.rptd")
    for command in (["claims"], ["claims", "--json"], ["events"], ["events", "--json"]):
        capsys.readouterr()
        assert run(*command, "-p", "p.rptd") == 0
        assert "Daudzai" not in capsys.readouterr().out
    assert run("claims", "-p", "p.rptd", "--json", "--restore-names", "the court asked") == 0
    assert "Daudzai" in capsys.readouterr().out


def test_a_name_that_a_coder_shows(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "p.rptd")
    run("add", "in", "-p", "p.rptd")
    with Project.open("p.rptd") as project:
        claim = next(c for c in project.claims() if c.recipients)
        name = {"name": "Daudzai"}
        made = project.decide("restore_name", claim.claim_id, who="k", why="asked to", after=name)
        event = project.event_of(claim.claim_id)
        assert event is not None
    shown = (["claims"], ["claims", "--json"], ["show", claim.claim_id[:10]])
    for command in (*shown, ["show", event.event_id[:10]]):
        capsys.readouterr()
        assert run(*command, "-p", "p.rptd") == 0
        assert "Daudzai" in capsys.readouterr().out
    with Project.open("p.rptd") as project:
        project.withdraw(made.id, who="k", why="a mistake")
    run("claims", "-p", "p.rptd")
    assert "Daudzai" not in capsys.readouterr().out


def test_filters(
    at: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_PROJECT", str(at / "q.rptd"))
    run("init")
    run("add", "in")
    for options, found in (
        (["killed", "people"], 1),
        (["--country", "UGA", "--counted", "killed", "--at-least", "3"], 2),
        (["--since", "2024-03-01", "--until", "2024-03-01"], 1),
        (["--speaker", "governor"], 1),
        (["--box", "30,1,31,2", "--limit", "1"], 1),
    ):
        capsys.readouterr()
        assert run("claims", "--json", *options) == 0
        assert len(capsys.readouterr().out.splitlines()) == found
    assert run("claims", "--box", "1,2") == 2
    assert run("claims", "--since", "March") == 2
    assert "2024-05-31" in capsys.readouterr().err


def test_failures_are_told(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "in" / "c.txt").write_text("unreadable")
    run("init")
    assert run("add", "in") == 1
    assert "it cannot be read" in capsys.readouterr().err
    run("status")
    assert "in/c.txt: it cannot be read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status"], "no such project"),
        (["add", "in"], "no such project"),
        (["init", "missing/p.rptd"], "does not exist"),
        (["status", "-p", "in/a.txt"], "not a project"),
        (["status", "-p", ""], "empty project name"),
    ],
)
def test_clear_errors(
    at: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert run(*arguments) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_errors_in_a_project(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("init")
    for arguments in (["add"], ["show", "abcdef12"], ["show", "x"], ["diff"], ["runs", "--run"]):
        assert run(*arguments) == 2
    run("add", "in", "--profiles", "none.csv")
    assert "no such file" in capsys.readouterr().err


def test_runs_are_compared(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from store.test_store_decisions import NEWER

    run("init")
    run("add", "in")
    with Project.open("project.rptd") as project:
        project.reread(engine=FakeEngine(NEWER))
    capsys.readouterr()
    assert run("diff") == 0
    assert "2 claims the same, 0 not" in capsys.readouterr().out
