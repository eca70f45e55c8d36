"""A user's own gazetteer from dumps in GeoNames' format, tables and GeoJSON."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from reportedly.errors import DataError, UsageError
from reportedly.places.entries import PAST, Dated
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.places.import_geonames import read_names
from reportedly.places.importers import import_gazetteer
from reportedly.places.store import Store
from reportedly.records.document import Document
from reportedly.text.analysis import Analysis, analyse


def row(id_: int, name: str, feature: str, **cells: str) -> str:
    """A line of a GeoNames dump with its 19 columns."""
    kind, code = feature.split(".")
    values = [str(id_), name, name, cells.get("names", ""), cells.get("lat", "34.1"),
              cells.get("lon", "70.5"), kind, code, "AF", "", cells.get("a1", "18"),
              cells.get("a2", "1804"), "", "", cells.get("people", "0"), "", "900", "Asia/Kabul",
              "2024-01-01"]  # fmt: skip
    return "\t".join(values) + "\n"


DUMP = (
    row(9100001, "Zarkamar Ulya", "P.PPL", names="Zarkamar,Zarqamar,زرکمر")
    + row(1132366, "Nangarhār", "A.ADM1", a2="")
    + row(9100002, "Achīn Bala", "A.ADM2")
    + row(9100003, "Zarkamar Ghar", "T.MT")
    + row(9100004, "Zarkamar Hotel", "S.HTL")
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "AF.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("AF.txt", DUMP)
    return path


def test_a_country_dump(dump: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.sqlite"
    assert import_gazetteer([dump], target) == 4
    found = EmbeddedGazetteer([target]).lookup("Zarqamar")
    assert [p.gazetteer_id for p in found] == ["geonames:9100001"]
    assert (found[0].country, found[0].level, found[0].admin1) == ("AFG", "place", "Nangarhār")
    assert found[0].admin2 == "Achīn Bala"
    assert not EmbeddedGazetteer().lookup("Zarqamar")


def test_historic_names(dump: Path, tmp_path: Path) -> None:
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t9100001\ten\tShahr-i-Kohna Zar\t\t\t\t1\t1920\t1978\n"
        "2\t9100001\tlink\thttps://example.org\t\t\t\t\t\t\n"
        "3\t77\ten\tElsewhere\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    target = tmp_path / "mine.sqlite"
    import_gazetteer([dump, names], target)
    gazetteer = EmbeddedGazetteer([target])
    assert gazetteer.lookup("Shahr-i-Kohna Zar")[0].gazetteer_id == "geonames:9100001"
    with pytest.raises(UsageError, match="names alone"):
        import_gazetteer([names], target)


def test_tables_and_geojson_are_added_to_what_is_there(dump: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.sqlite"
    import_gazetteer([dump], target)
    table = tmp_path / "own.csv"
    table.write_text(
        "Name;Lat;Lon;ISO3;Aliases;pcode;Level\n"
        "Checkpoint Zulu;33.5;69.9;AFG;CP Zulu|Zulu Post;AF99;feature\n",
        encoding="utf-8-sig",
    )
    shapes = tmp_path / "areas.geojson"
    ring = [[[10.0, 20.0], [12.0, 20.0], [12.0, 22.0], [10.0, 20.0]]]
    feature = {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": ring},
        "properties": {"name": "Zone Kilo", "country": "Chad", "level": "region"},
    }
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert import_gazetteer([table, shapes], target) == 6
    gazetteer = EmbeddedGazetteer([target])
    zulu = gazetteer.lookup("zulu post")[0]
    assert (zulu.gazetteer_id, zulu.name, zulu.level) == ("user:AF99", "Checkpoint Zulu", "feature")
    kilo = gazetteer.lookup("Zone Kilo")[0]
    assert (kilo.country, kilo.longitude, kilo.latitude) == ("TCD", 11.0, 21.0)
    assert gazetteer.lookup("Zarqamar")
    assert gazetteer.lookup("Kabul")[0].country == "AFG"


def test_an_ocha_table(tmp_path: Path) -> None:
    table = tmp_path / "adm.csv"
    table.write_text(
        "ADM0_EN,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon\n"
        "Sudan,North Darfur,SD02,Zubdia Kurra,SD02999,13.1,24.9\n",
        encoding="utf-8",
    )
    target = tmp_path / "mine.sqlite"
    import_gazetteer([table], target, divisions=lambda name, country: 408664)
    found = EmbeddedGazetteer([target]).lookup("Zubdia Kurra")[0]
    assert (found.gazetteer_id, found.country, found.level) == ("user:SD02999", "SDN", "admin2")


BAD = [
    ("AF.txt", "1\tX\n", r"row 1: expected 19 columns .* found 2"),
    ("AF.txt", row(1, "X", "P.PPL") + row(2, "Y", "P.PPL", lat="95"), r"row 2: .*out of range"),
    ("AF.txt", row(1, "X", "P.PPL", lon="east"), r"row 1: expected coordinates"),
    ("AF.txt", row(1, "X", "P.PPL", people="many"), r"row 1: expected a whole number"),
    ("AF.txt", row(1, "X", "S.HTL"), "hold no places"),
    ("AF.zip", "no zip", "expected a whole GeoNames file"),
    ("own.csv", "name,lat,lon\nX,1,2\n", r"row 2: expected a value in a column 'country'"),
    ("own.csv", "name,lat,lon,country\nX,1,200,AFG\n", r"row 2: coordinates out of range"),
    ("own.csv", "name,lat,lon,country\nX,1,2,Narnia\n", r"row 2: expected a country"),
    ("own.csv", "name,lat,lon,country,level\nX,1,2,AFG,moon\n", r"row 2: expected a level"),
    ("own.geojson", "{}", "expected a GeoJSON FeatureCollection"),
    ("own.geojson", '{"features": [{"properties": {}}]}', r"row 1: expected geometry"),
]


@pytest.mark.parametrize(("name", "content", "problem"), BAD)
def test_a_bad_source_leaves_everything_as_it_was(
    dump: Path, tmp_path: Path, name: str, content: str, problem: str
) -> None:
    target = tmp_path / "mine.sqlite"
    import_gazetteer([dump], target)
    before = target.read_bytes()
    folder = tmp_path / "bad"
    folder.mkdir()
    source = folder / name
    source.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        import_gazetteer([source], target)
    assert target.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["AF.zip", "bad", "mine.sqlite"]


def test_half_a_download(dump: Path, tmp_path: Path) -> None:
    dump.write_bytes(dump.read_bytes()[:-40])
    with pytest.raises(DataError, match="download it again"):
        import_gazetteer([dump], tmp_path / "mine.sqlite")
    assert not (tmp_path / "mine.sqlite").exists()


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        import_gazetteer([tmp_path / "none.zip"], tmp_path / "x.sqlite")
    path = tmp_path / "a.docx"
    path.write_text("x")
    with pytest.raises(UsageError, match=r"expected \.zip"):
        import_gazetteer([path], tmp_path / "x.sqlite")


def analysed(text: str, published: str) -> Analysis:
    return analyse(Document(text, published=published))


def test_a_historic_name_ranks_lower_when_it_no_longer_holds(tmp_path: Path) -> None:
    large, small = (
        row(9200001, "Novoye Vrazhino", "P.PPL", people="300000"),
        row(9200002, "Vrazhgrad", "P.PPL", lat="35.9", people="900"),
    )
    path = tmp_path / "AF.txt"
    path.write_text(large + small, encoding="utf-8")
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t9200001\tru\tVrazhgrad\t\t\t\t1\t1932\t1961-11-05\n"
        "2\t9200001\ten\tOldgrad\t\t\t\t1\t\t\n"
        "3\t9200001\tfa\tOldgrad\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    target = tmp_path / "mine.sqlite"
    import_gazetteer([path, names], target)
    gazetteer = EmbeddedGazetteer([target])
    text = "Two people were killed in Vrazhgrad on Sunday."
    found = {
        published: gazetteer.find(analysed(text, published))[0]
        for published in ("1960-03-01", "2024-03-01")
    }
    assert found["1960-03-01"].resolved is not None
    assert found["1960-03-01"].resolved.gazetteer_id == "geonames:9200001"
    after = found["2024-03-01"]
    best = after.resolved or after.candidates[0]
    assert best.gazetteer_id == "geonames:9200002"
    # A name that also holds without end is no historic one.
    bearer = Store(target).bearers("oldgrad")[0]
    assert (bearer.since, bearer.until) == (None, None)


def test_years_as_contributors_write_them(tmp_path: Path) -> None:
    path = tmp_path / "alternateNamesV2.txt"
    path.write_text(
        "1\t7\ten\tA\t\t\t\t1\t19 May 1920\t1978-02\n"
        "2\t7\ten\tB\t\t\t\t1\t1978\t1920\n"
        "3\t7\ten\tC\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    assert [name for _, name in read_names(path, {7})] == [
        Dated("A", 1920, 1978), Dated("B", None, PAST), Dated("C", None, None)
    ]  # fmt: skip
