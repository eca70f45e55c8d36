"""Documents to read and in lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal

from reportedly.desk.masks import Mask
from reportedly.desk.models.base import Words
from reportedly.desk.models.documents import ClaimView, CopyRow, DocumentRow, DocumentView
from reportedly.desk.models.session import Flag
from reportedly.records.document import Document
from reportedly.store import Counts
from reportedly.store import DocumentRow as Stored


def document_row(row: Stored, mask: Mask, counts: Counts | None, flags: list[Flag]) -> DocumentRow:
    """Show a document in a list; without counts none are told."""
    return DocumentRow(
        id=row.id,
        title=mask.words(row.title),
        publisher=row.publisher,
        published=row.published,
        uri=mask.uri(row.uri),
        added_at=row.added_at,
        characters=mask.characters,
        claims=counts.claims if counts else 0,
        reviewed=counts.reviewed if counts else 0,
        unsure=counts.unsure if counts else 0,
        flags=flags,
    )


def document_view(
    document: Document,
    mask: Mask,
    claims: list[ClaimView],
    *,
    flags: list[Flag],
    copies: Iterable[CopyRow],
    added_at: str,
) -> DocumentView:
    """Show a document with its claims."""
    return DocumentView(
        id=document.id,
        title=mask.words(document.title),
        author=mask.words(document.author),
        publisher=document.publisher,
        published=document.published,
        uri=mask.uri(document.uri),
        language=document.language,
        direction=direction(document.text),
        text=mask.text(document.text),
        hidden=[Words(start=start, end=end) for start, end in mask.hidden],
        flags=flags,
        claims=claims,
        copies=list(copies),
        snapshot_sha256=document.snapshot_sha256,
        text_sha256=document.text_sha256,
        added_at=added_at,
    )


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the first strong letter (Unicode bidi classes L, R, AL)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
