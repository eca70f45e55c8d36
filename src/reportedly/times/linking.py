"""Which time expression dates an event: its own clause's, a neighbour's, an earlier sentence's.

An expression of the event's own clause comes first, one inside the event's noun phrase before that.
A verb of saying or of the present takes nothing from another clause: it is dated by publication. A
past event of a sentence without any expression takes the first of the last two sentences that have
one. What is left is dated by publication, which is the caller's to know: the answer is None.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from reportedly.records.mentions import TimeMention
from reportedly.text.analysis import Analysis
from reportedly.times.words import load_words

_CLIMB = 12
_BACK = 2
_DATING = frozenset({"point", "since", "until"})
_Placed = tuple[TimeMention, Token]


class DateLinks:
    """The dated expressions of a document, ready to be asked for each event."""

    def __init__(self, analysis: Analysis, mentions: Sequence[TimeMention]) -> None:
        self._doc: Doc = analysis.doc
        self._by_sentence: dict[int, list[_Placed]] = {}
        for mention in mentions:
            if mention.role in _DATING and mention.earliest is not None:
                words = _tokens(analysis, mention)
                if words is not None:
                    self._by_sentence.setdefault(words.sent.start, []).append((mention, words.root))

    def of(self, event: Token) -> tuple[TimeMention, bool] | None:
        """Return the expression that dates an event and whether it is carried over.

        None means that the text around names no date: publication is the best that is known.
        """
        own = self._by_sentence.get(event.sent.start, [])
        if own:
            found = _in_sentence(event, own)
            return (found, False) if found else None
        if event.tag_ == "VBD" or event.pos_ in ("NOUN", "PROPN"):
            found = None if _is_saying(event) else self._earlier(event)
            return (found, True) if found else None
        return None

    def _earlier(self, event: Token) -> TimeMention | None:
        start = event.sent.start
        for _ in range(_BACK):
            if start == 0:
                return None
            sentence = self._doc[start - 1].sent
            start = sentence.start
            for mention, _head in self._by_sentence.get(start, ()):
                if mention.precision in ("day", "week", "month") and mention.role != "until":
                    return mention
        return None


def _tokens(analysis: Analysis, mention: TimeMention) -> Slice | None:
    start, end = mention.span.start, mention.span.end
    origin = analysis.normalised.origin
    if origin is not None:
        start, end = bisect_left(origin, start), bisect_left(origin, end)
    return analysis.doc.char_span(start, end, alignment_mode="expand")


def _in_sentence(event: Token, placed: list[_Placed]) -> TimeMention | None:
    def distance(one: _Placed) -> int:
        return abs(one[1].i - event.i)

    if event.pos_ in ("NOUN", "PROPN"):
        inside = [one for one in placed if event in one[1].ancestors]
        if inside:
            return min(inside, key=distance)[0]
    verb = _verb_of(event)
    mates = [one for one in placed if _verb_of(one[1]) == verb]
    of_now = _is_saying(event) or (event.tag_ in ("VBZ", "VBP") and event.pos_ in ("VERB", "AUX"))
    if of_now:
        mates = [one for one in mates if not _inside_noun(one[1])]
    if mates:
        return min(mates, key=distance)[0]
    if of_now:
        return None
    return min(placed, key=distance)[0]


def _verb_of(token: Token) -> Token:
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            break
        if token.head is token:
            break
        token = token.head
    return token


def _inside_noun(head: Token) -> bool:
    """Whether an expression belongs to a noun ("the attack of 3 February"), not to the verb."""
    above = head.head
    if above.pos_ == "ADP":
        above = above.head
    return above.pos_ in ("NOUN", "PROPN") and above is not head


def _is_saying(event: Token) -> bool:
    return event.lemma_ in load_words().sets["saying_lemmas"] or event.lower_ == "according"
