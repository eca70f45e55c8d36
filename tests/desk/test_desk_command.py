"""The command, and what it says where something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.serving import free_socket
from reportedly.cli.main import main
from reportedly.desk import options, serve
from reportedly.errors import DeskMissingError
from reportedly.store import Project


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["desk", *arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_without_its_pages_the_desk_says_what_is_missing(
    copied: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = options.Options(static=tmp_path / "none")
    with pytest.raises(DeskMissingError, match="Node"):
        serve.check_built(missing)
    check = serve.check_built
    monkeypatch.setattr(serve, "check_built", lambda _: check(missing))
    assert _run(str(copied), "--no-browser") == 2
    assert "Node 20 or newer" in capsys.readouterr().err


def test_a_port_that_is_taken(
    copied: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "check_built", lambda _: None)
    with free_socket() as taken:
        taken.listen()
        port = str(taken.getsockname()[1])
        assert _run(str(copied), "--no-browser", "--port", port) == 2
    assert f"port {port}" in capsys.readouterr().err


def test_a_project_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "check_built", lambda _: None)
    assert _run(str(tmp_path / "none.rptd"), "--no-browser") == 2
    assert "no such project" in capsys.readouterr().err


@pytest.mark.parametrize("origin", ["desk.example.org", "ftp://x", "https://", "https://x/path"])
def test_an_address_that_is_none(
    copied: Path, origin: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "check_built", lambda _: None)
    assert _run(str(copied), "--no-browser", "--origin", origin) == 2
    assert "--origin" in capsys.readouterr().err


def test_the_first_start_with_accounts_makes_an_owner(tmp_path: Path) -> None:
    from reportedly.cli.desk import first_owner

    with Project.create(tmp_path / "p.rptd") as project:
        link = first_owner(project, "Ada")
        assert link is not None
        (account,) = project.accounts()
        assert (account.name, account.role) == ("Ada", "owner")
        assert project.use_link(link) == account
        again = first_owner(project, "Ada")
        assert again not in (None, link)
        project.change_account(account.id, password="correct horse battery")
        assert first_owner(project, "Ada") is None
