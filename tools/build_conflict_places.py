"""Collect the conflict villages that the gazetteer lacks from UCDP-coded events.

    python tools/build_conflict_places.py EVENTS.jsonl

EVENTS.jsonl holds a coded event on each line with location_root_name, location_adm1_name,
location_adm2_name, location_where_name and split; only rows of the split "train" are read. Writes
src/reportedly/places/data/ucdp-places.tsv: name, country, first and second division (ids). Such a
place has no point of its own: the index gives it its division's, marked approximate.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from reportedly.evaluate.places import country_code, documents
from reportedly.places.countries import load_countries
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.text.normalise import fold

TARGET = Path(__file__).parent.parent / "src/reportedly/places/data/ucdp-places.tsv"
KIND = re.compile(
    r"\s+(?:town|village|city|suburb|refugee camp|camp|neighbou?rhood)$", re.IGNORECASE
)
# Descriptions, not names: "between Farah town and Fara Rod", "suburb of Ghazni".
DESCRIBED = re.compile(
    r"\d|[()]|\b(?:between|of|near|and|in|area|road|district|north|south|east|west|outside|border|"
    r"base|strike|province|governorate|villages?|towns?|farms?|park)\b",
    re.IGNORECASE,
)
HEADER = """\
# Places of coded events that GeoNames' larger places lack. From the UCDP Georeferenced Event
# Dataset as linked in UCDP-AEC (Uppsala Conflict Data Program), CC BY 4.0; names only, joined with
# divisions by GeoNames id by the project. Columns: name, country, admin1, admin2.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=Path)
    gazetteer, countries = EmbeddedGazetteer(without=("ucdp",)), load_countries()
    rows: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for event in documents(parser.parse_args().events):
        if event["split"] != "train":
            continue
        where = event["location_where_name"].replace("\xa0", " ").strip()
        code = country_code(event["location_root_name"], countries)
        if not code or not KIND.search(where) or not event["location_adm1_name"]:
            continue
        areas = gazetteer.named_in(event["location_adm1_name"], code, levels=("admin1", "admin2"))
        if not areas:
            continue
        first = areas[0].gazetteer_id
        if gazetteer.named_in(where, code, admin1=first) or gazetteer.named_in(where, code):
            continue
        second = event["location_adm2_name"]
        inner = gazetteer.named_in(second, code, levels=("admin2",), admin1=first) if second else []
        for part in KIND.sub("", where).split("/"):
            ids = [i.gazetteer_id.removeprefix("geonames:") for i in (areas[0], *inner[:1])]
            name = KIND.sub("", part.strip())
            named = len(fold(name)) > 3 and len(name.split()) < 5 and not DESCRIBED.search(name)
            if named and all(i.isdecimal() for i in ids):
                rows.setdefault(
                    (fold(name), code), (name, code, ids[0], ids[1] if len(ids) > 1 else "")
                )
    text = HEADER + "".join(
        "\t".join(r) + "\n" for r in sorted(rows.values(), key=lambda r: r[1::-1])
    )
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {len(rows):,} places")


if __name__ == "__main__":
    main()
