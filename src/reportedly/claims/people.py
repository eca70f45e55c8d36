"""From phrases to participants: antecedents, resolution, and who is a natural person."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent, owner
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase, phrase_span
from reportedly.claims.syntax import possessor
from reportedly.records.claim import Participant, Person, ResolvedActor
from reportedly.records.span import Span
from reportedly.seams import ActorRegistry

_OWNED = frozenset(
    {
        "person",
        "armed",
        "official",
        "commander",
        "group",
        "state",
        "weapon",
        "vehicle",
        "aircraft",
        "drone",
        "ordnance",
        "gun",
    }
)
_ORGANS = frozenset({"force", "police", "state"})
_GENERIC = frozenset({"person", "armed", "official", "commander", "group", "state"})


@dataclass(frozen=True)
class People:
    """Makes participants of phrases, with a registry behind it."""

    registry: ActorRegistry

    def participant(self, phrase: Phrase, context: Context) -> Participant:
        """Return the participant on its words; resolved only where the text settles it."""
        span = self._span(phrase, context)
        person = self._person(phrase, context)
        before = antecedent(phrase, context)
        near: Span | None = None
        resolved = None if person == "private" else self._resolve(phrase, context)
        if before is not None:
            near = self._span(before, context)
            if person is None and phrase.head.pos_ == "PRON":
                person = self._person(before, context)
            if resolved is None and person != "private":
                resolved = self._resolve(before, context)
        if resolved is None and person != "private" and context.classes(phrase.head) & _OWNED:
            if any(c.lower_ in grammar()["pronouns_speaker"] for c in phrase.head.children):
                resolved = self._publisher(context)
            holder = owner(phrase, context)
            if resolved is None and holder is not None:
                resolved = self._resolve(holder, context)
        if near is not None and near == span:
            near = None
        return Participant(span, resolved, near, person)

    def _span(self, phrase: Phrase, context: Context) -> Span:
        return context.analysis.span(*phrase_span(context.analysis, phrase))

    def _resolve(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        head = phrase.head
        number = context.actor_tokens.get(head.i)
        if number is not None:
            return context.actors[number].resolved
        holder = possessor(head)
        if (
            holder is not None
            and holder.i in context.actor_tokens
            and (context.classes(head) & _OWNED)
        ):
            return context.actors[context.actor_tokens[holder.i]].resolved
        described = head.lower_ in grammar()["group_descriptions"]
        if context.classes(head) & _GENERIC or described:
            for index in range(phrase.last.i, phrase.first.i - 1, -1):
                number = context.actor_tokens.get(index)
                if number is not None:
                    return context.actors[number].resolved
        if head.i in context.place_tokens:
            return self.registry.state_of(context.places[context.place_tokens[head.i]].span.text)
        if head.lower_ in grammar()["pronouns_speaker"]:
            return self._publisher(context)
        return self._organ(phrase, context)

    def _publisher(self, context: Context) -> ResolvedActor | None:
        """Whom 'we' stands for: the publisher, where the registry knows it."""
        document = context.analysis.document
        for name in (document.publisher, document.author):
            found = self.registry.lookup(name) if name else ()
            if found and (len(found) == 1 or (found[0].score or 0) > (found[1].score or 0)):
                return found[0]
        return None

    def _organ(self, phrase: Phrase, context: Context) -> ResolvedActor | None:
        """The organ of the one state that the document is about: 'the police', 'troops'."""
        if phrase.head.pos_ != "NOUN" or phrase.first.i != phrase.head.i:
            return None
        if phrase.last.i != phrase.head.i or not context.classes(phrase.head) & _ORGANS:
            return None
        if phrase.head.lower_ not in grammar()["group_descriptions"]:
            return None
        country = context.country
        return self.registry.organ(phrase.head.lower_, country) if country else None

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
