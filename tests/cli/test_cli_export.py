"""`reportedly export`: every format from one project, and what is refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from reportedly.cli.main import main
from reportedly.exports.project_formats import PROJECT_FORMATS
from reportedly.records.claim import ProducedBy
from reportedly.store import Project
from sample_readings import sample


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("project") / "p.rptd"
    with Project.create(path) as made:
        made.add_readings([sample()], ProducedBy("hand", "1.0"))
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize("form", list(PROJECT_FORMATS.values()), ids=lambda form: form.name)
def test_every_format(form: object, project: Path, tmp_path: Path) -> None:
    from reportedly.exports.project_formats import Format

    assert isinstance(form, Format)
    out = tmp_path / f"out{form.ending}"
    assert run("export", "-p", project, "-o", out, "-q") == 0
    assert out.stat().st_size > 0
    if not form.archive and not form.binary:
        assert b"Daudzai" not in out.read_bytes()


def test_events_rules_and_masks(project: Path, tmp_path: Path) -> None:
    out, rules, masks = tmp_path / "a.csv", tmp_path / "rules.csv", tmp_path / "masks.csv"
    done = run(
        "export", "-p", project, "-f", "acled", "--by", "events", "--acled-counts",
        "-o", out, "--rules", rules, "--masks", masks,
    )  # fmt: skip
    assert done == 0
    assert "Own id" in rules.read_text("utf-8-sig")
    assert "without an office" in masks.read_text("utf-8-sig")
    assert "Daudzai" not in masks.read_text("utf-8-sig") + rules.read_text("utf-8-sig")


def test_a_name_that_a_coder_restored(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.rptd"
    copy.write_bytes(project.read_bytes())
    with Project.open(copy) as opened:
        claim = next(
            c
            for c in opened.claims()
            if any(p.person == "private" for p in (*c.actors, *c.recipients))
        )
        words = {"name": "Karim Daudzai"}
        opened.decide("restore_name", claim.claim_id, who="k", why="his wish", after=words)
    out = tmp_path / "a.csv"
    assert run("export", "-p", copy, "-o", out) == 0
    assert "Daudzai" in out.read_text("utf-8-sig")


def test_the_bundle_has_what_the_project_has(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "e.zip"
    assert run("export", "-p", project, "-f", "bundle", "-o", out, "-q") == 0
    with zipfile.ZipFile(out) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.read("events.jsonl").count(b"\n") > 0
    assert "restricted" in manifest["handling"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "out.doc"),
        ("-f", "docx", "-o", "out.csv"),
        ("-f", "csv", "--by", "events", "-o", "o.csv"),
        ("-f", "csv", "--by", "days", "-o", "o.csv"),
        ("-f", "csv", "--rules", "r.csv", "-o", "o.csv"),
        ("-f", "ged", "--acled-counts", "-o", "o.csv"),
        ("-o", "nowhere/out.csv"),
    ],
)
def test_what_is_refused(
    arguments: tuple[str, ...], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "-p", project, *arguments) == 2
    assert [path.name for path in tmp_path.iterdir()] in ([], ["o.csv"], ["r.csv"])
