"""`reportedly actors`: the registry, searched, shown and extended by a list of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from reportedly.actors.entry import KINDS, Entry, Role
from reportedly.actors.registry import EmbeddedRegistry
from reportedly.cli.choices import ActorsFile
from reportedly.errors import UsageError

app = typer.Typer(
    no_args_is_help=True, help="Search the actor registry, and check a list of your own."
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@app.command()
def search(
    name: Annotated[list[str], typer.Argument(metavar="NAME...", help="Words of a name.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="Show so many.")] = 20,
    actors: ActorsFile = None,
    as_json: Json = False,
) -> None:
    """Show the actors whose names hold all the words, then those that the name may stand for.

    Examples:
        reportedly actors search support to islam

        reportedly actors search RSF

    """
    registry = _registry(actors)
    words = " ".join(name)
    found = registry.search(words, limit)
    near = [registry.get(actor.id) for actor in registry.lookup(words)]
    found += [entry for entry in near if entry is not None and entry not in found]
    _print(found[:limit], as_json=as_json)
    if not found:
        typer.echo(
            f"no actor is found under {words!r}; add actors with: reportedly read --actors FILE "
            "(see reportedly actors check --help)",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def show(
    ref: Annotated[str, typer.Argument(metavar="ID", help="As rpd:jnim, state:MLI, ucdp:6716.")],
    *,
    actors: ActorsFile = None,
    as_json: Json = False,
) -> None:
    """Show all that the registry holds about one actor, and where it comes from.

    Examples:
        reportedly actors show rpd:jnim

        reportedly actors show state:MLI:military

    """
    entry = _registry(actors).get(ref)
    if entry is None:
        raise UsageError(
            f"no actor has the id {ref!r}; find ids with: reportedly actors search NAME"
        )
    if as_json:
        _print([entry], as_json=True)
    else:
        typer.echo("\n".join(described(entry)))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your list, CSV or YAML.")],
) -> None:
    """Check a list of your own; a mistake is named with its file and row.

    A CSV file has the columns id, name, kind, source and, as needed, country, aliases, acronyms,
    labels, also (lists, parted by ;), parent, from, to. A YAML file is a list of maps with the same
    keys. An id of the registry replaces its entry.

    Examples:
        reportedly actors check mine.csv

        reportedly read article.html --actors mine.csv

    """
    base = EmbeddedRegistry()
    registry = EmbeddedRegistry.with_user_list(file)
    typer.echo(f"{file}: {len(registry.extra)} actors, all as expected")
    for entry in registry.extra:
        if base.get(entry.id) is not None:
            typer.echo(f"  {entry.id} replaces the registry's entry")
        for name in (entry.name, *entry.aliases):
            others = [a for a in base.lookup(name) if a.id != entry.id and (a.score or 0) >= 1]
            if others:
                typer.echo(f"  {name!r} is also a name of {others[0].name} ({others[0].id})")


@app.command(name="list")
def list_(
    *,
    kind: Annotated[str | None, typer.Option(help="Only this kind, as rebel.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only active there, as MLI.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Only where the source holds this word, as UCDP.")
    ] = None,
    actors: ActorsFile = None,
    as_json: Json = False,
) -> None:
    """List the actors of the registry.

    Examples:
        reportedly actors list --country MLI --kind rebel

        reportedly actors list --json > actors.jsonl

    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind {kind!r}; choose one of {', '.join(sorted(KINDS))}")
    found = [
        entry
        for entry in _registry(actors).entries
        if (kind is None or kind in {entry.kind, *(role.kind for role in entry.roles)})
        and (country is None or country.upper() in entry.countries)
        and (source is None or source.casefold() in entry.source.casefold())
    ]
    _print(sorted(found, key=lambda entry: (entry.name, entry.id)), as_json=as_json)


def described(entry: Entry) -> list[str]:
    """Lines with everything that an entry holds, empty fields left out."""
    fields: list[tuple[str, Iterable[str]]] = [
        ("id", [entry.id]),
        ("name", [entry.name]),
        ("kind", [entry.kind]),
        ("country", [entry.country] if entry.country else []),
        ("also active in", entry.also),
        ("parent", [entry.parent] if entry.parent else []),
        ("roles", [_role(role) for role in entry.roles]),
        ("aliases", entry.aliases),
        ("acronyms", entry.acronyms),
        ("partisan names", entry.labels),
        ("names of lists", entry.listed),
        ("ids elsewhere", entry.refs),
        ("source", [entry.source] if entry.source else []),
    ]
    return [f"{label:15} {'; '.join(values)}" for label, values in fields if values]


def _role(role: Role) -> str:
    return f"{role.kind} {role.start or '...'} to {role.end or '...'}"


def _print(entries: Iterable[Entry], *, as_json: bool) -> None:
    for entry in entries:
        if as_json:
            typer.echo(json.dumps(asdict(entry), ensure_ascii=False, default=str))
        else:
            home = ", ".join([entry.kind, *([entry.country] if entry.country else [])])
            typer.echo(f"{entry.id:24}  {entry.name} ({home})")


def _registry(file: Path | None) -> EmbeddedRegistry:
    return EmbeddedRegistry() if file is None else EmbeddedRegistry.with_user_list(file)
