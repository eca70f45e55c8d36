"""Doubts of the learned parts about what the rules read as a fact.

Rules decide. Where the encoder reads an event as not having happened with high probability, the
claim keeps its values and its status and is marked for review, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from spacy.tokens import Span as Slice

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft

if TYPE_CHECKING:
    from reportedly.learned import Heads

#: Probability of not having happened from which the heads are heard against the rules.
DOUBT: Final = 0.9
REVIEW: Final = "the learned parts read it as not having happened"
_REAL = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True)
class Opinions:
    """What the heads say of events that the rules found."""

    heads: Heads

    def weigh(self, draft: Draft, context: Context) -> None:
        """Mark a draft that the heads read as unreal where the rules read it as a fact.

        Only a sentence with some word of negation, mood or plan is worth the encoder's time.
        """
        sentence = draft.anchor.sent
        if draft.status not in _REAL or not _marked(sentence, context):
            return
        start = draft.anchor.idx - sentence.start_char
        places = [(start, start + len(draft.anchor))]
        opinion = self.heads.factuality(sentence.text, places)[0]
        if opinion is None:
            return
        unreal = 1 - opinion.probabilities["happened"]
        if unreal >= DOUBT:
            draft.review.append(REVIEW)
            draft.notes.append(
                f"learned parts: {opinion.status} ({unreal:.2f}) against the rules, which stand"
            )


def _marked(sentence: Slice, context: Context) -> bool:
    words = context.lexis.unreal_words
    return any(t.dep_ == "neg" or t.tag_ == "MD" or context.lemmas[t.i] in words for t in sentence)
