"""Which organisation or state a phrase stands for, where the text settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent
from reportedly.claims.home import home
from reportedly.claims.lexis import grammar
from reportedly.claims.membership import identified, renamed
from reportedly.claims.phrases import Phrase, phrase_of, phrase_span
from reportedly.claims.sides import is_enemy, is_unit, opponent
from reportedly.claims.syntax import noun_argument, possessor
from reportedly.records.claim import ResolvedActor
from reportedly.seams import ActorRegistry

#: Noun classes of people and things that belong to whoever is named beside them.
OWNED = frozenset(
    {"person", "armed", "official", "commander", "group", "state"}
    | {"weapon", "vehicle", "aircraft", "drone", "ordnance", "gun"}
)
_THINGS = frozenset(
    {"weapon", "vehicle", "aircraft", "drone", "ordnance", "gun", "explosion", "bomb"}
)
_PEOPLE = frozenset({"person", "armed", "official", "commander", "group", "state"})
#: Kinds of publishers whose statements tell of their own men without saying so.
_FIGHTING = frozenset({"rebel", "militia", "de_facto_authority"})
#: The registry's score for an organ whose name it holds; one made by pattern scores less.
_NAMED = 0.8


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
            or renamed(head, context)
            or identified(head, context)
            or _short(phrase, context)
            or self._itself(phrase, context)
            or self._of_sides(phrase, context)
            or self._organ(phrase, context)
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
        return publisher or self._organ(phrase, context)

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
        key = ("publisher", 0)
        if key not in context.memo:
            context.memo[key] = next(self._publishers(context), None)
        found = context.memo[key]
        return found if isinstance(found, ResolvedActor) else None

    def _publishers(self, context: Context) -> Iterator[ResolvedActor]:
        document = context.analysis.document
        for name in (document.publisher, document.author):
            for part in _mouthpieces(name or ""):
                found = self.registry.lookup(part)
                if found and (len(found) == 1 or (found[0].score or 0) > (found[1].score or 0)):
                    yield found[0]
                    break

    def _beside(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By a name in the phrase: "Houthi drone boats", "Ruritania's soldiers"."""
        head = phrase.head
        classes = context.classes(head)
        holder = possessor(head)
        if holder is not None and holder.i in context.actor_tokens and classes & OWNED:
            return context.actors[context.actor_tokens[holder.i]].resolved
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

    def _members(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By whose members they are: "members of the cell", where the cell is known."""
        head = phrase.head
        if not context.classes(head) & OWNED and head.lower_ not in grammar()["group_descriptions"]:
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

    def _organ(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """By the country that the text is about here: 'the police', 'the prime minister'."""
        head = phrase.head
        if head.pos_ not in {"NOUN", "PROPN"} or head.ent_type_ == "PERSON":
            return None
        if noun_argument(head, "of") is not None and phrase.last.i == head.i:
            return None
        classes = context.classes(head)
        if classes & _THINGS:
            return None  # shells that fall in a country are not therefore its army's
        body = head.lower_ in grammar()["group_descriptions"]
        if not body and (not classes & _PEOPLE or head.tag_ == "NNS"):
            return None
        if classes & {"official"} and not classes & {"armed", "state"} and not _definite(head):
            return None
        country = home(head, context)
        if country is None:
            return None
        for words in _organ_words(phrase):
            found = self.registry.organ(words, country)
            if found is not None:
                return found if (found.score or 0) >= _NAMED else None
        return None


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


def _organ_words(phrase: Phrase) -> Iterator[str]:
    """Yield the words that may name an organ: all, without what follows 'of', the head alone."""
    head = phrase.head
    doc = head.doc
    yield doc[phrase.first.i : phrase.last.i + 1].text.lower()
    if phrase.last.i != head.i:
        yield doc[phrase.first.i : head.i + 1].text.lower()
    before = {t.lower_ for t in doc[phrase.first.i : head.i] if not t.is_punct}
    if before and before <= grammar()["organ_modifiers"]:
        yield head.lower_


def _definite(head: Token) -> bool:
    """Whether it is the one holder of an office: 'the president', not 'officials'."""
    the = any(c.dep_ == "det" and c.lower_ == "the" for c in head.children)
    return the and head.tag_ in {"NN", "NNP"}


def _is_body(token: Token, context: Context) -> bool:
    return bool(context.classes(token) & {"group", "state", "armed"}) or (
        token.i in context.actor_tokens or token.lower_ in grammar()["group_descriptions"]
    )


def _mouthpieces(name: str) -> Iterator[str]:
    """Yield a publisher's name, then the body that it says it speaks for.

    "Official Spokesman of the Rapid Support Forces" speaks for those; a newspaper that has a
    country in its name speaks for nobody.
    """
    if not name:
        return
    yield name
    words = grammar()["mouthpieces"]
    parts = name.replace(",", " of ").split()
    for i, part in enumerate(parts):
        if part.lower() in {"of", "for"} and {p.lower() for p in parts[:i]} <= words:
            rest = [p for p in parts[i + 1 :] if p.lower() not in {"of", "for"} or i]
            yield " ".join(rest).removeprefix("the ")
