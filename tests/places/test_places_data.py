"""The data files, and what happens where one is not as expected."""

from __future__ import annotations

import lzma
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.places.countries import (
    capital_of,
    country_name,
    country_of_demonym,
    country_of_name,
    load_countries,
)
from reportedly.places.entries import Entry, read_supplement, read_table
from reportedly.places.gazetteer import INDEX, EmbeddedGazetteer
from reportedly.places.indexing import write_index
from reportedly.places.lexicon import DATA, load_lexicon
from reportedly.places.ranker import Ranker
from reportedly.places.store import Store

AFFIXES = {"prefixes": [], "suffixes": ["town"]}


def test_countries() -> None:
    assert country_of_demonym("Afghan") == "AFG"
    assert country_of_demonym("malian") == "MLI"
    assert country_of_demonym("table") is None
    assert country_of_name("UK") == "GBR"
    assert country_of_name("DRC") == "COD"
    assert country_name("MMR") == "Myanmar"
    assert capital_of("geonames:1138958") == "AFG"
    assert capital_of("reportedly:sambisa") is None


def test_every_capital_is_in_the_gazetteer(gazetteer: EmbeddedGazetteer) -> None:
    countries = load_countries()
    for iso3 in ("AFG", "SYR", "SDN", "UKR", "COD", "HTI", "MMR", "YEM", "MLI", "SOM"):
        country = countries.get(iso3)
        assert country is not None
        assert country.capital_name is not None
        found = gazetteer.lookup(country.capital_name)
        assert f"geonames:{country.capital}" in {p.gazetteer_id for p in found}


def test_the_supplement_is_sound() -> None:
    entries, names = read_supplement(DATA / "supplement.yaml")
    countries = load_countries()
    assert len(entries) > 200
    assert all(e.country == "XXX" or countries.get(e.country) for e in entries)
    assert all(names.values())


def test_opens_fast_and_small() -> None:
    code = (
        "import time,resource;from reportedly.places.gazetteer import EmbeddedGazetteer as E;"
        "r=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;t=time.process_time();g=E();"
        "g.lookup('Kabul');t=time.process_time()-t;"
        "print(t,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss-r)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, kilobytes = (float(x) for x in done.stdout.split())
    assert seconds < 0.6  # 0.3 on a quiet machine
    assert kilobytes < 150_000


def test_the_installation_is_never_written() -> None:
    before = {p.name: p.stat().st_mtime_ns for p in INDEX.parent.iterdir()}
    EmbeddedGazetteer().lookup("Herat")
    assert before == {p.name: p.stat().st_mtime_ns for p in INDEX.parent.iterdir()}


def test_a_store_survives_pickling() -> None:
    store = pickle.loads(pickle.dumps(Store(INDEX)))
    assert store.bearers("herat")


def test_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"build_gazetteer\.py --index"):
        EmbeddedGazetteer(index=tmp_path / "none.sqlite")


@pytest.mark.parametrize("keep", [0, 50, 4096, 100_000])
def test_half_an_index_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "half.sqlite"
    path.write_bytes(INDEX.read_bytes()[:keep])
    with pytest.raises(DataError, match="damaged or cut short"):
        EmbeddedGazetteer(index=path)


def test_an_index_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    write_index([Entry(1, "p", "AFG", "Xtown")], path, "digest", AFFIXES)
    assert Store(path).digest == "digest"
    path.write_bytes(path.read_bytes().replace(b"format1", b"format9"))
    with pytest.raises(DataError, match="expected gazetteer format"):
        Store(path)


@pytest.mark.parametrize(
    ("line", "problem"),
    [("1\tp\tAFG\tX", "11 columns"), ("x\tp\tAFG\tX\t\t\t\t\t\t\t", "numbers")],
)
def test_a_bad_table_names_its_row(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "t.tsv.xz"
    path.write_bytes(lzma.compress(b"1\tp\tAFG\tX\t\t\t1\t2\t3\t\t\n" + line.encode() + b"\n"))
    with pytest.raises(DataError, match=rf"row 2: .*{problem}"):
        list(read_table(path))
    path.write_bytes(b"no xz")
    with pytest.raises(DataError, match="compressed gazetteer table"):
        list(read_table(path))


@pytest.mark.parametrize(
    "item",
    ["{id: a, name: A, country: AFG, level: place}",
     "{id: a, name: A, country: AFG, level: place, at: [95, 0]}",
     "{id: a, name: A, country: AFG, level: planet, at: [5, 0]}"],
)  # fmt: skip
def test_a_bad_supplement_names_its_row(tmp_path: Path, item: str) -> None:
    path = tmp_path / "supplement.yaml"
    path.write_text(f"places:\n- {item}\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 1"):
        read_supplement(path)


def test_ranker_with_a_missing_weight(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(
        '{"sets": {"shipped": {"weights": {"population": 1}, "calibration": null}}}',
        encoding="utf-8",
    )
    with pytest.raises(DataError, match="a number for each of"):
        Ranker.load(path)


def test_word_lists_are_lower_case_words() -> None:
    lexicon = load_lexicon()
    assert "no" in lexicon["ordinary"]
    assert "of" in lexicon["particles"]
    assert all(w == w.casefold() for words in lexicon.words.values() for w in words)


def test_resolution_is_fast(gazetteer: EmbeddedGazetteer) -> None:
    text = (
        "Clashes in Tripoli, Lebanon, spread to Beirut, Sidon and Tyre, said Syria and Iran. " * 3
    )
    names = ("Tripoli", "Lebanon", "Beirut", "Sidon", "Tyre", "Syria", "Iran")
    spans = sorted(
        (i, i + len(n)) for n in names for i in range(len(text)) if text.startswith(n, i)
    )
    gazetteer.resolve(text, spans)
    begun = time.process_time()
    for _ in range(20):
        gazetteer.resolve(text, spans)
    assert (time.process_time() - begun) / 20 < 0.01
