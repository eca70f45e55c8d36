"""Words from documents on a terminal."""

from __future__ import annotations

from typing import Final

_STEERING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def clean(words: str) -> str:
    """Drop characters that steer a terminal or turn the direction of writing."""
    plain = (" " if c in "\n\t\r" else c for c in words if c not in _STEERING)
    return "".join(
        "\ufffd" if ord(c) < 32 or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 else c
        for c in plain
    )
