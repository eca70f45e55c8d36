"""Gold documents: texts coded by hand, read from a folder of JSON files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import DataError
from reportedly.records.document import Document, text_digest


class _Entry(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class GoldParty(_Entry):
    """An actor or recipient; ``names`` are accepted besides the words of the clause."""

    text: str
    names: list[str] = []
    person: str | bool | None = None


class GoldPlace(_Entry):
    """A place with the gazetteer's name, further accepted names and the ISO 3166-1 country."""

    text: str
    name: str
    alt: list[str] | str = []
    country: str | None


class GoldTime(_Entry):
    """Inclusive ISO 8601 days; both None where the words stay unresolved."""

    text: str | None = None
    earliest: str | None
    latest: str | None


class GoldCount(_Entry):
    """How many of what; a bound is None where it is not told."""

    text: str | None = None
    what: str
    low: int | None
    high: int | None


class GoldVoice(_Entry):
    """One link of an attribution; no ``speaker`` for 'reportedly' and its like."""

    speaker: str | None
    names: list[str] = []
    stance: str


class GoldClaim(_Entry):
    """A claim as coded by hand: quotes are exact substrings of the text."""

    evidence: str
    trigger: str
    plover: str
    mode: str | None = None
    status: str
    actors: list[GoldParty]
    recipients: list[GoldParty]
    places: list[GoldPlace]
    time: GoldTime | None
    counts: list[GoldCount]
    attribution: list[GoldVoice]


class GoldTrap(_Entry):
    """A passage that must not become an event that occurred."""

    text: str


class GoldContent(_Entry):
    """One gold file."""

    id: str = Field(min_length=1)
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    claims: list[GoldClaim]
    traps: list[GoldTrap] = []


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A gold file's content with the digest of its bytes."""

    content: GoldContent
    digest: str

    @property
    def id(self) -> str:
        """The name under which predictions refer to the document."""
        return self.content.id

    def document(self) -> Document:
        """Return the document without its coding, as a reader gets it; ``uri`` is ``gold:ID``."""
        c = self.content
        return Document(
            c.text,
            uri=f"gold:{c.id}",
            title=c.title,
            author=c.author,
            publisher=c.publisher,
            published=c.published,
            language="en",
            published_source="record" if c.published else None,
        )

    def problems(self) -> Iterator[str]:
        """Yield, in words, every quote of the coding that is not found where it should stand."""
        text = self.content.text
        for claim in self.content.claims:
            if claim.evidence not in text:
                yield f"{self.id}: evidence {claim.evidence[:60]!r} is not in the text"
            elif claim.trigger not in claim.evidence:
                yield f"{self.id}: trigger {claim.trigger!r} is not in its evidence"
        for trap in self.content.traps:
            if trap.text not in text:
                yield f"{self.id}: trap {trap.text[:60]!r} is not in the text"


def load_gold(folder: Path) -> dict[str, GoldDocument]:
    """Read every ``*.json`` below the folder that holds ``claims``, in the order of the paths.

    Raises `DataError` where the folder holds none, a file is no JSON or a field is not as expected.
    """
    if not folder.is_dir():
        raise DataError(str(folder), "expected a folder of gold documents")
    found: dict[str, GoldDocument] = {}
    for file in sorted(folder.rglob("*.json")):
        raw = file.read_bytes()
        content = _parse(file, raw)
        if isinstance(content, dict) and "claims" in content:
            gold = GoldDocument(_validate(file, content), sha256(raw).hexdigest())
            found[gold.id] = gold
    if not found:
        raise DataError(str(folder), "holds no gold document (*.json with 'claims')")
    return found


def corpus_digest(documents: dict[str, GoldDocument]) -> str:
    """One SHA-256 for a set of gold documents, whatever folders they lie in."""
    lines = (f"{key} {documents[key].digest}" for key in sorted(documents))
    return text_digest("\n".join(lines))


def _parse(file: Path, raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(str(file), f"expected JSON in UTF-8: {error}") from error


def _validate(file: Path, content: dict[str, Any]) -> GoldContent:
    try:
        return GoldContent.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataError(str(file), f"{where}: {first['msg']}", row=where) from error
