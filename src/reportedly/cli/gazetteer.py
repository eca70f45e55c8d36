"""`reportedly gazetteer`: places by name, and gazetteers of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.choices import GazetteerFiles
from reportedly.errors import UsageError
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.records.claim import ResolvedPlace

app = typer.Typer(no_args_is_help=True, help="Find places, and make a gazetteer of your own.")


@app.command()
def add(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...", help="GeoNames .zip or .txt, tables .csv or .tsv, .geojson."
        ),
    ],
    *,
    to: Annotated[Path, typer.Option(metavar="FILE", help="The gazetteer to make or to add to.")],
) -> None:
    """Add the places of files to a gazetteer of your own.

    A GeoNames country dump (AF.zip, or allCountries.zip) may have alternateNamesV2.zip beside it
    for more names. A table needs columns name, latitude, longitude and country; id, level, aliases
    (parted by |), admin1 and population are read too, and the columns of OCHA's tables understood.
    The file changes whole or not at all.

    Examples:
        reportedly gazetteer add AF.zip alternateNamesV2.zip --to afghanistan.gazetteer

        reportedly gazetteer add camps.csv --to camps.gazetteer

        reportedly read article.html --gazetteer camps.gazetteer

    """
    from reportedly.places.importers import import_gazetteer  # noqa: PLC0415

    if to.is_dir() or not to.absolute().parent.is_dir():
        raise UsageError(f"--to {to}: expected a file in a folder that exists")
    held = import_gazetteer(sources, to, divisions=_divisions(EmbeddedGazetteer()))
    noun = "place" if held == 1 else "places"
    typer.echo(f"{to} holds {held} {noun}. Next: reportedly read SOURCE --gazetteer {to}")


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a place.")],
    *,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only there, as MLI (ISO 3166-1 alpha-3).")
    ] = None,
    gazetteer: GazetteerFiles = None,
) -> None:
    """Show the places that a name may mean, best first, as they are ranked without any context.

    Examples:
        reportedly gazetteer find Tripoli

        reportedly gazetteer find Kidal --country MLI

    """
    held = EmbeddedGazetteer(gazetteer or ())
    if country and len(country) != len("MLI"):
        raise UsageError(f"--country {country}: expected three letters, as MLI (ISO 3166-1)")
    found = held.named_in(name, country.upper()) if country else held.lookup(name)
    if not found:
        where = f" in {country.upper()}" if country else ""
        typer.echo(
            f"no place is found under {name!r}{where}; add places with: reportedly gazetteer add",
            err=True,
        )
        raise typer.Exit(1)
    typer.echo("\n".join(rows(found)))


def rows(found: Sequence[ResolvedPlace]) -> list[str]:
    """One line a place: score, level, name and what holds it, point, id."""
    lines = []
    for place in sorted(found, key=lambda p: -(p.score or 0)):
        areas = [a for a in (place.admin2, place.admin1) if a and a != place.name]
        point = "no point"
        if place.latitude is not None and place.longitude is not None:
            point = f"{place.latitude:.3f} {place.longitude:.3f}"
        held = ", ".join([place.name, *areas, place.country])
        lines.append(
            f"{place.score or 0:.2f}  {place.level:7}  {held}  ({point})  {place.gazetteer_id}"
        )
    return lines


def _divisions(gazetteer: EmbeddedGazetteer) -> Callable[[str, str], int | None]:
    """Find the id of a first-level division by name and country, for tables that name it."""

    @lru_cache(maxsize=4096)
    def find_division(name: str, country: str) -> int | None:
        found = gazetteer.named_in(name, country, levels=("admin1",))
        number = found[0].gazetteer_id.removeprefix("geonames:") if found else ""
        return int(number) if number.isdecimal() else None

    return find_division
