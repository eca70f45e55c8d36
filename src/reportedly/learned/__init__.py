"""Learned parts: one small encoder that tags attributions and weighs event mentions.

Optional evidence beside the rules: `load_heads` raises `ModelError` where the weights are missing,
and the reader then works from rules alone. Offsets are half-open intervals of code points of the
sentence that was given.
"""

from reportedly.learned.heads import Heads, load_heads
from reportedly.learned.tags import Factuality, Said, SentenceTags, TaggedSpan

__all__ = ["Factuality", "Heads", "Said", "SentenceTags", "TaggedSpan", "load_heads"]
