"""What people write of a claim, held to the words of its document."""

from __future__ import annotations

import re
from typing import Any, Final

from reportedly.errors import GroundingError, UsageError
from reportedly.records.claim import Claim
from reportedly.records.span import Span
from reportedly.version import __version__

#: Fields whose values stand on words, so that a person may infer one that has none.
INFERABLE: Final = (
    "event",
    "status",
    "actors",
    "recipients",
    "places",
    "time",
    "counts",
    "attribution",
)
#: What made a claim that a person wrote.
PERSON: Final = {"engine": "person", "version": __version__, "rule": None, "run": None}
_FIELD: Final = re.compile(r"[a-z_]+")


def with_words(value: Any, text: str) -> Any:
    """Return plain values in which every span that is offsets alone has the words that stand there.

    Raises `UsageError` for offsets that are none.
    """
    if isinstance(value, list):
        return [with_words(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"start", "end"}:
        start, end = value["start"], value["end"]
        if type(start) is not int or type(end) is not int:
            raise UsageError(f"offsets are whole numbers, found {start!r} and {end!r}")
        try:
            words = Span.of(text, start, end).text
        except GroundingError as error:
            raise UsageError(str(error)) from error
        return {"start": start, "end": end, "text": words}
    return {name: with_words(item, text) for name, item in value.items()}


def written(plain: Any, text: str, who: str) -> dict[str, Any]:
    """Return what a person wrote with words for its spans and their name for inferences."""
    if not isinstance(plain, dict):
        raise UsageError("expected an object with the fields of a claim")
    filled: dict[str, Any] = with_words(plain, text)
    inferred = filled.get("inferences")
    if isinstance(inferred, list):
        named = [{"coder": who, **one} if isinstance(one, dict) else one for one in inferred]
        filled = {**filled, "inferences": named}
    return filled


def check_inferences(claim: Claim) -> None:
    """Raise `UsageError` for a value without words that has no reason, no coder, or no field."""
    for inference in claim.inferences:
        field = _FIELD.match(inference.field)
        if field is None or field[0] not in INFERABLE:
            raise UsageError(
                f"{inference.field!r} cannot be inferred; choose of {', '.join(INFERABLE)}"
            )
        if not inference.reason.strip() or not inference.coder.strip():
            raise UsageError(
                f"an inferred value ({inference.field}) needs a reason and the coder's name"
            )
