"""The text of the measurement: made from sentence patterns, always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import yaml

from reportedly.errors import DataError
from reportedly.records.document import Document
from reportedly.sources.samples import sample_documents

_FILE: Final = "data/sentences.yaml"
_SLOT: Final = re.compile(r"\{(\w+)\}")
_PARAGRAPH: Final = range(2, 6)
_PUBLISHED: Final = "2024-03-14"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Sentences with slots, and what may fill each slot."""

    sentences: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]

    def fill(self, chance: random.Random) -> str:
        """Return one sentence; a slot with a capital starts its filling with one."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            chosen = chance.choice(self.lists[name.lower()])
            return chosen[:1].upper() + chosen[1:] if name[:1].isupper() else chosen

        return _SLOT.sub(value, chance.choice(self.sentences))


@lru_cache(maxsize=1)
def load_patterns() -> Patterns:
    """Read the patterns; raises `DataError` where a slot has no list."""
    raw = yaml.safe_load(resources.files("reportedly.bench").joinpath(_FILE).read_text("utf-8"))
    lists = {str(name): tuple(map(str, values)) for name, values in raw["lists"].items()}
    sentences = tuple(map(str, raw["sentences"]))
    for row, sentence in enumerate(sentences, start=1):
        for name in _SLOT.findall(sentence):
            if not lists.get(name.lower()):
                raise DataError(_FILE, f"no list for {{{name}}} in {sentence!r}", row=row)
    return Patterns(sentences, lists)


def make_text(words: int, seed: int = 0) -> str:
    """Return paragraphs of two to five sentences with at least so many words in all."""
    patterns = load_patterns()
    chance = random.Random(seed)  # noqa: S311 - a fixed text, not a secret
    paragraphs, count = [], 0
    while count < words:
        paragraph = " ".join(patterns.fill(chance) for _ in range(chance.choice(_PARAGRAPH)))
        paragraphs.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(paragraphs)


def make_documents(words: int, each: int = 600) -> Iterator[Document]:
    """Yield the bundled example, then articles of about ``each`` words, so many words in all."""
    samples = sample_documents()
    yield from samples
    words -= sum(len(sample.text.split()) for sample in samples)
    for number in range(max(1, round(words / each))):
        yield make_document(each, number)


def make_document(words: int, seed: int = 0) -> Document:
    """Return one document with a publication date."""
    return Document(
        make_text(words, seed),
        uri=f"bench:{words}-{seed}",
        published=_PUBLISHED,
        language="en",
        published_source="record",
    )
