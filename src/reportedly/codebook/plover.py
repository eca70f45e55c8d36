"""PLOVER's categories and modes, and what they are called in CAMEO and ACLED-style tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reportedly.errors import DataError
from reportedly.records.claim import Acled

RECIPIENT_KINDS = frozenset({"civilian", "armed", "state"})


@dataclass(frozen=True, slots=True)
class Category:
    """One of the sixteen categories.

    ``quad``: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    ``modes`` maps the mode names of the current PLOVER manual to their meaning.
    """

    name: str
    quad: int
    needs_recipient: bool
    meaning: str
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One row of the crosswalk; ``mode`` and ``recipient`` None mean any."""

    category: str
    mode: str | None
    recipient: str | None
    cameo: str | None
    acled: Acled | None

    def fits(self, category: str, mode: str | None, recipient: str | None) -> bool:
        """Tell whether the row speaks of this code and kind of recipient."""
        return (
            self.category == category
            and self.mode in (None, mode)
            and self.recipient in (None, recipient)
        )


def parse_categories(path: str, raw: Any) -> dict[str, Category]:
    """Read ``plover.yaml``; raise `DataError` with the category that is not as expected."""
    found: dict[str, Category] = {}
    for name, row in _mapping(path, raw, "categories").items():
        if not isinstance(row, dict) or row.get("quad") not in (1, 2, 3, 4):
            raise DataError(path, "expected a mapping with quad 1 to 4", row=name)
        if not isinstance(row.get("needs_recipient"), bool):
            raise DataError(path, "needs_recipient must be true or false", row=name)
        if not row.get("meaning"):
            raise DataError(path, "a category needs its meaning", row=name)
        modes = row.get("modes") or {}
        if not isinstance(modes, dict) or not all(modes.values()):
            raise DataError(path, "modes must map each name to its meaning", row=name)
        found[name] = Category(
            name, row["quad"], row["needs_recipient"], row["meaning"], MappingProxyType(modes)
        )
    return found


def split_code(
    path: str, row: str | int, code: Any, categories: Mapping[str, Category]
) -> tuple[str, str | None]:
    """Split ``CATEGORY/mode`` and check both against the codebook."""
    category, _, mode = str(code).partition("/")
    if category not in categories:
        raise DataError(path, f"unknown category {category!r}", row=row)
    if mode and mode not in categories[category].modes:
        known = ", ".join(categories[category].modes) or "none"
        raise DataError(path, f"unknown mode {mode!r} of {category} (known: {known})", row=row)
    return category, mode or None


def parse_crosswalk(
    path: str, raw: Any, categories: Mapping[str, Category]
) -> tuple[CrosswalkRow, ...]:
    """Read the rows of ``crosswalk.yaml``, in their order: the first that fits wins."""
    rows = raw.get("rows") if isinstance(raw, dict) else None
    if not isinstance(rows, list):
        raise DataError(path, "expected a list under 'rows'")
    return tuple(_row(path, i, row, categories) for i, row in enumerate(rows, 1))


def _row(path: str, number: int, row: Any, categories: Mapping[str, Category]) -> CrosswalkRow:
    if not isinstance(row, dict) or "code" not in row:
        raise DataError(path, "expected a mapping with 'code'", row=number)
    category, mode = split_code(path, number, row["code"], categories)
    recipient = (row.get("when") or {}).get("recipient")
    if recipient is not None and recipient not in RECIPIENT_KINDS:
        raise DataError(path, f"unknown recipient kind {recipient!r}", row=number)
    cameo = row.get("cameo")
    if cameo is not None and not isinstance(cameo, str):
        raise DataError(path, "cameo must be quoted text: leading zeros count", row=number)
    acled = row.get("acled")
    if acled is not None and (not isinstance(acled, dict) or "event_type" not in acled):
        raise DataError(path, "acled must be null or name an event_type", row=number)
    kind = Acled(acled["event_type"], acled.get("sub_event_type")) if acled else None
    return CrosswalkRow(category, mode, recipient, cameo, kind)


def parse_contexts(path: str, raw: Any) -> dict[str, str]:
    """Read the contexts of ``crosswalk.yaml``: name to meaning."""
    return {str(k): str(v) for k, v in _mapping(path, raw, "contexts").items()}


def _mapping(path: str, raw: Any, key: str) -> dict[str, Any]:
    value = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(value, dict) or not value:
        raise DataError(path, f"expected a mapping under {key!r}")
    return value
