"""Words of a text in runs of five, as numbers by which texts that share them find each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

_WORD: Final = re.compile(r"\w+")
#: Words in a shingle.
SHINGLE: Final = 5
_PERMUTATIONS: Final = 64
#: Of so many shingles in a row one is a mark: two of any 25 words at a stretch.
_SPARSE: Final = 8
#: Rows of a band: texts half alike share one of the 16 bands in two cases of three, texts that are
#: alike to seven tenths nearly always (Leskovec et al., Mining of Massive Datasets, 3.4).
_ROWS: Final = 4
_BITS: Final = 48


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of 48 bits by which texts that share words find each other.

    ``prints`` are of shingles, in their order, each once; ``bands``, of the MinHash sketch, are
    negative.
    """

    prints: tuple[int, ...]
    bands: frozenset[int]


def split_words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words without case and accents, and where each stands."""
    words, bounds = [], []
    for match in _WORD.finditer(text):
        flat = unicodedata.normalize("NFKD", match.group().casefold())
        words.append("".join(c for c in flat if not unicodedata.combining(c)))
        bounds.append(match.span())
    return words, bounds


def marks_of(text: str) -> Marks:
    """Return the marks of a text; one of fewer than five words has none."""
    words, _ = split_words(text)
    hashes = list(shingles(words))
    if not hashes:
        return Marks((), frozenset())
    shift = 64 - _BITS
    chosen = winnowed(hashes, _SPARSE)
    prints = tuple(dict.fromkeys(h >> shift for h in hashes if h in chosen))
    values = sketch(words).hashvalues
    bands = frozenset(
        -1 - (_hash([str(start), *map(str, values[start : start + _ROWS])]) >> shift)
        for start in range(0, _PERMUTATIONS, _ROWS)
    )
    return Marks(prints, bands)


def shingles(words: Sequence[str]) -> Iterator[int]:
    """Yield a number of 64 bits for every run of five words."""
    for i in range(len(words) - SHINGLE + 1):
        yield _hash(words[i : i + SHINGLE])


def winnowed(hashes: Sequence[int], window: int) -> set[int]:
    """Return the least of each window: any passage of that many shingles shares one.

    Schleimer, Wilkerson and Aiken, Winnowing (SIGMOD 2003).
    """
    if len(hashes) <= window:
        return set(hashes[:1])
    return {min(hashes[i : i + window]) for i in range(len(hashes) - window + 1)}


def sketch(words: Sequence[str]) -> Any:
    """Return the MinHash sketch of the shingles."""
    from datasketch import MinHash  # noqa: PLC0415 - slow to import

    made = MinHash(num_perm=_PERMUTATIONS, seed=1)
    made.update_batch([h.to_bytes(8, "big") for h in set(shingles(words))])
    return made


def make_lsh(threshold: float) -> Any:
    """Return an index of sketches that finds those alike to the threshold."""
    from datasketch import MinHashLSH  # noqa: PLC0415 - slow to import

    return MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b("\x1f".join(words).encode(), digest_size=8).digest(), "big")
