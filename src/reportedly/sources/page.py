"""Web pages as a browser saves them. Runs in the child process, on untrusted bytes."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from typing import Final

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from reportedly.sources.decode import decode
from reportedly.sources.page_metadata import metadata
from reportedly.sources.page_text import characters, main_text
from reportedly.sources.parsed import Parsed, ParseFailure

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_XML_ENCODING: Final = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: Pictures written into the page; single-file savers make pages of many megabytes with them.
_INLINE_DATA: Final = re.compile(r"data:[\w.+-]{1,50}/[\w.+-]{1,50};base64,[A-Za-z0-9+/=]+")
_NO_TEXT: Final = "no main text found in the page"


def read_page(data: bytes, longest: int) -> Parsed:
    """Extract main text and metadata from an HTML page.

    Raises `ParseFailure` where there is no page or no main text in it, and where the page has
    more than ``longest`` characters to look through.
    """
    tree = _tree(decode(data, declared_charset(data)))
    if characters(tree) > longest:
        raise ParseFailure(f"more than {longest:,} characters of text", limit=True)
    found = metadata(tree)
    text = main_text(tree, found)
    if not text.strip():
        raise ParseFailure(_NO_TEXT)
    return Parsed(text, found.title, found.author, found.publisher, found.published)


def read_archive(data: bytes, longest: int) -> Parsed:
    """Extract from a page saved as a single file (MHTML): its first HTML part is the page."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return read_page(_payload(part), longest)
    raise ParseFailure("a web archive without an HTML page in it")


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that the first bytes of a page declare."""
    match = _CHARSET.search(data[:8192]) or _XML_ENCODING.match(data[:256])
    return match[1].decode("ascii", "replace") if match else None


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _tree(html: str) -> HtmlElement:
    html = _INLINE_DATA.sub("", _CONTROLS.sub(" ", html))
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        if "unknown error" in str(error):  # all that libxml2 says when it gets no memory
            raise MemoryError from error
        raise ParseFailure(f"not an HTML page: {error}") from error
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ParseFailure(f"not an HTML page: {error}") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ParseFailure("nested too deeply, or in pieces too long, to be parsed", limit=True)
    if tree.tag != "html" or tree.find("body") is None:
        raise ParseFailure(_NO_TEXT)
    return tree
