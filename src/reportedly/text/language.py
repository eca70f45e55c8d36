"""Which language a text is in. Only English is read; others are refused, not misread."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

READ: Final = ("en",)
_FEWEST_LETTERS: Final = 60
_SAMPLE: Final = 20_000
_SURE: Final = 0.9


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str | None:
    """ISO 639-1 code, or None where there is too little text to tell."""
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _FEWEST_LETTERS:
        return None
    letters = [c for c in sample if c.isalpha()]
    if sum(c.isupper() for c in letters) > len(letters) // 2:
        sample = sample.lower()
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else None
