"""From bytes to characters: which encoding a file is in, and what is mended."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 65_536
_GUESSED: Final = (
    "cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "iso8859_5", "iso8859_6", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_FEW: Final = 0.06
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
REPLACEMENT: Final = "\ufffd"


def tidy(text: str) -> str:
    """Line ends become LF, a byte order mark goes, lone surrogates become U+FFFD; no more."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub(REPLACEMENT, text)


def bom_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark names."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def silent_utf16(data: bytes) -> str | None:
    """Return UTF-16 without a byte order mark as its zero bytes show it in Latin script."""
    head = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(head) // 2
    if pairs < 8:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.05 * pairs else None


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode without ever failing; UTF-8 where it is valid, whatever a page declares.

    Order: byte order mark, UTF-8, the declared encoding, UTF-8 with a few broken bytes (each
    U+FFFD), a guess among common encodings, Windows-1252, Latin-1.
    """
    if name := bom_encoding(data):
        return data.decode(name, "replace").removeprefix("\ufeff")
    if name := silent_utf16(data):
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _declared(data, declared)) is not None:
        return text
    text = data.decode("utf-8", "replace")
    if _mostly_utf8(text):
        return text
    return _guess(data)


def _declared(data: bytes, name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
        known = "cp1252" if known in ("iso8859-1", "ascii") else known
        return None if known.startswith(("utf-8", "utf-16")) else data.decode(known)
    except (LookupError, UnicodeError, ValueError):
        return None


def _mostly_utf8(text: str) -> bool:
    broken = text.count(REPLACEMENT)
    if broken == 1 and text.endswith(REPLACEMENT):
        return True  # cut in the middle of a character
    whole = sum(c > "\x7f" for c in text) - broken
    return whole > 4 * broken


def _guess(data: bytes) -> str:
    head = data[:_SAMPLE]
    high = sum(byte >= 0x80 for byte in head)
    name = "cp1252"
    if high > _FEW * len(head):
        best = from_bytes(head, cp_isolation=list(_GUESSED), preemptive_behaviour=False).best()
        name = best.encoding if best is not None else name
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return data.decode("latin-1")
