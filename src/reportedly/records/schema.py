"""The JSON Schemas of the records."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any, Final

NAMES: Final = ("claim", "reading", "readings")


def schema(name: str) -> dict[str, Any]:
    """Return the schema of a ``claim``, of a ``reading``, or of a file of ``readings``.

    The latter two carry the schemas they build on, so that each can be used by itself
    (JSON Schema 2020-12). Raises `KeyError` for other names.
    """
    if name not in NAMES:
        raise KeyError(name)
    own = dict(_load(name))
    parts = {"reading": ("claim",), "readings": ("claim", "reading")}.get(name, ())
    if parts:
        own["$defs"] = {**own.get("$defs", {}), **{part: _load(part) for part in parts}}
    return own


@lru_cache(maxsize=len(NAMES))
def _load(name: str) -> dict[str, Any]:
    raw = resources.files("reportedly.records").joinpath(f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded
