"""Quotations: what stands between quotation marks, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r'"')
_LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Half-open interval of the analysed text, the marks included.

    ``open_ended``: the paragraph ends inside it, as where a quotation runs over paragraphs.
    """

    start: int
    end: int
    open_ended: bool = False


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Return the quotations in order; a stray mark opens one up to the end of its paragraph."""
    found: list[Quotation] = []
    for begin, end in paragraphs:
        opened: int | None = None
        for match in _MARK.finditer(text, begin, end):
            at = match.start()
            if opened is None:
                if at and text[at - 1].isdigit() and not _opens(text, at):
                    continue  # inches or seconds, not a quotation
                opened = at
            else:
                found.append(Quotation(opened, at + 1))
                opened = None
        if opened is not None and end - opened <= _LONGEST:
            found.append(Quotation(opened, end, open_ended=True))
    return found


def _opens(text: str, at: int) -> bool:
    return text[at + 1 : at + 2].isalnum()
