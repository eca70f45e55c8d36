"""What comes back from the desk with blocks in it is the same value as before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from reportedly.desk.masks import BLOCK, Mask
from reportedly.desk.problems import Refused
from reportedly.records.claim import Claim
from reportedly.records.plain import to_plain

#: What a person's claim says of itself is written by the store.
OURS: Final = (
    "schema_version", "claim_id", "document", "produced_by", "score", "review", "relations",
)  # fmt: skip


def own(record: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the fields of a claim that a person writes."""
    return {name: value for name, value in (record or {}).items() if name not in OURS}


def cleaned(value: Any, who: str, claims: Iterable[Claim], mask: Mask) -> Any:
    """Return plain values as they are to be stored.

    Of spans only the offsets are kept: the words are the document's. Blocks stand for what one of
    the ``claims`` had there; an inference that none of them had is the person's own. Raises
    `Refused` where blocks stand for nothing that was there.
    """
    held = [to_plain(claim) for claim in claims]
    return _cleaned(
        value, dict(_hidden(held, mask)), [i for h in held for i in h["inferences"]], who
    )


def _cleaned(value: Any, hidden: dict[str, str], inferred: list[Any], who: str) -> Any:
    if isinstance(value, str):
        if BLOCK not in value:
            return value
        if value not in hidden:
            raise Refused(422, "hidden names cannot be written: select the words in the text")
        return hidden[value]
    if isinstance(value, list):
        return [_cleaned(item, hidden, inferred, who) for item in value]
    if not isinstance(value, dict):
        return value
    if {"start", "end"} <= value.keys() <= {"start", "end", "text"}:
        return {"start": value["start"], "end": value["end"]}
    found = {name: _cleaned(item, hidden, inferred, who) for name, item in value.items()}
    if {"field", "value", "reason"} <= found.keys() and found not in inferred:
        found["coder"] = who
    return found


def _hidden(value: Any, mask: Mask) -> Iterable[tuple[str, str]]:
    """Yield each string that is shown otherwise than it is, with what it is."""
    if isinstance(value, str):
        shown = mask.words(value) or ""
        if shown != value:
            yield shown, value
    elif isinstance(value, list):
        for item in value:
            yield from _hidden(item, mask)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _hidden(item, mask)
