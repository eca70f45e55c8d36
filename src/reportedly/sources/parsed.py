"""What a parser hands back from the child process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text and metadata of a page, a PDF or an entry; ``published`` is an ISO date or date-time.

    ``uri`` is set where the source itself names the document's address (a feed, a web archive).
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    uri: str | None = None


class ParseFailure(Exception):  # noqa: N818 - becomes a SourceError in the parent process
    """The bytes could not be read; the text says why. ``limit``: they would cost too much."""

    def __init__(self, reason: str, *, limit: bool = False) -> None:
        super().__init__(reason)
        self.limit = limit
