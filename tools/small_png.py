"""Make PNG files of screens smaller: at most 256 colours.

Pictures of text on plain grounds lose nothing that an eye sees. For 8-bit RGB and RGBA files
without interlacing, which is what browsers write; transparency is dropped.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
CHANNELS: Final = {2: 3, 6: 4}
COLOURS: Final = 256
Pixels = np.ndarray[Any, np.dtype[np.uint8]]


def shrink(path: Path) -> None:
    """Write the file anew with a palette."""
    pixels = _read(path.read_bytes())
    palette, indices = _reduce(pixels)
    path.write_bytes(_write(palette, indices))


def _read(data: bytes) -> Pixels:
    """Return the pixels: height, width, the three colours."""
    chunks = list(_chunks(data))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or kind not in CHANNELS or interlaced:
        raise ValueError(f"depth {depth}, colour type {kind}: expected 8-bit RGB or RGBA")
    step = CHANNELS[kind]
    raw = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows = np.frombuffer(raw, np.uint8).reshape(height, 1 + width * step)
    above = bytearray(width * step)
    out = np.empty((height, width * step), np.uint8)
    for at, row in enumerate(rows):
        above = _unfilter(int(row[0]), bytearray(row[1:].tobytes()), above, step)
        out[at] = np.frombuffer(above, np.uint8)
    return out.reshape(height, width, step)[:, :, :3]


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    if not data.startswith(SIGNATURE):
        raise ValueError("not a PNG file")
    found = []
    at = len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += length + 12
    return found


def _unfilter(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    """Undo the filter of one row (PNG specification, section 9)."""
    for at in range(len(row) if kind else 0):
        left = row[at - step] if at >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[at]
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            guess = _paeth(left, above[at], above[at - step] if at >= step else 0)
        row[at] = (row[at] + guess) & 255
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    whole = left + up - corner
    to_left, to_up, to_corner = abs(whole - left), abs(whole - up), abs(whole - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def _reduce(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """Choose the colours, and give every other one the nearest of these."""
    flat = pixels.reshape(-1, 3)
    codes = flat.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, where, counts = np.unique(codes, return_inverse=True, return_counts=True)
    each = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int64)
    nearest = np.zeros(len(each), np.uint8)
    error = np.full(len(each), np.iinfo(np.int64).max // len(flat))
    palette: list[int] = []
    # The next colour is the one that would be worst off: many pixels, far from all that are taken.
    while len(palette) < COLOURS and error.any():
        palette.append(int(np.argmax(error * counts)))
        apart = ((each - each[palette[-1]]) ** 2).sum(axis=1)
        nearest[apart < error] = len(palette) - 1
        error = np.minimum(error, apart)
    return each[palette].astype(np.uint8), nearest[where].reshape(pixels.shape[:2])


def _write(palette: Pixels, indices: Pixels) -> bytes:
    height, width = indices.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), indices], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", head),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    return SIGNATURE + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
