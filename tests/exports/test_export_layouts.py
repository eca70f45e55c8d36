"""ACLED- and GED-like tables: columns, rules of each cell, unknown apart from zero."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from exports.project_exports import COUNTY, KENYA, NAMES, attack, contested, event, first, written
from reportedly.errors import UsageError
from reportedly.exports.acled_counts import vague_number
from reportedly.exports.ged import grid_cell
from reportedly.exports.ged_sides import state_number
from reportedly.exports.tables import layout, regions
from reportedly.exports.units import figures, units
from sample_readings import sample

Rows = list[dict[str, str]]


def table(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_columns_are_those_of_the_layouts() -> None:
    assert len(layout("acled").columns) == 31
    assert len(layout("ged").columns) == 49
    assert list(table(written("acled"))[0]) == list(layout("acled").columns)
    assert list(table(written("ged", attack()))[0]) == list(layout("ged").columns)


def test_an_attack_in_the_acled_layout() -> None:
    (row,) = table(written("acled", attack()))
    assert row["event_id_cnty"].startswith("RPD-KEN-")
    told = {k: row[k] for k in ("actor1", "inter1", "actor2", "inter2", "interaction", "iso")}
    assert told == {
        "actor1": "Northern Rebels", "inter1": "Rebel group", "actor2": "Army of Kenya",
        "inter2": "State forces", "interaction": "State forces-Rebel group", "iso": "404",
    }  # fmt: skip
    assert (row["region"], row["fatalities"]) == ("Eastern Africa", "12")
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == ("-0.4536", "39.6401", "1")
    assert (row["event_date"], row["timestamp"], row["source"]) == ("", "", "Wire A")


@pytest.mark.parametrize(
    ("words", "plain", "counted"),
    [("dozens", "", "12"), ("hundreds of men", "", "100"), ("several", "", "3"), ("men", "", "")],
)
def test_vague_words_are_numbers_only_where_asked_for(words: str, plain: str, counted: str) -> None:
    reading = attack(words, None, None)
    assert table(written("acled", reading))[0]["fatalities"] == plain
    assert table(written("acled", reading, counts=True))[0]["fatalities"] == counted


def test_unknown_dead_are_no_zero() -> None:

    rows = table(written("acled"))
    assert "" in {row["fatalities"] for row in rows}
    assert "" not in {row["fatalities"] for row in table(written("acled", counts=True))}


def test_the_larger_number_at_a_larger_scale() -> None:
    assert vague_number("several people", large=False) == 3
    assert vague_number("several people", large=True) == 10
    assert vague_number("scores", large=True) == 12
    assert vague_number("people", large=True) is None


@pytest.mark.parametrize("form", ["acled", "ged"])
def test_each_cell_says_its_rule(form: str) -> None:
    rules = io.StringIO()
    rows = table(written(form, attack(), sample(), rules=rules))
    side = list(csv.DictReader(io.StringIO(rules.getvalue().removeprefix("\ufeff"))))
    assert len(side) == len(rows) * len(layout(form).columns)
    assert {cell["rule"] for cell in side} <= set(layout(form).rules)
    assert all(cell["meaning"] for cell in side)


def test_an_attack_in_the_ged_layout() -> None:
    (row,) = table(written("ged", attack()))
    told = {k: row[k] for k in ("type_of_violence", "side_a", "side_b", "gwnoa", "gwnob", "best")}
    assert told == {
        "type_of_violence": "1", "side_a": "Army of Kenya", "side_b": "Northern Rebels",
        "gwnoa": "501", "gwnob": "", "best": "12",
    }  # fmt: skip
    assert (row["low"], row["high"], row["where_prec"], row["region"]) == (
        "12",
        "12",
        "1",
        "Africa",
    )
    assert row["geom_wkt"] == "POINT (39.6401 -0.4536)"
    assert (row["date_prec"], row["date_start"]) == ("", "")


def test_a_lower_bound_is_low_and_nothing_else() -> None:
    (row,) = table(written("ged", attack("at least twelve", 12, None)))
    assert (row["low"], row["best"], row["high"]) == ("12", "", "")


@pytest.mark.parametrize("place", [COUNTY, KENYA])
def test_no_centroid_of_a_division_stands_as_a_point(place: object) -> None:
    (row,) = table(written("ged", attack(place=place)))  # type: ignore[arg-type]
    assert (row["latitude"], row["geom_wkt"], row["priogrid_gid"]) == ("", "", "")
    assert row["where_prec"] in ("4", "6")


def test_two_tolls_of_one_event_are_not_averaged() -> None:
    one, two = attack(), attack("thirty people", 30, 30, uri="b.txt")
    told = event(first(one), first(two), contradictions=(contested(first(one), first(two)),))
    (row,) = table(written("ged", one, two, events=[told]))
    assert (row["best"], row["low"], row["high"], row["number_of_sources"]) == ("", "12", "30", "2")
    (row,) = table(written("acled", one, two, events=[told]))
    assert row["fatalities"] == "12"
    assert "told by 2 independent sources" in row["notes"]


def test_a_place_that_claims_disagree_on_is_blank() -> None:
    one, two = attack(), attack(place=COUNTY, uri="b.txt")
    told = event(first(one), first(two), place=None)
    (row,) = table(written("acled", one, two, events=[told]))
    assert (row["location"], row["country"], row["latitude"]) == ("", "", "")


@pytest.mark.parametrize(
    ("last", "day", "precision", "ged"),
    [
        (date(2024, 5, 1), "2024-05-01", "1", "1"),
        (date(2024, 5, 7), "2024-05-04", "2", "3"),
        (date(2024, 5, 31), "2024-05-16", "3", "4"),
        (date(2024, 6, 15), "", "", "5"),
    ],
)
def test_precision_of_days(last: date, day: str, precision: str, ged: str) -> None:
    reading = attack()
    told = event(first(reading), earliest=date(2024, 5, 1), latest=last)
    (row,) = table(written("acled", reading, events=[told]))
    assert (row["event_date"], row["time_precision"]) == (day, precision)
    assert table(written("ged", reading, events=[told]))[0]["date_prec"] == ged


def test_a_private_person_is_a_civilian_without_a_name() -> None:
    assert b"Daudzai" not in written("acled")
    assert b"Daudzai" not in written("ged")


def test_rules_are_for_the_layouts_that_have_them() -> None:
    with pytest.raises(UsageError, match="no rules"):
        written("csv", rules=io.StringIO())
    with pytest.raises(UsageError, match="acled layout alone"):
        written("ged", counts=True)


def test_data_tables() -> None:
    assert (regions()["AFG"].iso, regions()["AFG"].ged) == (4, "Asia")
    assert regions()["EGY"].ged == "Middle East"
    assert len({r.acled for r in regions().values()}) == 17
    numbers = [r.iso for r in regions().values()]
    assert len(numbers) == len(set(numbers))
    assert (state_number("AFG"), state_number("XXX")) == (700, None)
    assert (grid_cell(-90, -180), grid_cell(89.9, 179.9)) == (1, 259200)
    listed = {s for subs in layout("acled").tables["disorder"].values() for s in subs}
    assert len(listed) == 25


def test_units_without_events_are_claims() -> None:
    found = list(units([sample()], NAMES))
    assert [u.id for u in found] == [c.claim_id for c in sample().claims]
    assert figures([]).low is None
