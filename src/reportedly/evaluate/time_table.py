"""The figures of time expressions as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_CORPORA = {"timebank": "TimeBank", "aquaint": "AQUAINT"}
_COLUMNS = ("relaxed_f1", "strict_f1", "value_f1", "calendar_accuracy")


def time_table(figures: Mapping[str, Any]) -> str:
    """Tables of each corpus with the peers that were at hand, then event dates."""
    lines: list[str] = []
    for name, title in _CORPORA.items():
        if name in figures:
            lines += [*_corpus(title, figures[name]), ""]
    lines += _events(figures["event_dates"])
    return "\n".join(lines)


def _corpus(title: str, found: Mapping[str, Any]) -> Iterator[str]:
    head = f"{title} ({found['documents']} documents, {found['gold']} expressions)"
    yield f"| {head} | relaxed F1 | strict F1 | value F1 | calendar dates | documents a second |"
    yield "|---|---:|---:|---:|---:|---:|"
    yield _row("reportedly", found)
    peers = sorted(found["peers"].items(), key=lambda p: -p[1]["value_f1"])
    yield from (_row(name, values) for name, values in peers)


def _row(name: str, values: Mapping[str, float]) -> str:
    cells = " | ".join(f"{values[c]:.3f}" for c in _COLUMNS)
    return f"| {name} | {cells} | {values['documents_per_second']:.0f} |"


def _events(found: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    yield "| event dates | events | linked | nearest, else publication | publication alone |"
    yield "|---|---:|---:|---:|---:|"
    for name, f in found.items():
        cells = " | ".join(f"{f[c]:.3f}" for c in ("linked", "nearest", "published"))
        yield f"| {_CORPORA.get(name, name)} | {f['events']} | {cells} |"
