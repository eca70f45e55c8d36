"""The encoder with its heads: loaded once, one thread, the same answer every time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from reportedly.errors import ModelError
from reportedly.learned.decode import Array, flagged, sigmoid, softmax, tagged
from reportedly.learned.files import ModelFiles, check_files, data_folder
from reportedly.learned.layout import APPEALS, CATEGORIES, CHANNELS, ROLES, STATUSES, WIDTH, WORTH
from reportedly.learned.tags import Factuality, SentenceTags
from reportedly.learned.wordpieces import Pieces, WordPieces, windows

#: Sentences whose numbers are kept, so that tags and factuality of one sentence cost one pass.
_KEPT = 4096


class Heads:
    """Tags sentences and weighs event mentions.

    Each sentence is read by itself: what is said of it does not depend on its neighbours, nor on
    how sentences are handed over.
    """

    def __init__(self, files: ModelFiles) -> None:
        self.version = files.version
        #: SHA-256 of the weights, for ``produced_by.digests``.
        self.digest = files.digest
        self._thresholds = files.thresholds
        self._pieces = WordPieces(files.tokenizer)
        self._session = _session(files.weights)
        self._kept: dict[str, tuple[Pieces, Array]] = {}

    def forget(self) -> None:
        """Drop what is kept of sentences, as between documents."""
        self._kept.clear()

    def tags(self, sentences: Sequence[str]) -> list[SentenceTags]:
        """Tag each sentence, in the order given."""
        return [self._tags(*self._read(sentence)) for sentence in sentences]

    def factuality(
        self, sentence: str, triggers: Sequence[tuple[int, int]]
    ) -> list[Factuality | None]:
        """What the sentence says of the event at each trigger (half-open code points).

        None where no word of the sentence stands there.
        """
        pieces, logits = self._read(sentence)
        return [_factuality(pieces, logits, start, end) for start, end in triggers]

    def numbers(self, sentence: str) -> tuple[tuple[tuple[int, int], ...], Array]:
        """Words of the sentence as intervals, and the raw output of each: words by `WIDTH`."""
        pieces, logits = self._read(sentence)
        return pieces.words, logits

    def _tags(self, pieces: Pieces, logits: Array) -> SentenceTags:
        words, limit = pieces.words, self._thresholds
        spans = {
            name: tagged(logits[:, CHANNELS[name]], words, limit.get(name, 0.5))
            for name in (*ROLES, *APPEALS)
        }
        flags = {
            name: flagged(logits[:, CHANNELS[name].start], words, limit.get(name, 0.5))
            for name in ("event", "loaded")
        }
        return SentenceTags(
            spans["source"],
            spans["cue"],
            spans["content"],
            {name: spans[name] for name in APPEALS},
            flags["event"],
            flags["loaded"],
        )

    def _read(self, sentence: str) -> tuple[Pieces, Array]:
        known = self._kept.get(sentence)
        if known is None:
            pieces = self._pieces.cut([sentence])[0]
            known = pieces, self._run(pieces)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[sentence] = known
        return known

    def _run(self, pieces: Pieces) -> Array:
        logits = np.zeros((len(pieces.words), WIDTH), dtype=np.float32)
        if not pieces.words:
            return logits
        for window in windows(pieces):
            ids = np.asarray([self._pieces.marked(window.ids)], dtype=np.int64)
            out = self._session.run(None, {"ids": ids})[0][0]
            logits[list(window.words)] = out[list(window.rows)]
        return logits


def _factuality(pieces: Pieces, logits: Array, start: int, end: int) -> Factuality | None:
    at = [i for i, (a, b) in enumerate(pieces.words) if a < end and start < b]
    if not at:
        return None
    rows = logits[at]
    status = softmax(rows[:, CHANNELS["status"]]).mean(axis=0)
    category = softmax(rows[:, CHANNELS["category"]]).mean(axis=0)
    best = int(category.argmax())
    value = float(sum(p * worth for p, worth in zip(status, WORTH, strict=True)))
    return Factuality(
        {name: round(float(p), 4) for name, p in zip(STATUSES, status, strict=True)},
        round(value, 4),
        round(float(sigmoid(rows[:, CHANNELS["event"].start]).max()), 4),
        CATEGORIES[best],
        round(float(category[best]), 4),
    )


def _session(weights: Path) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    try:
        return onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's own errors have no common root
        raise ModelError(
            f"{weights}: onnxruntime cannot load the weights ({error}); reinstall onnxruntime, or "
            "read with rules alone"
        ) from error


@lru_cache(maxsize=2)
def load_heads(folder: Path | None = None) -> Heads:
    """Load the heads from ``folder``, or those that come with the program; once a process.

    Raises `ModelError` where the files are missing, damaged or of another version.
    """
    return Heads(check_files(folder or data_folder()))
