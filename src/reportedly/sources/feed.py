"""RSS and Atom files. Runs in the child process, on untrusted bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, Final

import feedparser
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HTMLParser, fragments_fromstring  # type: ignore[import-untyped]

from reportedly.sources.dates import loose_date
from reportedly.sources.decode import decode
from reportedly.sources.page import declared_charset
from reportedly.sources.parsed import Parsed, ParseFailure

_DECLARES: Final = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b", re.IGNORECASE)
_PROLOG: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,2000}\]\s*)?>", re.IGNORECASE)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP: Final = re.compile(r"<[A-Za-z/!]|&[#\w]+;")
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5",
     "h6", "section", "article", "figure", "pre", "hr"}
)  # fmt: skip
_UNSEEN: Final = frozenset({"script", "style", "figcaption"})
_MOST_ENTRIES: Final = 50_000


def read_feed(data: bytes, longest: int) -> list[Parsed]:
    """Return the entries of a feed: text, title, author, the feed's title as publisher, date, link.

    The text is the entry's whole content, else its summary; an entry without either has an empty
    text. Raises `ParseFailure` where the file declares entities or has no entries, and where the
    texts together have more than ``longest`` characters.
    """
    text = _CONTROLS.sub(" ", decode(data, declared_charset(data)))
    if _DECLARES.search(text):
        raise ParseFailure(
            "the feed declares entities, which can blow up to any size; it is not read", limit=True
        )
    text = _DOCTYPE.sub("", _PROLOG.sub("", text, count=1), count=1)
    source = BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + text.encode("utf-8", "replace"))
    found: Any = feedparser.parse(source, resolve_relative_uris=False)
    if not found.entries:
        raise ParseFailure("a feed without entries in it")
    if len(found.entries) > _MOST_ENTRIES:
        raise ParseFailure(f"more than {_MOST_ENTRIES:,} entries", limit=True)
    publisher = found.feed.get("title") or None
    entries = [_entry(entry, publisher) for entry in found.entries]
    if sum(len(entry.text) for entry in entries) > longest:
        raise ParseFailure(f"more than {longest:,} characters of text", limit=True)
    return entries


def plain(words: str) -> str:
    """Return the text of an HTML fragment, a blank line between its blocks."""
    if not _MARKUP.search(words):
        return words.strip()
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        parts = fragments_fromstring(words.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ParseFailure(f"an entry's markup cannot be read: {error}") from error
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            pieces += [*_pieces(part), part.tail or ""]
    blocks = re.split(r"\n\s*\n|\x00", "".join(pieces))
    return "\n\n".join(line for line in (" ".join(block.split()) for block in blocks) if line)


def _pieces(element: Any) -> list[str]:
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        block = node.tag in _BLOCKS
        if event == "start":
            pieces.append("\x00" if block else "")
            pieces.append("" if node.tag in _UNSEEN else node.text or "")
        else:
            pieces.append("\x00" if block else "")
            if node is not element:
                pieces.append(node.tail or "")
    return pieces


def _entry(entry: Any, publisher: str | None) -> Parsed:
    bodies = [plain(str(part.get("value") or "")) for part in entry.get("content", ())]
    bodies.append(plain(str(entry.get("summary") or "")))
    written = entry.get("published") or entry.get("updated") or ""
    return Parsed(
        max(bodies, key=len),
        title=plain(str(entry.get("title") or "")) or None,
        author=entry.get("author") or None,
        publisher=_source(entry) or publisher,
        published=loose_date(str(written)) if written else None,
        uri=entry.get("link") or entry.get("id") or None,
    )


def _source(entry: Any) -> str | None:
    """Name the outlet that an aggregator's entry names as its source."""
    title = (entry.get("source") or {}).get("title")
    return str(title) if title else None
