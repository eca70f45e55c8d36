"""What the reader knows of a document while it reads: parse, mentions, amounts, look-ups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.amounts import Number
from reportedly.claims.lexis import Lexis
from reportedly.records.mentions import ActorMention, PlaceMention, TimeMention
from reportedly.records.span import Span
from reportedly.text.analysis import Analysis


@dataclass
class Context:
    """A document under reading. Mentions are in the order of the text."""

    analysis: Analysis
    lexis: Lexis
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]
    actors: Sequence[ActorMention]
    numbers: Sequence[Number]
    place_tokens: dict[int, int] = field(init=False)
    actor_tokens: dict[int, int] = field(init=False)
    time_tokens: dict[int, int] = field(init=False)
    memo: dict[tuple[str, int], Any] = field(init=False, default_factory=dict)
    _classes: dict[int, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.place_tokens = self._by_token([m.span for m in self.places])
        self.actor_tokens = self._by_token([m.span for m in self.actors])
        self.time_tokens = self._by_token([m.span for m in self.times])

    @cached_property
    def _token_at(self) -> dict[int, int]:
        """Document offset of each token's first character to the token's index."""
        doc = self.analysis.doc
        starts = doc.to_array("IDX").tolist()
        spaces = doc.to_array("IS_SPACE").tolist()
        origin = self.analysis.normalised.origin
        return {
            start if origin is None else origin[start]: i
            for i, (start, space) in enumerate(zip(starts, spaces, strict=True))
            if not space
        }

    @cached_property
    def lemmas(self) -> list[str]:
        """Each token's lemma in lower case."""
        return [t.lemma_.lower() for t in self.analysis.doc]

    @cached_property
    def lowers(self) -> list[str]:
        """Each token in lower case."""
        return [t.lower_ for t in self.analysis.doc]

    def _by_token(self, spans: Sequence[Span]) -> dict[int, int]:
        found: dict[int, int] = {}
        at = self._token_at
        for number, span in enumerate(spans):
            for offset in range(span.start, span.end):
                if offset in at:
                    found[at[offset]] = number
        return found

    def tokens_of(self, span: Span) -> list[Token]:
        """Tokens that begin inside a span of the document."""
        at = self._token_at
        return [self.analysis.doc[at[o]] for o in range(span.start, span.end) if o in at]

    @cached_property
    def sentence_index(self) -> dict[int, int]:
        """Token index to the index of its sentence."""
        return {i: n for n, s in enumerate(self.analysis.sentences) for i in range(s.start, s.end)}

    def sentence_of(self, token: Token) -> Slice:
        """Sentence that holds the token."""
        return self.analysis.sentences[self.sentence_index[token.i]]

    def paragraph_of(self, token: Token) -> int:
        """Index of the paragraph that holds the token."""
        return self.analysis.paragraph_of(token.idx)

    @cached_property
    def _amounts(self) -> list[tuple[Slice, Number]]:
        """Amounts that are part of no name, with the tokens they stand on."""
        found = []
        for number in self.numbers:
            tokens = self.analysis.doc.char_span(number.start, number.end, alignment_mode="expand")
            if tokens is not None and not self._named(tokens):
                found.append((tokens, _without_particle(number, tokens)))
        return found

    @cached_property
    def numbers_by_end(self) -> dict[int, Number]:
        """Amounts by the index of their last token."""
        return {tokens.end - 1: number for tokens, number in self._amounts}

    def _named(self, tokens: Slice) -> bool:
        """Whether a number is part of a name: 'March 23 Movement'."""
        return any(t.i in self.actor_tokens or t.i in self.place_tokens for t in tokens)

    @cached_property
    def number_at(self) -> dict[int, Number]:
        """Amounts by every token in them."""
        return {token.i: number for tokens, number in self._amounts for token in tokens}

    def classes(self, token: Token) -> frozenset[str]:
        """Noun classes of a head, those of the registry's kind and of toponyms included."""
        found = self._classes.get(token.i)
        if found is None:
            found = self._classes[token.i] = self._classes_of(token)
        return found

    def _classes_of(self, token: Token) -> frozenset[str]:
        own = self.lexis.classes(token)
        number = self.actor_tokens.get(token.i)
        if number is not None:
            resolved = self.actors[number].resolved
            if self.actors[number].person is not None:
                own |= {"official"}
            elif resolved is not None and not own & {"weapon", "vehicle", "facility"}:
                own |= self.lexis.kinds.get(resolved.kind, frozenset({"group"}))
        elif token.i in self.place_tokens:
            own |= {"territory"}
        elif token.ent_type_ == "NORP" and token.tag_ in {"NNS", "NNPS"}:
            own |= {"person"}
        return own

    def is_country(self, token: Token) -> bool:
        """Whether the token is the name of a country, which may stand for its government."""
        number = self.place_tokens.get(token.i)
        resolved = self.places[number].resolved if number is not None else None
        return resolved is not None and resolved.level == "country"

    def is_dated(self, token: Token) -> bool:
        """Whether the token is part of a time expression."""
        return token.i in self.time_tokens


def _without_particle(number: Number, tokens: Slice) -> Number:
    """'Handed over 50 soldiers': 'over' belongs to the verb, the number is 50 and no more."""
    if tokens[0].dep_ != "prt" or number.low is None or len(tokens) < 2:
        return number
    low = number.low - 1
    return replace(number, start=tokens[1].idx, low=low, high=low)
