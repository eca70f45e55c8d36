"""The packaged data: whole, in step with its sources, and of known kinds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from reportedly.actors import EmbeddedRegistry
from reportedly.actors.build import Sources, build_records
from reportedly.actors.entry import KINDS
from reportedly.actors.load import load
from reportedly.actors.sanctions import held_out, ofac_names, un_names
from reportedly.errors import DataError

DATA = Path(__file__).parents[2] / "src" / "reportedly" / "actors" / "data"


@pytest.fixture(scope="module")
def records() -> list[dict[str, object]]:
    lines = (DATA / "registry.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_entry_has_a_source_a_known_kind_and_one_id(registry: EmbeddedRegistry) -> None:
    ids = Counter(entry.id for entry in registry.entries)
    assert [i for i, n in ids.items() if n > 1] == []
    for entry in registry.entries:
        assert entry.source, entry.id
        assert entry.kind in KINDS, entry.id
        assert entry.name.strip() == entry.name, entry.id


def test_parents_are_there(registry: EmbeddedRegistry) -> None:
    missing = [e.id for e in registry.entries if e.parent and registry.get(e.parent) is None]
    assert missing == []


def test_the_overlay_is_broad(registry: EmbeddedRegistry) -> None:
    own = [entry for entry in registry.entries if entry.id.startswith("rpd:")]
    assert len(own) >= 150
    scripts = {"Arabic": "\u0600", "Cyrillic": "\u0400"}
    for first in scripts.values():
        start = ord(first)
        written = [e for e in own if any(start <= ord(c) < start + 256 for c in "".join(e.aliases))]
        assert len(written) > 60


def test_the_registry_is_in_step_with_its_sources(records: list[dict[str, object]]) -> None:
    """Whoever edits a source file must build again: `tools/build_registry.py`."""
    built = list(build_records(DATA, Sources()))
    for kind in ("organ", "name", "words", "labels"):
        assert [r for r in records if r["t"] == kind] == [r for r in built if r["t"] == kind]
    held = {r["id"]: r for r in records if r["t"] == "actor"}
    for record in (r for r in built if r["t"] == "actor"):
        for key in ("name", "kind", "aka", "ac", "label", "roles", "parent", "country"):
            assert held[record["id"]].get(key) == record.get(key), record["id"]


def test_names_kept_out_are_not_in_the_entry_by_way_of_their_list() -> None:
    names = [f"Group {n}" for n in range(400)]
    out = [name for name in names if held_out("un:X", name)]
    assert 20 < len(out) < 60
    assert out == [name for name in names if held_out("un:X", name.upper())]


def test_names_of_sanctions_lists_are_taken_apart() -> None:
    row = {"name": " BRIGADES OF X (BX)", "aliases": ["X Men (the (inner); Y Men)", "x men"]}
    assert list(un_names(row)) == ["BRIGADES OF X", "BX", "X Men", "inner", "the", "Y Men"]
    assert list(ofac_names(['"THE X"', "THE X"])) == ["THE X"]


def test_persons_of_sanctions_lists_stay_out(tmp_path: Path) -> None:
    sources = Sources(ofac={"999999": ["DOE BRIGADE, John", "DOE, John"]})
    ids = {record.get("id") for record in build_records(DATA, sources)}
    assert "ofac:999999" not in ids


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[]",
        b'{"t":"other"}',
        b'{"t":"actor","id":"x"}',
        b'{"t":"actor","id":"x","name":"X","kind":"wizard"}',
        b'{"t":"actor","id":"x","name":"X","kind":"rebel","roles":[{"kind":"rebel","to":"2021-02-30"}]}',
        b'{"t":"state","iso":"XX"}',
    ],
)
def test_a_damaged_registry_names_the_line(line: bytes) -> None:
    good = b'{"t":"labels","names":[]}\n'
    with pytest.raises(DataError, match="row 2"):
        load(good + line)
