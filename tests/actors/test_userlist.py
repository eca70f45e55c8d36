"""A user's own actors: what is taken, and what is refused with file and row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly.actors import EmbeddedRegistry
from reportedly.actors.userlist import read_user_list
from reportedly.errors import DataError

HEAD = "id,name,kind,country,aliases,acronyms,parent,from,to,source\n"
ROW = "my:a,Army of Zubaria,rebel,MLI,AoZ men;Zubarians,AZ,,2020-01-01,,field notes\n"


def written(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_list_is_found_in_text(tmp_path: Path) -> None:
    registry = EmbeddedRegistry.with_user_list(written(tmp_path, HEAD + ROW))
    hits = registry.find_in_text("The Zubarians fought Malian soldiers.", date(2022, 1, 1))
    assert [hit.entry.name for hit in hits if hit.entry] == [
        "Army of Zubaria",
        "Malian Armed Forces",
    ]
    assert registry.lookup("Army of Zubaria")[0].id == "my:a"


def test_a_yaml_list(tmp_path: Path) -> None:
    text = """
- {id: "my:b", name: Zub Front, kind: rebel, aliases: [Front of Zub], from: 2020-05-01, source: us}
- {id: "my:c", name: Zub Youth, kind: militia, parent: "my:b", source: us}
"""
    front, youth = read_user_list(written(tmp_path, text, "mine.yaml"), countries=["MLI"])
    assert front.roles[0].start == date(2020, 5, 1)
    assert youth.parent == "my:b"


def test_an_id_of_the_registry_replaces_its_entry(tmp_path: Path) -> None:
    text = HEAD + "rpd:taliban,Our Taliban,rebel,AFG,,,,,,field notes\n"
    registry = EmbeddedRegistry.with_user_list(written(tmp_path, text))
    entry = registry.get("rpd:taliban")
    assert entry is not None
    assert entry.name == "Our Taliban"


@pytest.mark.parametrize(
    ("rows", "row", "words"),
    [
        (ROW + ROW, 3, "stands in row 2 too"),
        (ROW + "my:b,Zubarians,rebel,,,,,,,x\n", 3, "is given to 'my:a' too"),
        ("my:a,A,wizard,,,,,,,x\n", 2, "unknown kind 'wizard'"),
        ("my:a,A,rebel,Mali,,,,,,x\n", 2, "no ISO 3166-1 alpha-3"),
        ("my:a,A,rebel,,,,,2021-02-30,,x\n", 2, "from: expected a day"),
        ("my:a,A,rebel,,,,,2021-03-01,2020-01-01,x\n", 2, "later than"),
        ("my:a,A,rebel,,,,my:z,,,x\n", 2, "no actor has the id 'my:z'"),
        ("my:a,A,rebel,,,,my:b,,,x\nmy:b,B,rebel,,,,my:a,,,x\n", 2, "circle"),
        ("my:a,A,rebel,,,,my:a,,,x\n", 2, "circle"),
        ("my:a,,rebel,,,,,,,x\n", 2, "name is empty"),
        ("my:a,...,rebel,,,,,,,x\n", 2, "no letter or digit"),
        ("my:a,A,rebel,,,,,,,\n", 2, "source is empty"),
        ("my:a,A,rebel\n", 2, "expected 10 cells"),
        ("my:a,A,rebel,,!;B,,,,,x\n", 2, "no letter or digit"),
    ],
)
def test_bad_rows(tmp_path: Path, rows: str, row: int, words: str) -> None:
    path = written(tmp_path, HEAD + rows)
    with pytest.raises(DataError, match=words) as caught:
        read_user_list(path, countries=["MLI"])
    assert caught.value.row == row
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "id,name,kind\n", "expected columns source"),
        ("a.csv", "id,name,kind,source,colour\n", "unknown fields colour"),
        ("a.txt", "x", "expected a .csv"),
        ("a.yaml", "a: [", "not YAML"),
        ("a.yaml", "a: 1", "expected a list"),
        ("a.yaml", "- 3", "expected a map"),
        ("a.yaml", "- {id: 3, name: A, kind: rebel, source: x}", "id: expected text"),
        ("a.yaml", "- {id: x, name: A, kind: rebel, source: x, aliases: B}", "a list of texts"),
        ("a.yaml", "- {id: x, name: A, kind: rebel, source: x, to: '2020-13-01'}", "to: expected"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_user_list(written(tmp_path, text, name), countries=["MLI"])


def test_a_missing_or_binary_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        read_user_list(tmp_path / "none.csv", countries=[])
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="readable UTF-8"):
        read_user_list(binary, countries=[])
