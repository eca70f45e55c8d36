"""How many names of private persons the masking finds, and what it masks besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml

from reportedly.errors import DataError
from reportedly.evaluate.gold_files import GoldClaim, load_gold
from reportedly.exports.name_lists import lexicon
from reportedly.exports.privacy import MASK, Names, Redaction
from reportedly.records.document import Document
from reportedly.seams import Reader

_KEYS: Final = frozenset({"text", "private", "public"})
_PRONOUNS: Final = frozenset({"he", "she", "they", "him", "her", "them", "i", "we"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with the names that must be masked and those that must stay."""

    text: str
    private: tuple[str, ...]
    public: tuple[str, ...] = ()

    @property
    def half(self) -> int:
        """0 or 1 by the text's digest: half 0 may be looked at, half 1 is only counted."""
        return sha256(self.text.encode()).digest()[0] % 2


@dataclass(slots=True)
class PrivacyFigures:
    """Names that were to be masked and were; public ones that were masked; every mask.

    A name counts as masked where no word of it can be read in the masked text. ``misses`` and
    ``over`` name what went wrong, with its text.
    """

    private: int = 0
    masked: int = 0
    public: int = 0
    over_masked: int = 0
    masks: int = 0
    texts: int = 0
    misses: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of private names that cannot be read, 0 to 1; 1 where there are none."""
        return self.masked / self.private if self.private else 1.0

    def as_json(self) -> dict[str, Any]:
        """Return the figures as a JSON value."""
        return {
            "texts": self.texts,
            "private_names": self.private,
            "masked": self.masked,
            "recall": round(self.recall, 4),
            "public_names": self.public,
            "public_masked": self.over_masked,
            "masks": self.masks,
        }


def load_sentences(path: Path) -> list[Sentence]:
    """Read a YAML list of ``text``, ``private`` and ``public``; raises `DataError`."""
    try:
        rows = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(str(path), f"cannot be read: {error}") from error
    if not isinstance(rows, list):
        raise DataError(str(path), "expected a list of sentences")
    return [_sentence(str(path), number, row) for number, row in enumerate(rows, start=1)]


def gold_sentences(folder: Path) -> list[Sentence]:
    """Return the gold documents that name private persons, with those names.

    A name is a quote of a coded claim whose participant is ``private`` and has a capital. Raises
    `DataError` as `load_gold` does.
    """
    found = []
    for gold in load_gold(folder).values():
        names = dict.fromkeys(n for claim in gold.content.claims for n in _named(claim))
        if names:
            found.append(Sentence(gold.content.text, tuple(names)))
    return found


def evaluate_privacy(sentences: Sequence[Sentence], reader: Reader) -> PrivacyFigures:
    """Read each text, mask it, and look for every name in what is left."""
    figures = PrivacyFigures()
    for sentence in sentences:
        redaction = Redaction(reader.read(Document(sentence.text, language="en")), Names())
        shown = redaction.cut(0, len(sentence.text))
        figures.texts += 1
        figures.masks += len(redaction.intervals)
        for name in sentence.private:
            figures.private += 1
            if is_masked(name, sentence, shown):
                figures.masked += 1
            else:
                figures.misses.append(f"{name}: {shown[:400]}")
        for name in sentence.public:
            figures.public += 1
            if name not in shown:
                figures.over_masked += 1
                figures.over.append(f"{name}: {shown[:400]}")
    return figures


def is_masked(name: str, sentence: Sentence, shown: str) -> bool:
    """Whether the words of a name stand less often in the masked text than they do in the text.

    Every mention of the whole name must be gone, and no capital word of it may be left but those
    that a public name of the same text shares.
    """
    if name in shown:
        return False
    shared = {word for public in sentence.public for word in public.split()}
    words = [word for word in name_words(name) if word not in shared]
    left = shown.replace(MASK, " ")
    return not any(f" {word} " in f" {_spaced(left)} " for word in words)


def name_words(name: str) -> list[str]:
    """Return the words of a name without forms of address, ranks and occupations."""
    lists = lexicon()
    address = lists["honorifics"] | lists["roles"] | lists["offices"] | lists["particles"]
    capital = [w for w in name.split() if any(part[:1].isupper() for part in w.split("-"))]
    return [word for word in capital if word.casefold() not in address]


def _spaced(text: str) -> str:
    return "".join(c if c.isalnum() or c in "-'" else " " for c in text).replace("'s", "")


def _named(claim: GoldClaim) -> Iterator[str]:
    for party in (*claim.actors, *claim.recipients):
        if party.person == "private":
            for words in (party.text, *party.names):
                if name_words(words) and words.casefold() not in _PRONOUNS and _is_name(words):
                    yield words


def _is_name(words: str) -> bool:
    """Whether all words but small ones are capital and none is common: no description."""
    small, common = lexicon()["particles"], lexicon()["common"]
    if any(word.casefold() in common for word in words.split()):
        return False
    return all(w in small or any(p[:1].isupper() for p in w.split("-")) for w in words.split())


def _sentence(path: str, number: int, row: Any) -> Sentence:
    if not isinstance(row, dict) or not row.keys() <= _KEYS or "text" not in row:
        raise DataError(path, "expected text, private and public", row=number)
    lists = [tuple(map(str, row.get(key) or ())) for key in ("private", "public")]
    for name in (*lists[0], *lists[1]):
        if name not in row["text"]:
            raise DataError(path, f"the name {name!r} is not in the text", row=number)
    return Sentence(str(row["text"]), *lists)
