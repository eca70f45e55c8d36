"""Names of private persons as blocks, one for each of their characters."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from reportedly.exports.from_project import restored_names
from reportedly.exports.privacy import Names, Redaction, Restored
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading
from reportedly.records.serialise import claim_to_dict
from reportedly.store import Project

BLOCK: Final = "\u2588"
_SPAN: Final = {"start", "end", "text"}
_MOST: Final = 20_000
_REASON: Final = "shown at the desk"


@dataclass(frozen=True, slots=True)
class Mask:
    """Shows the words of one document, with or without names."""

    redaction: Redaction
    characters: int

    @property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The intervals that are shown as blocks."""
        return self.redaction.intervals

    def text(self, text: str) -> str:
        """Show the document's whole text."""
        return self.redaction.cut(0, len(text))

    def words(self, words: str | None) -> str | None:
        """Show words that stand elsewhere, such as a title."""
        return None if words is None else self.redaction.words(words)

    def uri(self, uri: str | None) -> str | None:
        """Show an address."""
        return None if uri is None else self.redaction.address(self.redaction.words(uri))

    def record(self, claim: Claim) -> dict[str, Any]:
        """Return the claim as in ``claim.schema.json``."""
        plain = claim_to_dict(claim)
        if not self.redaction.hides:
            return plain
        document = plain["document"]
        document |= {
            "title": self.words(document["title"]),
            "author": self.words(document["author"]),
            "uri": self.uri(document["uri"]),
        }
        rest = {name: self.plain(value) for name, value in plain.items() if name not in _EXACT}
        return plain | rest

    def plain(self, value: Any) -> Any:
        """Show plain values: spans by their offsets, other text by its words."""
        if isinstance(value, str):
            return self.redaction.words(value)
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == _SPAN and isinstance(value["start"], int):
            return value | {"text": self.redaction.cut(value["start"], value["end"])}
        return {k: v if k in _EXACT else self.plain(v) for k, v in value.items()}


#: Parts of a claim that hold no free words: codes, digests, and entries of public lists.
_EXACT: Final = frozenset({
    "schema_version", "claim_id", "document", "event", "status", "produced_by", "relations",
    "resolved", "person", "stance", "kind", "what", "side", "precision", "anchor", "timex",
    "earliest", "latest", "field", "coder",
})  # fmt: skip


class Masks:
    """The masks of a project's documents, each made once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: OrderedDict[tuple[str, bool], Mask] = OrderedDict()
        self._restored: tuple[Restored, ...] | None = None
        self._changes = 0
        self._lock = Lock()

    def of(self, document: str, *, hide: bool) -> Mask:
        """Return the mask of a document; without ``hide`` it shows all."""
        with self._lock:
            held = self._held.get((document, hide))
            if held is not None:
                self._held.move_to_end((document, hide))
                return held
            before = self._changes
        made = self._made(document, hide=hide)
        with self._lock:
            if self._changes != before:  # somebody decided meanwhile: it may not be so any more
                return made
            self._held[document, hide] = made
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return made

    def forget(self, document: str | None = None) -> None:
        """Make a document's mask anew the next time, or all: somebody decided on it."""
        with self._lock:
            self._restored = None
            self._changes += 1
            if document is None:
                self._held.clear()
            for hide in (True, False):
                self._held.pop((document or "", hide), None)

    def _made(self, document: str, *, hide: bool) -> Mask:
        names = Names(None, self._shown(), BLOCK) if hide else Names(_REASON, block=BLOCK)
        read = self._project.reading(document)
        counts = self._project.decided_counts([document]).get(document)
        untouched = counts is not None and counts.reviewed == 0
        decided = read if untouched else self._project.reading(document, decided=True)
        if read is None or decided is None:
            found = self._project.document(document)
            return Mask(Redaction(Reading(found), names), len(found.text))
        claims = {c.claim_id: c for c in (*read.claims, *decided.claims)}
        lists = (read.times, read.places, read.actors, read.voices)
        whole = Reading(read.document, tuple(claims.values()), *lists)
        return Mask(Redaction(whole, names), len(read.document.text))

    def _shown(self) -> tuple[Restored, ...]:
        with self._lock:
            if self._restored is not None:
                return self._restored
            before = self._changes
        restored = restored_names(self._project, self._project.decisions())
        with self._lock:
            if self._changes == before:
                self._restored = restored
        return restored
