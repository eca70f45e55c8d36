"""Options by which claims are looked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.store import Filters

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORD]...", help='Words of the quoted text; "a phrase" in quotes.'),
]
Actor = Annotated[str | None, typer.Option(help="Who did it: a registry id, or part of a name.")]
Recipient = Annotated[str | None, typer.Option(help="To whom: a registry id, or part of a name.")]
Speaker = Annotated[str | None, typer.Option(help="Who says so: an id, or part of a name.")]
Place = Annotated[
    str | None, typer.Option(help="A place or a division around it: a name, or a gazetteer id.")
]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166-1 alpha-3, as MLI.")]
Box = Annotated[
    str | None, typer.Option(metavar="W,S,E,N", help="Inside these degrees, as 28,-3,30,1.")
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="On or after this day.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="On or before this day.")]
Category = Annotated[str | None, typer.Option(help="PLOVER category, as ASSAULT.")]
Mode = Annotated[str | None, typer.Option(help="Its mode, as abduct.")]
StatusOf = Annotated[
    str | None, typer.Option("--status", help="occurred, ongoing, planned, averted, denied, ...")
]
Source = Annotated[str | None, typer.Option(help="Part of the publisher or of the address.")]
Counted = Annotated[str | None, typer.Option(help="What is counted, as killed or displaced.")]
Least = Annotated[int | None, typer.Option(min=0, help="At least so many are told.")]
Most = Annotated[int | None, typer.Option(min=0, help="At most so many are told.")]
Limit = Annotated[int, typer.Option(min=1, help="Show so many.")]


def filters(  # noqa: PLR0917 - one an option
    words: list[str] | None,
    actor: str | None,
    recipient: str | None,
    speaker: str | None,
    place: str | None,
    country: str | None,
    box: str | None,
    since: str | None,
    until: str | None,
    category: str | None,
    mode: str | None,
    status: str | None,
    source: str | None,
    counted: str | None,
    at_least: int | None,
    at_most: int | None,
) -> Filters:
    """Return what is looked for; raises `UsageError` for a day or a box that is none."""
    from reportedly.store import Filters  # noqa: PLC0415 - imports the database

    return Filters(
        words=" ".join(_quoted(word) for word in words) if words else None,
        actor=actor,
        recipient=recipient,
        speaker=speaker,
        place=place,
        country=country,
        box=_box(box),
        since=_day("--since", since),
        until=_day("--until", until),
        category=category,
        mode=mode,
        status=status,
        source=source,
        counted=counted,
        at_least=at_least,
        at_most=at_most,
    )


def _quoted(word: str) -> str:
    """A word that the shell gave with spaces in it was a phrase in quotes."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def _day(option: str, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{option} {value!r}: not a day; write it as 2024-05-31") from None


def _box(value: str | None) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise UsageError(f"--box {value!r}: expected west,south,east,north in degrees") from None
    return west, south, east, north
