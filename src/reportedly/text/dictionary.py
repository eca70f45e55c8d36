"""Whether a word is one of English: from the language model's own lists, without the model."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Final

import srsly  # type: ignore[import-untyped]

from reportedly.errors import ModelError
from reportedly.text.model import DEFAULT

#: Endings of inflected forms and what stands in their place in the base form.
_ENDINGS: Final = (
    ("'s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ed", ""), ("ed", "e"),
    ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("ly", ""),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.*?)([b-df-hj-np-tv-z])\2(?:ed|ing|er)\Z")
_PARTS: Final = re.compile(r"[-\u2010\u2011/]")


def is_word(word: str) -> bool:
    """Whether a word in lower case, or each part of it with hyphens, is English in some form.

    Proper names that are well known count as words, too: the lists hold a few thousand.
    """
    return all(_is_word(part) for part in _PARTS.split(word.casefold().replace("\u2019", "'")))


@lru_cache(maxsize=20_000)
def _is_word(word: str) -> bool:
    known = _words()
    if word in known:
        return True
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return len(word) > len(ending) + 1
    doubled = _DOUBLED.match(word)
    return doubled is not None and doubled[1] + doubled[2] in known


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Base forms and irregular forms of the lists by which the model finds base forms."""
    spec = util.find_spec(DEFAULT)
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path()
    files = sorted(folder.glob("*/lemmatizer/lookups/lookups.bin"))
    if not files:
        raise ModelError(f"the language model {DEFAULT} is not installed; reinstall reportedly")
    tables = srsly.msgpack_loads(files[0].read_bytes())
    index, irregular = tables["lemma_index"].values(), tables["lemma_exc"].values()
    return frozenset(word for words in (*index, *irregular) for word in words)
