"""`reportedly gazetteer` and `reportedly actors`, and what they make used by `reportedly read`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.cli.main import main

HEAD = "id,name,kind,country,aliases,source\n"
LIST = HEAD + "my:zub,Army of Zubaria,rebel,MLI,Zubarian Guard,field notes\n"


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    file.write_text(LIST, "utf-8")
    return file


@pytest.fixture
def places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    table = tmp_path / "camps.csv"
    table.write_text("name,lat,lon,country,admin1\nCamp Zubar,15.5,2.5,MLI,Gao\n", "utf-8")
    made = tmp_path / "camps.gazetteer"
    assert run("gazetteer", "add", table, "--to", made) == 0
    assert "holds 1 place. Next:" in capsys.readouterr().out
    return made


@pytest.mark.parametrize(
    "words",
    [
        ["gazetteer", "add"],
        ["gazetteer", "find"],
        ["actors", "search"],
        ["actors", "show"],
        ["actors", "check"],
        ["actors", "list"],
    ],
)
def test_help_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words, "--help") == 0
    out = capsys.readouterr().out
    assert "Example" in out
    assert f"reportedly {' '.join(words)}" in out


def test_a_name_with_several_bearers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("gazetteer", "find", "Tripoli") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "LBY" in lines[0]
    assert any("LBN" in line for line in lines)
    assert run("gazetteer", "find", "Kidal", "--country", "mli") == 0
    assert all("MLI" in line for line in capsys.readouterr().out.splitlines())


def test_a_name_that_nothing_bears(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("gazetteer", "find", "Xqzzt") == 1
    assert "reportedly gazetteer add" in capsys.readouterr().err


def test_own_places_are_found(places: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("gazetteer", "find", "Camp Zubar", "--gazetteer", places) == 0
    assert "Camp Zubar, Gao, MLI  (15.500 2.500)" in capsys.readouterr().out


def test_a_table_with_a_mistake_leaves_the_gazetteer_alone(
    places: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = places.read_bytes()
    bad = tmp_path / "bad.csv"
    bad.write_text("name,lat,lon,country\nGood,1,1,MLI\nBad,95,1,MLI\n", "utf-8")
    assert run("gazetteer", "add", bad, "--to", places) == 2
    assert "bad.csv, row 3: coordinates out of range" in capsys.readouterr().err
    assert places.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gazetteer", "add", "none.csv", "--to", "x.gazetteer"], "no such file: none.csv"),
        (["gazetteer", "add", "none.csv", "--to", "nowhere/x"], "a folder that exists"),
        (["gazetteer", "find", "Kidal", "--country", "Mali"], "expected three letters"),
        (["gazetteer", "find", "Kidal", "--gazetteer", "none"], "reportedly gazetteer add"),
        (["actors", "show", "rpd:nobody"], "reportedly actors search"),
        (["actors", "list", "--kind", "wizard"], "choose one of"),
        (["actors", "check", "none.csv"], "none.csv: no such file"),
        (["read", "--actors", "none.csv"], "none.csv: no such file"),
        (["read", "--codebook", "none.yaml", "--jobs", "2"], "none.yaml: no such file"),
        (["explain", "--gazetteer", "none"], "--gazetteer none: no such file"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 2
    errors = [
        line for line in capsys.readouterr().err.splitlines() if "no source named" not in line
    ]
    assert len(errors) == 1
    assert message in errors[0]


def test_search_and_show(actors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("actors", "search", "RSF") == 0
    found = capsys.readouterr().out
    assert "Rapid Support Forces (rebel, SDN)" in found
    assert "Reporters Without Borders" in found
    assert run("actors", "search", "zubarian", "--actors", actors) == 0
    assert capsys.readouterr().out.startswith("my:zub ")
    assert run("actors", "search", "zubarian") == 1
    assert run("actors", "show", "my:zub", "--actors", actors) == 0
    assert "source          field notes" in capsys.readouterr().out
    assert run("actors", "show", "state:MLI:military", "--json") == 0
    assert json.loads(capsys.readouterr().out)["country"] == "MLI"


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("actors", "list", "--country", "mli", "--kind", "rebel", "--json") == 0
    entries: list[dict[str, Any]] = [json.loads(x) for x in capsys.readouterr().out.splitlines()]
    assert "rpd:jnim" in {entry["id"] for entry in entries}
    assert all("MLI" in {entry["country"], *entry["also"]} for entry in entries)
    assert all(entry["source"] for entry in entries)


def test_check(actors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actors.write_text(LIST + "rpd:taliban,Ansar Dine,rebel,AFG,,notes\n", "utf-8")
    assert run("actors", "check", actors) == 0
    out = capsys.readouterr().out
    assert "2 actors, all as expected" in out
    assert "rpd:taliban replaces the registry's entry" in out
    assert "'Ansar Dine' is also a name of Ansar Dine (rpd:ansar-dine)" in out
    actors.write_text(LIST + "my:b,Zub,wizard,MLI,,notes\n", "utf-8")
    assert run("actors", "check", actors) == 2
    assert "mine.csv, row 3: unknown kind 'wizard'" in capsys.readouterr().err


@pytest.mark.slow
def test_read_knows_own_places_and_actors(actors: Path, places: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(
        "Fighters of the Army of Zubaria attacked Camp Zubar in Mali on 3 March 2025, killing "
        "four soldiers, the Malian army said.",
        "utf-8",
    )
    out = tmp_path / "out.json"
    more = ("--actors", actors, "--gazetteer", places)
    assert run("read", text, *more, "--out", out, "-q") == 0
    reading = json.loads(out.read_text("utf-8"))["readings"][0]
    assert "my:zub" in {a["resolved"]["id"] for a in reading["actors"] if a.get("resolved")}
    assert "Camp Zubar" in {p["resolved"]["name"] for p in reading["places"] if p.get("resolved")}
    claim = reading["claims"][0]
    assert "+" in claim["produced_by"]["digests"]["registry"]
    assert "+" in claim["produced_by"]["digests"]["gazetteer"]
