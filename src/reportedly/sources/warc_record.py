"""One record of a web archive. Runs in the child process, on untrusted bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from reportedly.sources.decode import decode
from reportedly.sources.page import read_page
from reportedly.sources.parsed import Parsed, ParseFailure
from reportedly.sources.pdf import read_pdf

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_MOST: Final = 60_000_000


def read_record(data: bytes, longest: int) -> list[Parsed]:
    """Return the document in one uncompressed WARC record, or nothing where it holds none.

    Documents are pages, PDFs and plain texts: responses with status 200, resources and
    conversions. The address is the record's; the date of capture is no date of publication. Raises
    `ParseFailure` where the record is damaged or its page cannot be read.
    """
    try:
        record = next(iter(ArchiveIterator(BytesIO(data), no_record_parse=False)), None)
        if record is None:
            raise ParseFailure("an empty record")
        if not _holds_document(record):
            return []
        body = record.content_stream().read(_MOST + 1)
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        raise ParseFailure(f"a damaged record: {error}") from error
    if len(body) > _MOST:
        raise ParseFailure(f"larger than {_MOST:,} bytes when unpacked", limit=True)
    parsed = _parse(_media_type(record), body, longest)
    if parsed is None:
        return []
    address = record.rec_headers.get_header("WARC-Target-URI")
    return [
        Parsed(
            parsed.text,
            parsed.title,
            parsed.author,
            parsed.publisher,
            parsed.published,
            address.strip("<> ") if address else None,
        )
    ]


def _holds_document(record: Any) -> bool:
    if record.rec_type == "response":
        return record.http_headers is not None and record.http_headers.get_statuscode() == "200"
    return record.rec_type in ("resource", "conversion")


def _media_type(record: Any) -> str:
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    value = headers.get_header("Content-Type") or ""
    return str(value).partition(";")[0].strip().lower()


def _parse(media: str, body: bytes, longest: int) -> Parsed | None:
    if not body.strip():
        return None
    if media == "application/pdf" or body[:1024].find(b"%PDF-") >= 0:
        return read_pdf(body, longest)
    if media in _PAGES:
        return read_page(body, longest)
    return Parsed(decode(body)) if media == "text/plain" else None
