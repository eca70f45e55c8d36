"""What every kind of source needs to make its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reportedly.errors import SourceError
from reportedly.records.document import Document
from reportedly.sources.child import Child
from reportedly.sources.options import Limits, Overrides

#: What bytes that are kept are: a whole file, a feed, a line of JSON, or a record of an archive.
Form = Literal["text", "html", "mhtml", "pdf", "feed", "line", "record"]
#: Is given the SHA-256 of a document's bytes, the bytes, and what they are, just before the
#: document is yielded.
Keep = Callable[[str, bytes, Form], None]
#: Is given the SHA-256 of bytes and the address that their document has, None where they say it
#: themselves; returns the document that was made of them before, if there is one.
Held = Callable[[str, str | None, Form], Document | None]


@dataclass(frozen=True, slots=True)
class Ways:
    """The user's values, the limits, the child process, and who keeps and who holds bytes."""

    overrides: Overrides
    limits: Limits
    child: Child
    keep: Keep | None = None
    held: Held | None = None

    def kept(self, found: Document | SourceError, data: bytes, form: Form) -> None:
        """Hand over the bytes of a document."""
        if self.keep is not None and isinstance(found, Document) and found.snapshot_sha256:
            self.keep(found.snapshot_sha256, data, form)

    def known(self, digest: str, uri: str | None, form: Form) -> Document | None:
        """Return the document that was made of these bytes before."""
        return None if self.held is None else self.held(digest, uri, form)
