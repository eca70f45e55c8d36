"""Workbooks, Parquet, GeoJSON, PLOVER, FollowTheMoney and annotations, read back."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from exports.project_exports import COUNTY, KENYA, attack, event, first, written
from reportedly.exports.csv_rows import COLUMNS, safe
from reportedly.exports.privacy import MASK, Names, Restored
from reportedly.exports.project_formats import PROJECT_FORMATS, format_named
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from sample_readings import Maker, sample
from strategies import readings

MASKED = [name for name, form in PROJECT_FORMATS.items() if not form.archive]


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


@pytest.mark.parametrize("form", list(PROJECT_FORMATS))
def test_the_same_content_gives_the_same_bytes(form: str) -> None:
    assert written(form) == written(form)


@pytest.mark.parametrize("form", MASKED)
def test_no_private_name_in_any_form(form: str) -> None:
    title = "Karim Daudzai, baker, speaks out"
    one = sample()
    document = Document(one.document.text, title=title, uri="http://x.example/karim-daudzai")
    maker = Maker(document)
    held = maker.party("Karim Daudzai", person="private")
    maker.claim(
        "Karim Daudzai, a baker, told reporters that two of the shells had struck the mosque",
        "struck",
        "ASSAULT",
        "occurred",
        recipients=(held,),
    )
    data = written(form, maker.reading())
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    if form == "parquet":
        data = pd.read_parquet(io.BytesIO(data)).to_csv().encode()
    assert b"Daudzai" not in data
    assert b"daudzai" not in data


def test_a_name_that_a_coder_restored_is_shown() -> None:
    names = Names(restored=(Restored("Karim Daudzai", "he asked for it", sample().document.id),))
    assert b"Karim Daudzai" in written("csv", names=names)
    other = Names(restored=(Restored("Karim Daudzai", "he asked for it", "another"),))
    assert b"Daudzai" not in written("csv", names=other)


def test_a_workbook_read_back() -> None:
    told = event(first(attack()))
    book = load_workbook(io.BytesIO(written("xlsx", attack(), sample(), events=[told])))
    assert book.sheetnames == ["claims", "events", "masks", "about"]
    head, one, *_ = list(book["claims"].values)
    assert head == COLUMNS
    row = dict(zip(head, one, strict=True))
    assert (row["killed_low"], row["latitude"]) == (12, -0.4536)
    assert isinstance(row["killed_low"], int)
    events = list(book["events"].values)
    assert events[1][0] == told.event_id
    assert len(list(book["masks"].values)) > 1


@pytest.mark.parametrize("start", [*"=+-@\t\r\uff1d\uff0b\uff0d\uff20", "\x00="])
def test_no_cell_of_a_workbook_is_a_formula(start: str) -> None:
    text = f"{start}SUM(A1) The army attacked Garissa."
    maker = Maker(
        Document(text, title=f"{start}HYPERLINK(1)", publisher=f"{start}cmd|' /C calc'!A0")
    )
    maker.claim(text, "attacked", "ASSAULT", "occurred")
    book = load_workbook(io.BytesIO(written("xlsx", maker.reading())))
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert cell.value == safe(cell.value)


def test_parquet_read_back() -> None:
    frame = pd.read_parquet(io.BytesIO(written("parquet", attack(), sample())))
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["killed_low"][0]) == [12]
    assert list(frame["latitude"][0]) == [-0.4536]
    assert frame["evidence_start"].dtype == "int64"
    assert len(frame) == 1 + len(sample().claims)


def test_geojson_has_points_for_named_places_only() -> None:
    found = json.loads(written("geojson", attack(), attack(place=COUNTY), attack(place=KENYA)))
    assert found["type"] == "FeatureCollection"
    assert [f["geometry"] for f in found["features"]] == [
        {"type": "Point", "coordinates": [39.6401, -0.4536]}, None, None,
    ]  # fmt: skip
    assert "no point" in found["features"][1]["properties"]["no_point"]
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}


@pytest.mark.parametrize("before", ["her home in", "the house of a judge in", "an apartment near"])
def test_a_home_is_never_a_point(before: str) -> None:
    (found,) = json.loads(written("geojson", attack(before=before)))["features"]
    assert found["geometry"] is None
    assert found["properties"]["place"] == "Garissa"


def test_plover_records() -> None:
    (found,) = lines(written("plover", attack()))
    assert found["event"] == "ASSAULT"
    assert found["actor"][0]["sector"] == "REB"
    assert found["recipient"][0]["code"] == "KEN"
    assert found["size"] == {"dead": 12}
    assert (found["event_loc"]["geonameid"], found["event_loc"]["lat"]) == ("1", -0.4536)
    modes = {tuple(r.get("mode", ())) for r in lines(written("plover"))}
    assert any("negation" in mode for mode in modes)
    assert any("future" in mode for mode in modes)


def test_followthemoney_entities_are_valid() -> None:
    model = pytest.importorskip("followthemoney").model
    entities = lines(written("ftm", attack(), sample(), events=[event(first(attack()))]))
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    for entity in entities:
        proxy = model.get_proxy(entity)
        model.validate(entity) if hasattr(model, "validate") else None
        assert proxy.schema.name == entity["schema"]
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), (entity["schema"], name)


def test_annotations_point_at_their_words() -> None:
    found = json.loads(written("annotations"))
    text = sample().document.text
    notes = [n for n in found["graph"] if "Annotation" in n["type"]]
    assert len(notes) == len(sample().claims)
    quoted = 0
    for note in notes:
        for target in note["target"]:
            position, *quotes = target["selector"]
            for quote in quotes:
                quoted += 1
                exact = text[position["start"] : position["end"]]
                assert quote["exact"] == exact
                if MASK not in quote["prefix"] + quote["suffix"]:
                    assert quote["prefix"] + exact + quote["suffix"] in text
    assert quoted
    used = {key for node in found["graph"] for key in node}
    assert used <= set(found["@context"])
    assert not [v for v in json.dumps(found["@context"]).split('"') if v.endswith(".jsonld")]


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(Exception, match="choose one of"):
        format_named("doc")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_any_reading_can_be_written(reading: Reading) -> None:
    for form in ("geojson", "plover", "acled", "ged", "ftm", "annotations", "parquet"):
        assert written(form, reading) is not None
