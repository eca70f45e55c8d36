"""What the caller may set: metadata that wins over a document's own, and limits on its reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportedly.errors import UsageError
from reportedly.sources.dates import iso_date

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Overrides:
    """Metadata given by the user; each value that is set wins over what a document says.

    ``published`` is an ISO 8601 date or date-time; anything else raises `UsageError`.
    """

    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            day = iso_date(self.published)
            if day is None:
                raise UsageError(
                    f"published: {self.published!r} is not a date; write it as 2024-05-31"
                )
            object.__setattr__(self, "published", day)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may cost.

    ``seconds`` of wall and of processor time and ``memory`` bytes of address space hold for the
    child process that parses HTML and PDF; ``input_size`` bytes and ``output_size`` characters
    hold for every document (for JSON Lines: every line). The child is replaced after
    ``per_worker`` documents. Memory and processor time are limited on POSIX systems only.
    """

    seconds: float = 60.0
    memory: int = 2_000 * MEGABYTE
    input_size: int = 60 * MEGABYTE
    output_size: int = 20 * MEGABYTE
    per_worker: int = 500

    def __post_init__(self) -> None:
        for name in ("seconds", "memory", "input_size", "output_size", "per_worker"):
            if getattr(self, name) <= 0:
                raise UsageError(f"limit {name}: {getattr(self, name)} is not above zero")
