"""Web archives made for tests."""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO

PAGE = (
    "<html><head><title>{title}</title>"
    '<meta property="article:published_time" content="2024-05-31"></head><body><article><h1>{title}'
    "</h1><p>{words} The shelling of the bridge went on for three hours, residents said.</p>"
    "<p>A second paragraph says that the road to the north was closed until noon.</p></article>"
    "</body></html>"
)


def page(title: str, words: str = "Rebels attacked the post at dawn.") -> bytes:
    """A small page with a date."""
    return PAGE.format(title=title, words=words).encode()


def records(
    pages: list[tuple[str, bytes, str]], *, compressed: bool = True, status: str = "200 OK"
) -> list[bytes]:
    """WARC records, each as the bytes that stand in the file: address, body, media type."""
    made = []
    for number, (address, body, media) in enumerate(pages):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{number}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-06-02T10:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        raw = head.encode() + http + b"\r\n\r\n"
        made.append(gzip.compress(raw, mtime=0) if compressed else raw)
    return made


def info(*, compressed: bool = True) -> bytes:
    """A WARC's first record, which describes the file."""
    body = b"software: test\r\n"
    head = (
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Date: 2024-06-02T10:00:00Z\r\nContent-Type: application/warc-fields\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    )
    raw = head + body + b"\r\n\r\n"
    return gzip.compress(raw, mtime=0) if compressed else raw


def packed(entries: list[tuple[str, bytes]], *, mode: int = 0) -> bytes:
    """A ZIP file with these entries; ``mode`` is the file mode of all of them."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, (2024, 6, 2, 0, 0, 0))
            entry.external_attr = mode << 16
            archive.writestr(entry, data)
    return out.getvalue()
