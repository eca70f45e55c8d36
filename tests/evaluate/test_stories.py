"""Events against stories coded by hand; the floors are measured figures, a little rounded down."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from reportedly.actors.registry import EmbeddedRegistry
from reportedly.cli.app import build
from reportedly.errors import DataError
from reportedly.evaluate.stories import evaluate_stories
from reportedly.evaluate.stories_files import load_stories
from reportedly.evaluate.stories_listed import listed_rows
from reportedly.places.gazetteer import EmbeddedGazetteer

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(os.environ.get("REPORTEDLY_SHARED", DATA.parents[2] / "shared"))
FOLDERS = {"stories": DATA / "stories", "gold": DATA / "gold" / "stories"}
FLOORS = json.loads((DATA / "stories" / "floor.json").read_text("utf-8"))


def report(folder: Path) -> Any:
    return evaluate_stories(folder, None, EmbeddedGazetteer(), EmbeddedRegistry())


@pytest.mark.parametrize("name", FOLDERS)
def test_coded_claims_are_clustered_and_contradictions_found(name: str) -> None:
    made = report(FOLDERS[name])
    assert made.problems == ()
    events = made.figures["gold"]["events"]
    for measure, floor in FLOORS[name].items():
        assert events[measure]["f1"] >= floor, measure
    for way in ("alone", "same_place_day_category"):
        other = made.figures["gold"][way]
        assert other["pairwise"]["f1"] < events["pairwise"]["f1"]
        assert other["contradictions"]["f1"] < events["contradictions"]["f1"]


def test_any_other_folder_in_the_format_can_be_measured() -> None:
    folder = SHARED / "gold" / "stories"
    if not folder.is_dir():
        pytest.skip("no other stories beside the project")
    assert report(folder).figures["gold"]["events"]["matched"] > 0


def test_listed_contradictions_become_rows_of_document_pairs() -> None:
    groups = {g.name: g for g in load_stories(DATA / "stories")}
    rows = set(listed_rows(groups["h1"]))
    assert ("h1-camp", "killed", frozenset(("t02", "t03"))) in rows
    assert ("h1-camp", "status", frozenset(("t01", "t03"))) not in rows
    assert ("h1-camp", "actor", frozenset(("t01", "t02"))) in rows
    rows = set(listed_rows(groups["h2"]))
    assert ("h2-nikopol", "time", frozenset(("t04", "t05"))) not in rows
    assert ("h2-nikopol", "time", frozenset(("t05", "t06"))) in rows


def test_places_agree_where_the_coding_accepts_both_names() -> None:
    groups = {g.name: g for g in load_stories(FOLDERS["gold"])}
    rows = {row for row in listed_rows(groups["g3"]) if row[1] == "place"}
    pairs = {tuple(sorted(row[2])) for row in rows}
    assert pairs == {("b07", "b08"), ("b08", "b09")}


def test_a_folder_of_another_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"groups\.json"):
        load_stories(tmp_path)
    (tmp_path / "groups.json").write_text('{"g": [{"event_key": "x"}]}')
    with pytest.raises(DataError, match="holds no"):
        load_stories(tmp_path)
    story = json.loads((DATA / "stories" / "t01.json").read_text("utf-8"))
    (tmp_path / "t01.json").write_text(json.dumps(story))
    with pytest.raises(DataError, match="no group 'h1'"):
        load_stories(tmp_path)
    (tmp_path / "groups.json").write_text('{"h1": [{"event_key": "x"}]}')
    with pytest.raises(DataError, match="contradictions"):
        load_stories(tmp_path)
    del story["claims"][0]["event_key"]
    (tmp_path / "t01.json").write_text(json.dumps(story))
    with pytest.raises(DataError, match="event_key"):
        load_stories(tmp_path)


def test_the_command_prints_a_line_for_each_way(tmp_path: Path) -> None:
    arguments = ["evaluate", "stories", str(DATA / "stories"), "--coded-only", "--errors"]
    out = tmp_path / "report.json"
    result = CliRunner().invoke(build(arguments), [*arguments, "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert "same_place_day_category" in result.output
    assert json.loads(out.read_text("utf-8"))["documents"] == 9
