"""From phrases to participants: antecedents, resolution, and who is a natural person."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent, owner
from reportedly.claims.identity import OWNED, Identities
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase, phrase_span
from reportedly.records.claim import Participant, Person, ResolvedActor
from reportedly.records.span import Span
from reportedly.seams import ActorRegistry

#: A description stands for another one at most so often: 'its soldiers', 'its column', 'the army'.
_HOPS = 3


@dataclass(frozen=True)
class People:
    """Makes participants of phrases, with a registry behind it."""

    registry: ActorRegistry

    @property
    def _identities(self) -> Identities:
        return Identities(self.registry)

    def participant(self, phrase: Phrase, context: Context) -> Participant:
        """Return the participant on its words; resolved only where the text settles it."""
        span = self._span(phrase, context)
        person = self._person(phrase, context)
        before = antecedent(phrase, context)
        near: Span | None = None
        resolved = None if person == "private" else self._identities.of(phrase, context)
        if before is not None:
            near = self._span(before, context)
            if person is None and phrase.head.pos_ == "PRON":
                person = self._person(before, context)
            if resolved is None and person != "private":
                resolved = self._known(before, context)
        if resolved is None and person != "private" and context.classes(phrase.head) & OWNED:
            if any(c.lower_ in grammar()["pronouns_speaker"] for c in phrase.head.children):
                resolved = self._identities.publisher(context)
            holder = owner(phrase, context)
            if resolved is None and holder is not None:
                resolved = self._of_owner(phrase, holder, context)
        if near is not None and near == span:
            near = None
        return Participant(span, resolved, near, person)

    def _known(self, phrase: Phrase, context: Context, hops: int = _HOPS) -> ResolvedActor | None:
        """Whom a mention stands for, by its own words, the mention before it or its owner."""
        found = self._identities.of(phrase, context)
        if found is not None or hops == 0:
            return found
        other = antecedent(phrase, context)
        if other is None and _may_belong(phrase, context):
            other = owner(phrase, context)
        return None if other is None else self._known(other, context, hops - 1)

    def _of_owner(self, phrase: Phrase, holder: Phrase, context: Context) -> ResolvedActor | None:
        """Return the owner, or the army where a ministry of defence speaks of 'its forces'."""
        found = self._known(holder, context)
        words = set(holder.text.lower().split())
        if found is None or found.country is None or not words & {"defence", "defense"}:
            return found
        army = self.registry.organ(phrase.head.lower_, found.country)
        return army if army is not None and army.kind == "military" else found

    def _span(self, phrase: Phrase, context: Context) -> Span:
        return context.analysis.span(*phrase_span(context.analysis, phrase))

    def _person(self, phrase: Phrase, context: Context) -> Person | None:
        head = phrase.head
        number = context.actor_tokens.get(head.i)
        if number is not None and context.actors[number].person is not None:
            return context.actors[number].person
        classes = context.classes(head)
        lexicon = context.lexis.codebook.lexicon
        words = phrase.text.lower()
        named = head.pos_ == "PROPN" and head.ent_type_ == "PERSON"
        singular = head.tag_ in {"NN", "NNP"}
        if singular and (named or classes & {"official", "commander", "person"}):
            if any(f" {t} " in f" {words} " for t in lexicon.commander_titles):
                return "commander"
            if any(f" {t} " in f" {words} " for t in lexicon.office_titles):
                return "office_holder"
        if named and number is None and head.i not in context.place_tokens:
            return "private"
        return None


def _may_belong(phrase: Phrase, context: Context) -> bool:
    """Whether the words stand for one part of a body: 'its column', 'its president'."""
    classes = context.classes(phrase.head)
    return bool(classes & OWNED) and "person" not in classes and phrase.head.tag_ != "NNS"
