"""A minimal PDF writer for tests: pages of lines in Helvetica, nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def make_pdf(
    pages: Sequence[Sequence[str]],
    *,
    title: str | None = None,
    author: str | None = None,
    streams: Sequence[bytes] | None = None,
    filters: str = "",
) -> bytes:
    """Write a PDF. An empty line leaves a gap. ``streams`` replace the pages' contents as given."""
    contents = list(streams) if streams is not None else [_content(lines) for lines in pages]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        head = f"<< /Length {len(content)} {filters} >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    info = {"Title": title, "Author": author, "CreationDate": "D:20260101000000Z"}
    told = " ".join(f"/{key} ({value})" for key, value in info.items() if value)
    objects.append(f"<< {told} >>".encode("cp1252"))
    return _assemble(objects)


def _content(lines: Sequence[str]) -> bytes:
    out = ["BT /F1 11 Tf 72 770 Td"]
    for line in lines:
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        out.append(f"({escaped}) Tj 0 -14 Td" if line else "0 -14 Td")
    return "\n".join([*out, "ET"]).encode("cp1252")


def _assemble(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )


def flate_bomb(times: int, size: int = 50_000_000) -> tuple[bytes, str]:
    """Zeros deflated ``times`` over, and the filter entry that undoes it."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    data += packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data, f"/Filter [{' /FlateDecode' * times}]"
