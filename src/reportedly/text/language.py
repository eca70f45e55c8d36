"""Which language a text is in. Only English is read; others are refused, not misread."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

READ: Final = ("en",)
_FEWEST_LETTERS: Final = 60
_SAMPLE: Final = 20_000
_SURE: Final = 0.9
_FEWEST_FOREIGN: Final = 10
_LAST_LATIN: Final = "\u024f"
_UNDETERMINED: Final = "und"


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str | None:
    """ISO 639-1 code, or None where there is too little text to tell."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < _FEWEST_FOREIGN:
        return None
    foreign = sum(c > _LAST_LATIN for c in letters) > len(letters) // 2
    if len(letters) < _FEWEST_LETTERS and not foreign:
        return None
    if sum(c.isupper() for c in letters) > len(letters) // 2:
        sample = sample.lower()
    code, probability = _identifier().classify(sample)
    # a script that English is not written in settles that much, however short the text
    if foreign:
        return str(code) if code not in READ else _UNDETERMINED
    return str(code) if probability >= _SURE else None
