"""The time resolver that stands behind the seam: the tagger with the tense of the parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from reportedly.records.mentions import TimeMention
from reportedly.text.analysis import Analysis
from reportedly.times.ranges import join_ranges
from reportedly.times.tagger import tag

_MAX_CLIMB = 12


class RuleTimeResolver:
    """Finds time expressions by rules; weekdays and months look ahead where the verb does."""

    def find(self, analysis: Analysis, published: date | None) -> Sequence[TimeMention]:
        """Return the mentions in the order of the text, not overlapping.

        Spans count in the document's own text.
        """
        mentions = tag(analysis.text, published, tense=tense_of(analysis))
        mentions = join_ranges(analysis.text, mentions)
        return [replace(m, span=analysis.span(m.span.start, m.span.end)) for m in mentions]


def tense_of(analysis: Analysis) -> Callable[[int], str]:
    """Return a function from an offset of the analysed text to its verb's tense.

    The tense is "past", "future" or "none", of the verb that governs the token at the offset.
    """
    starts = [token.idx for token in analysis.doc]

    def tense(offset: int) -> str:
        index = bisect_right(starts, offset) - 1
        return _tense(analysis.doc[index]) if index >= 0 else "none"

    return tense


def _tense(token: Token) -> str:
    nouns = 0
    for _ in range(_MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            found = _verb_tense(token)
            if found != "none":
                return found
        # An expression inside a noun phrase ("its entry on Friday") is not the verb's own.
        nouns += token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("dobj", "pobj", "nsubj")
        if nouns > 1:
            break
        if token.head is token:
            break
        token = token.head
    return "none"


def _verb_tense(verb: Token) -> str:
    children = list(verb.children)
    if any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "shall", "wo") for c in children):
        return "future"
    if any(c.dep_ == "aux" and c.tag_ == "TO" for c in children):
        return "future" if verb.dep_ in ("xcomp", "acl", "relcl", "ccomp", "advcl") else "none"
    if verb.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in children):
        return "past"
    return "none"
