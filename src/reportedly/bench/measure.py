"""The measurements themselves. Times are wall-clock seconds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any, Final

from spacy.language import Language

from reportedly.bench.corpus import make_document, make_documents
from reportedly.bench.memory import peak_mebibytes
from reportedly.records.document import Document
from reportedly.seams import Reader

#: The whole reading may take this many times as long as the bare parse.
TARGET_RATIO: Final = 2.0
_START: Final = (
    "from reportedly.pipeline import Engine; from reportedly.records.document import Document; "
    "Engine().read(Document('Gunmen killed two traders in Goma on Monday.', language='en'))"
)


@dataclass(frozen=True, slots=True)
class Speed:
    """The whole reading beside the bare parse of the same documents in the same process.

    ``ratio`` is the median over the repeats of reading time by parsing time, ``ratio_low`` and
    ``ratio_high`` the extremes; times are medians.
    """

    documents: int
    words: int
    claims: int
    repeats: int
    read_seconds: float
    parse_seconds: float
    words_per_second: float
    ratio: float
    ratio_low: float
    ratio_high: float


@dataclass(frozen=True, slots=True)
class Growth:
    """Reading of one document of a given length; ``microseconds`` are those of one word."""

    words: int
    seconds: float
    microseconds: float


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All measurements of one run; memory in MiB."""

    speed: Speed
    peak_mebibytes: float
    start_seconds: float
    growth: tuple[Growth, ...] = ()
    peak_mebibytes_longest: float | None = None

    @property
    def linearity(self) -> float | None:
        """Time per word of the longest document by that of the shortest; 1 is linear."""
        if len(self.growth) < 2:
            return None
        return self.growth[-1].microseconds / self.growth[0].microseconds

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON value."""
        return asdict(self) | {"linearity": self.linearity, "target_ratio": TARGET_RATIO}


def bench(
    reader: Reader, nlp: Language, *, words: int, repeats: int, sizes: Sequence[int]
) -> BenchReport:
    """Measure start-up, speed and memory on articles, then one document of each size."""
    start = start_up()
    speed = measure_speed(reader, nlp, tuple(make_documents(words)), repeats)
    peak = peak_mebibytes()
    growth = tuple(measure_growth(reader, size) for size in sorted(sizes))
    return BenchReport(speed, peak, start, growth, peak_mebibytes() if growth else None)


def start_up(repeats: int = 3) -> float:
    """Return the median time of a fresh process from start to the end of a first sentence."""
    command = [sys.executable, "-c", _START]
    return median(
        _timed(lambda: subprocess.run(command, check=True, capture_output=True))
        for _ in range(repeats)
    )


def measure_speed(
    reader: Reader, nlp: Language, documents: Sequence[Document], repeats: int
) -> Speed:
    """Parse and read each document in turn, so that both see the same state of the machine."""
    claims = sum(len(reader.read(document).claims) for document in documents)  # warms up, too
    parses, reads = [], []
    for _ in range(repeats):
        parsing = reading = 0.0
        for document in documents:
            parsing += _timed(partial(nlp, document.text))
            reading += _timed(partial(reader.read, document))
        parses.append(parsing)
        reads.append(reading)
    ratios = sorted(read / parse for read, parse in zip(reads, parses, strict=True))
    words = sum(len(document.text.split()) for document in documents)
    return Speed(
        documents=len(documents),
        words=words,
        claims=claims,
        repeats=repeats,
        read_seconds=median(reads),
        parse_seconds=median(parses),
        words_per_second=words / median(reads),
        ratio=median(ratios),
        ratio_low=ratios[0],
        ratio_high=ratios[-1],
    )


def measure_growth(reader: Reader, words: int) -> Growth:
    """Read one document of so many words once."""
    document = make_document(words)
    words = len(document.text.split())
    seconds = _timed(partial(reader.read, document))
    return Growth(words, seconds, seconds / words * 1e6)


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
