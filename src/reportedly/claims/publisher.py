"""Whom 'we' stands for in a statement: the body that publishes it or speaks through it."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.records.claim import ResolvedActor
from reportedly.seams import ActorRegistry


def publisher(context: Context, registry: ActorRegistry) -> ResolvedActor | None:
    """Return the publisher or author, or whom they say they speak for, where it is known."""
    key = ("publisher", 0)
    if key not in context.memo:
        context.memo[key] = next(_publishers(context, registry), None)
    found = context.memo[key]
    return found if isinstance(found, ResolvedActor) else None


def _publishers(context: Context, registry: ActorRegistry) -> Iterator[ResolvedActor]:
    document = context.analysis.document
    for name in (document.publisher, document.author):
        for part in _mouthpieces(name or ""):
            found = registry.lookup(part)
            if found and (len(found) == 1 or (found[0].score or 0) > (found[1].score or 0)):
                yield found[0]
                break


def _mouthpieces(name: str) -> Iterator[str]:
    """Yield a publisher's name, then the body that it says it speaks for.

    "Official Spokesman of the Rapid Support Forces" speaks for those; a newspaper that has a
    country in its name speaks for nobody, a state's office ("Press Service, Republic of …") for it.
    """
    if not name:
        return
    yield name
    words = grammar()["mouthpieces"]
    first, comma, state = name.partition(", ")
    if comma and {word.lower() for word in first.split()} <= words:
        yield state
    parts = name.replace(",", " of ").split()
    for i, part in enumerate(parts):
        if part.lower() in {"of", "for"} and {p.lower() for p in parts[:i]} <= words:
            rest = [p for p in parts[i + 1 :] if p.lower() not in {"of", "for"} or i]
            yield " ".join(rest).removeprefix("the ")
