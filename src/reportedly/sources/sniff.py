"""Which kind of document a file is: by its first bytes, then by its name."""

from __future__ import annotations

import re
from typing import Final, Literal, cast

from reportedly.sources.decode import bom_encoding, silent_utf16
from reportedly.sources.tables import file_rules
from reportedly.sources.warc_split import is_warc

Kind = Literal["text", "html", "mhtml", "pdf", "jsonl", "feed", "warc", "wacz"]

_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML: Final = re.compile(
    rb"(?:From|Snapshot-Content-Location|MIME-Version|Subject|Date|Content-Type):", re.IGNORECASE
)
_JSONL: Final = re.compile(r'\s*\{[ \t]*"[^"\n]{1,200}"[ \t]*:')
_XML: Final = re.compile(r"\s*<(?:\?xml|rss|feed)\b")
_FEED: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*"
    r"|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,60000}?\]\s*)?>\s*){0,20}<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_ZIP: Final = b"PK\x03\x04"
_CONTROLS: Final = bytes(b for b in range(32) if b not in (9, 10, 12, 13, 27)) + b"\x7f"
_HEAD: Final = 65_536


class Refused(Exception):  # noqa: N818 - a verdict, turned into SourceError by the caller
    """The bytes are no document; the text says what they are and what to do."""


def kind_of(head: bytes, suffix: str = "") -> Kind:
    """Tell the kind from the first bytes of a file (up to 64 KiB) and its lower-case suffix.

    Raises `Refused` for what holds no text.
    """
    head = head[:_HEAD]
    if is_warc(head):
        return "warc"
    if suffix == ".wacz" and head.startswith(_ZIP):
        return "wacz"
    for signature in file_rules().signatures:
        if head.startswith(signature.start):
            raise Refused(signature.reason)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if reason := file_rules().contradicted.get(suffix):
        raise Refused(reason)
    if _is_binary(head):
        raise Refused("a binary file, no text")
    named = cast("Kind | None", file_rules().suffixes.get(suffix))
    return named or _by_content(head, suffix)


def _by_content(head: bytes, suffix: str) -> Kind:
    start = head.decode(bom_encoding(head) or silent_utf16(head) or "latin-1", "replace")
    start = start.removeprefix("\ufeff").removeprefix("ï»¿")
    if _FEED.match(start):
        return "feed"
    if _JSONL.match(start):
        return "jsonl"
    if _HTML.match(start):
        return "html"
    if _MHTML.match(head) and b"multipart/related" in head[:4096].lower():
        return "mhtml"
    if _XML.match(start):
        suffix = ".xml"
    if reason := file_rules().refused_suffixes.get(suffix):
        raise Refused(reason)
    return "text"


def _is_binary(head: bytes) -> bool:
    if bom_encoding(head) or silent_utf16(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls >= 8 and controls > 0.04 * len(head)
