"""Which organisation or state a phrase stands for, where the text settles it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent
from reportedly.claims.home import home
from reportedly.claims.lexis import grammar
from reportedly.claims.membership import identified, renamed
from reportedly.claims.organs import bare_organ
from reportedly.claims.phrases import Phrase, phrase_of, phrase_span
from reportedly.claims.publisher import publisher
from reportedly.claims.sides import is_enemy, is_unit, opponent
from reportedly.claims.syntax import noun_argument, possessor
from reportedly.records.claim import ResolvedActor
from reportedly.seams import ActorRegistry

#: Noun classes of people and things that belong to whoever is named beside them.
OWNED = frozenset(
    {"person", "armed", "official", "commander", "group", "state"}
    | {"weapon", "vehicle", "aircraft", "drone", "ordnance", "gun"}
)
#: Classes of what is said to be a capital's when its state is meant.
_OF_STATES = frozenset({"official", "state"})
_PEOPLE = frozenset({"person", "armed", "official", "commander", "group", "state"})
#: Kinds of publishers whose statements tell of their own men without saying so.
_FIGHTING = frozenset({"rebel", "militia", "de_facto_authority"})


@dataclass(frozen=True)
class Identities:
    """Resolves phrases with a registry; a description alone never names anybody."""

    registry: ActorRegistry

    def of(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """Return whom the phrase stands for by its own words, None where they leave it open."""
        head = phrase.head
        number = context.actor_tokens.get(head.i)
        if number is not None:
            mention = context.actors[number]
            return self._of_sides(phrase, context) if mention.label else mention.resolved
        if head.lower_ in grammar()["pronouns_speaker"]:
            return self.publisher(context)
        if any(c.tag_ == "PRP$" for c in head.children):
            return self._owned(phrase, context)
        beside = self._beside(phrase, context)
        if beside is not None:
            return beside
        if head.i in context.place_tokens:
            return self.registry.state_of(context.places[context.place_tokens[head.i]].span.text)
        return (
            self._members(phrase, context)
            or self._sent(phrase, context)
            or renamed(head, context)
            or identified(head, context)
            or _short(phrase, context)
            or self._itself(phrase, context)
            or self._of_sides(phrase, context)
            or bare_organ(phrase, context, self.registry)
        )

    def _owned(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By who speaks: 'our fighters', 'your Armed Forces'; of others' men the owner tells."""
        head = phrase.head
        words = {c.lower_ for c in head.children if c.tag_ == "PRP$"}
        if not words & (grammar()["pronouns_speaker"] | {"your"}):
            return None
        if not context.classes(head) & OWNED and head.lower_ not in grammar()["praise"]:
            return None
        publisher = self.publisher(context)
        if "your" in words:
            named = head.text[:1].isupper() and head.text in (publisher.name if publisher else "")
            return publisher if named else None
        return publisher or bare_organ(phrase, context, self.registry)

    def _of_sides(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By whose statement it is: 'a detachment' is the publisher's, 'the enemy' the other's."""
        publisher = self.publisher(context)
        if publisher is None:
            return None
        head = phrase.head
        if publisher.kind in _FIGHTING and is_unit(head, context):
            return publisher
        if not is_enemy(head, publisher, context):
            return None
        country = home(head, context)
        army = self.registry.organ("army", country) if country else None
        return opponent(publisher, army, context)

    def publisher(self, context: Context) -> ResolvedActor | None:
        """Whom 'we' stands for: the publisher or author, where the registry knows it."""
        return publisher(context, self.registry)

    def _beside(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By a name in the phrase: "Houthi drone boats", "Ruritania's soldiers"."""
        head = phrase.head
        classes = context.classes(head)
        holder = possessor(head)
        if holder is not None and holder.tag_ != "PRP$" and classes & OWNED:
            return self._of_holder(holder, head, context)
        described = head.lower_ in grammar()["group_descriptions"]
        if classes & _PEOPLE or described:
            for index in range(phrase.last.i, phrase.first.i - 1, -1):
                number = context.actor_tokens.get(index)
                if number is not None:
                    return context.actors[number].resolved
        if classes & OWNED:
            for index in range(head.i - 1, phrase.first.i - 1, -1):
                number = context.actor_tokens.get(index)
                if number is not None:
                    return context.actors[number].resolved
        return None

    def _of_holder(self, holder: Token, head: Token, context: Context) -> ResolvedActor | None:
        """By their owner: "Ruritania's soldiers", "Kabul's rulers", "the army's brigade"."""
        if holder.i in context.actor_tokens:
            return context.actors[context.actor_tokens[holder.i]].resolved
        if holder.i in context.place_tokens:
            seat = context.places[context.place_tokens[holder.i]].span.text
            return self.registry.state_of(seat) if context.classes(head) & _OF_STATES else None
        return self.of(phrase_of(holder, context.lexis), context)

    def _sent(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By the capital that they come from: "delegates from Juba"."""
        if not context.classes(phrase.head) & {"official", "state"}:
            return None
        seat = noun_argument(phrase.head, "from")
        number = None if seat is None else context.place_tokens.get(seat.i)
        return None if number is None else self.registry.state_of(context.places[number].span.text)

    def _members(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By whose members they are: "members of the cell", where the cell is known."""
        head = phrase.head
        plain = head.lower_ in grammar()["group_descriptions"] | grammar()["praise"]
        if not context.classes(head) & OWNED and not plain:
            return None
        of = noun_argument(head, "of")
        if of is None or of.pos_ == "PRON" or not _is_body(of, context):
            return None
        body = phrase_of(of, context.lexis)
        found = self.of(body, context)
        before = None if found is not None else antecedent(body, context)
        return found if before is None else self.of(before, context)

    def _itself(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By how an institution calls itself in its own statement: "the Command warns"."""
        head = phrase.head
        if phrase.first.i != phrase.last.i or not head.text[:1].isupper() or head.is_sent_start:
            return None
        if not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children):
            return None
        document = context.analysis.document
        names = f"{document.publisher or ''} {document.author or ''}".split()
        return self.publisher(context) if head.text in names else None


def _short(phrase: Phrase, context: Context) -> ResolvedActor | None:
    """By the last word of a name used before: "the Agency" after its full name."""
    head = phrase.head
    if phrase.first.i != phrase.last.i or not head.text[:1].isupper() or head.is_sent_start:
        return None
    if not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children):
        return None
    offset = context.analysis.span(*phrase_span(context.analysis, phrase)).start
    for mention in reversed(context.actors):
        *first, last = mention.span.text.split()
        if mention.span.start < offset and first and last == head.text:
            return mention.resolved
    return None


def _is_body(token: Token, context: Context) -> bool:
    return bool(context.classes(token) & {"group", "state", "armed"}) or (
        token.i in context.actor_tokens or token.lower_ in grammar()["group_descriptions"]
    )
