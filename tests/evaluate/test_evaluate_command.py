"""`reportedly evaluate`: options, exit statuses, files written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.evaluate import app
from reportedly.errors import DataError, UsageError
from reportedly.evaluate import public

GOLD = Path(__file__).parents[1] / "data" / "gold"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def weaker(tmp_path: Path) -> Path:
    """A second coding of all documents that misses the last claim of each."""
    folder = tmp_path / "weaker"
    folder.mkdir()
    for file in GOLD.rglob("*.json"):
        document = json.loads(file.read_text("utf-8"))
        if "claims" in document:
            other = json.dumps(document | {"claims": document["claims"][:-1]})
            (folder / file.name).write_text(other, "utf-8")
    return folder


def test_figures_and_one_row_a_document() -> None:
    result = run("gold", GOLD, "--predictions", GOLD, "--only", "a01,b02")
    assert result.exit_code == 0
    assert result.output.startswith("2 documents")
    assert "filled_f 1.000  claim_f 1.000" in result.output
    assert "\nb02 " in result.output


def test_errors_are_shown_on_request(weaker: Path) -> None:
    assert " missed " not in run("gold", GOLD, "--predictions", weaker).output
    assert run("gold", GOLD, "--predictions", weaker, "--errors").output.count(" missed ") == 15


def test_json_and_markdown(weaker: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Head\n<!-- figures: begin -->old<!-- figures: end -->\ntail\n", "utf-8")
    report = tmp_path / "report.json"
    command = ("gold", GOLD, "--predictions", weaker, "--json", report, "--markdown", page)
    assert run(*command).exit_code == 0
    content = json.loads(report.read_text("utf-8"))
    assert content["figures"]["gold"] - content["figures"]["predicted"] == 15
    text = page.read_text("utf-8")
    assert text.startswith("# Head\n<!-- figures: begin -->\n")
    assert text.endswith("<!-- figures: end -->\ntail\n")
    assert "| detection | 1.000 |" in text
    assert "begin -->old" not in text


def test_a_page_without_marks_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing", "utf-8")
    result = run("gold", GOLD, "--predictions", GOLD, "--markdown", page)
    assert isinstance(result.exception, DataError)


def test_the_floor_is_written_kept_and_defended(weaker: Path, tmp_path: Path) -> None:
    floor = tmp_path / "floor.json"
    assert (
        run("gold", GOLD, "--predictions", GOLD, "--floor", floor, "--update-floor").exit_code == 0
    )
    assert run("gold", GOLD, "--predictions", GOLD, "--floor", floor).exit_code == 0
    failed = run("gold", GOLD, "--predictions", weaker, "--floor", floor)
    assert failed.exit_code == 1
    assert "below the floor: claim_f" in failed.output
    refused = run("gold", GOLD, "--predictions", weaker, "--floor", floor, "--update-floor")
    assert isinstance(refused.exception, UsageError)
    lowered = run(
        *("gold", GOLD, "--predictions", weaker, "--floor", floor, "--update-floor"),
        *("--allow-lower", "fewer claims were coded"),
    )
    assert lowered.exit_code == 0
    assert "fewer claims were coded" in floor.read_text("utf-8")


def test_updating_needs_a_floor() -> None:
    result = run("gold", GOLD, "--predictions", GOLD, "--update-floor")
    assert isinstance(result.exception, UsageError)


def test_public_corpora_against_committed_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, Any] = {"f1": 0.5}
    evaluation = public._Evaluation(lambda _: dict(found), ["geo"])
    monkeypatch.setitem(public.EVALUATIONS, "places", evaluation)
    figures = tmp_path / "figures.json"
    command = ("places", "--corpora", tmp_path, "--figures", figures)
    assert isinstance(run(*command).exception, DataError)
    corpus = tmp_path / "geo" / "news.jsonl"
    corpus.parent.mkdir()
    corpus.write_text("{}", "utf-8")
    assert isinstance(run(*command, "--check").exception, UsageError)
    assert run(*command, "--update").exit_code == 0
    assert "all figures as committed" in run(*command, "--check").output
    found["f1"] = 0.4
    failed = run(*command, "--check")
    assert failed.exit_code == 1
    assert "not as committed: figures.f1: 0.4, committed 0.5" in failed.output
    corpus.write_text("{} ", "utf-8")
    assert "not as committed: corpus_sha256" in run(*command, "--check").output
