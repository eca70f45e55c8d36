"""From the numbers of each word to spans of characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.learned.layout import BEGIN, INSIDE, OUTSIDE
from reportedly.learned.tags import TaggedSpan

Array: TypeAlias = NDArray[np.float32]
Words: TypeAlias = Sequence[tuple[int, int]]


def softmax(logits: Array) -> Array:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Array) -> Array:
    """Probability of each number by itself."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def tagged(logits: Array, words: Words, threshold: float) -> tuple[TaggedSpan, ...]:
    """Spans of a role from its three numbers a word: outside, begins, goes on.

    A word is inside where the probability of the two inner tags together reaches ``threshold``.
    """
    if not len(words):
        return ()
    p = softmax(logits)
    inside = 1.0 - p[:, OUTSIDE]
    begins = p[:, BEGIN] > p[:, INSIDE]
    return _runs(inside, begins, words, threshold)


def flagged(logits: Array, words: Words, threshold: float) -> tuple[TaggedSpan, ...]:
    """Spans from one number a word: runs of words at or above ``threshold``."""
    if not len(words):
        return ()
    inside = sigmoid(logits)
    return _runs(inside, np.zeros(len(words), dtype=np.bool_), words, threshold)


def _runs(
    inside: Array, begins: NDArray[np.bool_], words: Words, threshold: float
) -> tuple[TaggedSpan, ...]:
    found: list[tuple[int, int]] = []
    is_open = False
    for i, within in enumerate(inside >= threshold):
        if within and is_open and not begins[i]:
            found[-1] = (found[-1][0], i + 1)
        elif within:
            found.append((i, i + 1))
        is_open = bool(within)
    return tuple(
        TaggedSpan(words[a][0], words[b - 1][1], round(float(inside[a:b].mean()), 4))
        for a, b in found
    )
