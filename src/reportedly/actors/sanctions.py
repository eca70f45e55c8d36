"""Names of the entities on sanctions lists, and which of them are kept out of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from reportedly.actors.keys import name_key

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
_LONGEST = 120


def held_out(source: str, alias: str) -> bool:
    """Whether this name of a UN or OFAC entity is kept out of the registry, to test with."""
    return int(sha256(f"{source}|{alias.casefold()}".encode()).hexdigest(), 16) % 10 == 0


def un_names(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of a UN entity, its own first; names in parentheses apart."""
    yield from _distinct((row["name"], *row["aliases"]))


def ofac_names(names: Iterable[str]) -> Iterator[str]:
    """Yield the names of an OFAC entity; names in parentheses apart."""
    yield from _distinct(names)


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    for part in (part for text in texts for part in _parts(text)):
        if name_key(part) not in seen:
            seen.add(name_key(part))
            yield part


def _parts(text: str) -> Iterator[str]:
    flat = " ".join(text.replace('"', " ").split())
    inside: list[str] = []
    while _PARENTHESIS.search(flat):
        inside += _PARENTHESIS.findall(flat)
        flat = _PARENTHESIS.sub(" ", flat)
    seen: set[tuple[str, ...]] = set()
    for part in (piece for text in (flat, *inside) for piece in text.split(";")):
        clean = part.strip(" ;.()")
        if (
            1 < len(clean) < _LONGEST
            and clean.casefold() != "original script"
            and name_key(clean) not in seen
        ):
            seen.add(name_key(clean))
            yield clean


def titled(name: str) -> str:
    """Return a name printed in capitals as a title; other names as they are."""
    return name.title().replace("'S ", "'s ") if name.isupper() and len(name) > 5 else name
