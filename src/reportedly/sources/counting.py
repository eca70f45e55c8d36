"""How many documents sources hold, counted without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from reportedly.errors import SourceError
from reportedly.sources.walk import files

_CHUNK: Final = 1 << 20


def expected(sources: Iterable[str | Path]) -> int | None:
    """How many documents the sources hold, None where standard input is among them or nothing."""
    named = list(sources)
    if not named or "-" in named:
        return None
    items = [item for source in named for item in files(Path(source))]
    return sum(1 if isinstance(item, SourceError) else _documents(item) for item in items)


def _documents(path: Path) -> int:
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return 1
    try:
        with path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
    except OSError:
        return 1
