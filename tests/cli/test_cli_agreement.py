"""`reportedly accounts` and `reportedly agreement`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reportedly.cli.main import main
from reportedly.records.document import Document
from reportedly.store import Project
from store.engines import FakeEngine

WORDS = "The army killed 3 people in Sardin.\nThe army shelled 4 people in Vesht.\n"


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "p.rptd"
    with Project.create(path) as made:
        document = Document(WORDS, uri="a", language="en")
        made.add_documents([document], engine=FakeEngine())
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main(words)
    out = capsys.readouterr()
    assert isinstance(end.value.code, int)
    return end.value.code, out.out, out.err


def test_accounts(
    project: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run(capsys, "accounts", "add", "Bo", "coder", "-p", project)
    assert code == 2
    assert "owner first" in err
    monkeypatch.setattr("sys.stdin", io.StringIO("a long secret\n"))
    assert run(capsys, "accounts", "add", "Ada", "owner", "--password", "-p", project)[0] == 0
    code, out, _ = run(capsys, "accounts", "add", "Bo", "coder", "-p", project)
    assert (code, "accounts link" in out) == (0, True)
    code, out, err = run(capsys, "accounts", "link", "bo", "-p", project)
    assert out.startswith("http://127.0.0.1:8765/#/login?link=")
    with Project.open(project) as opened:
        account = opened.use_link(out.strip().partition("link=")[2])
        assert account is not None
        assert account.name == "Bo"
        assert opened.check_password("Ada", "a long secret") is not None
    assert run(capsys, "accounts", "disable", "Bo", "-p", project)[0] == 0
    assert run(capsys, "accounts", "disable", "Ada", "-p", project)[0] == 2
    code, out, _ = run(capsys, "accounts", "list", "-p", project)
    assert "links only, disabled" in out
    role = ("--role", "adjudicator", "--enable")
    assert run(capsys, "accounts", "change", "Bo", *role, "-p", project)[0] == 0
    code, out, _ = run(capsys, "accounts", "list", "--json", "-p", project)
    assert [json.loads(line)["role"] for line in out.splitlines()] == ["owner", "adjudicator"]
    assert "a long secret" not in out
    assert run(capsys, "accounts", "change", "Bo", "-p", project)[0] == 2
    code, _, err = run(capsys, "accounts", "link", "Eve", "-p", project)
    assert (code, "no account" in err) == (2, True)


def test_agreement(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "agreement", project)
    assert code == 0
    assert "no document has been coded" in out
    with Project.open(project) as opened:
        (document,) = opened.documents()
        names = ("Ada", "Bo", "Cy")
        coders = [opened.add_account(name, "coder").id for name in names]
        made = opened.assign([document.id], coders, who="Ada")
        for one, status in zip(made, ("occurred", "occurred", "planned"), strict=True):
            for trigger in ("killed", "shelled"):
                at = WORDS.index(trigger)
                span = {"start": at, "end": at + len(trigger)}
                record = {
                    "evidence": span,
                    "trigger": span,
                    "event": {"plover": "ASSAULT" if trigger == "killed" else "COERCE"},
                    "status": status,
                }
                opened.code(one.id, "put", who=one.coder_name, record=record)
            opened.finish(one.id, who=one.coder_name)
    code, out, _ = run(capsys, "agreement", project)
    assert "1 documents coded by several people: Ada, Bo, Cy" in out
    assert "status: alpha" in out
    assert "Ada and Bo, 1 documents coded blind" in out
    code, out, _ = run(
        capsys, "agreement", project, "--format", "csv", "--coder", "Ada", "--coder", "Bo"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["coding"] for row in rows} == {"independent"}
    (category,) = [row for row in rows if row["field"] == "category"]
    assert (category["alpha"], category["units"], category["alpha_low"]) == ("1.0000", "2", "")
    code, out, _ = run(capsys, "agreement", project, "--format", "json")
    assert json.loads(out)["independent"][0]["field"] == "detection"
    code, _, err = run(capsys, "agreement", project, "--coder", "Eve")
    assert (code, "coders are: Ada, Bo, Cy" in err) == (2, True)


@pytest.mark.parametrize(
    "words",
    [("agreement",), *(("accounts", c) for c in ("add", "list", "link", "disable", "change"))],
)
def test_help_has_an_example(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, *words, "--help")
    assert code == 0
    assert "Examples" in out
    assert f"reportedly {' '.join(words)}" in out
