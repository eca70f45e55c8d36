"""Who stands where: actors and recipients of a trigger, by the roles of its codebook entry."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase, phrase_of, real_head
from reportedly.claims.syntax import (
    agent,
    behind_particle,
    child,
    conjuncts,
    is_passive,
    noun_argument,
    objects,
    possessor,
    prepositions,
)

_ANIMATE = frozenset(
    {"person", "armed", "official", "state", "group", "commander", "any-name", "pronoun"}
)
_THINGS = frozenset(
    {"facility", "vehicle", "goods", "weapon", "territory", "animal", "money", "document"}
)
_NEVER = frozenset({"time-unit", "unit-of-measure", "body-part", "disease", "disaster"})
_BODIES = frozenset({"person", "armed", "official", "state", "commander"})
_INSTRUMENTS = frozenset(
    {"drone", "aircraft", "ordnance", "bomb", "gun", "weapon", "explosion", "vehicle", "event"}
)
_OF_THINGS = frozenset(
    {"seize", "withhold", "restrict", "censor", "curfew", "martial-law", "cyber"}
)
_SPEECH = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONSULT", "SUPPORT", "CONCEDE"}
)


def assign_roles(draft: Draft, context: Context) -> None:
    """Fill the draft's actors and recipients from its clause; nothing is guessed."""
    actors: list[Token] = []
    recipients: list[Token] = []
    counted: list[Token] = []
    for role, token in _role_tokens(draft, context):
        for one in conjuncts(token) if token.dep_ != "conj" else [token]:
            known = context.classes(one) & _BODIES or one.i in context.actor_tokens
            known = known or _destroyed(one, role, draft, context)
            if one in draft.tokens and not known:
                continue
            if one.pos_ in {"ADJ", "VERB", "ADV"} and one.dep_ == "conj":
                continue
            if role == "actor":
                actors += _as_actor(one, draft, context)
                if one.pos_ == "NUM" and one.i in context.number_at:
                    counted.append(one)  # '23 laid down their arms'
            elif role == "recipient" and _may_suffer(one, draft, context):
                recipients.append(one)
    draft.actors = _phrases(actors, context)
    if not draft.actors:
        draft.counted = _phrases(counted, context)
    if draft.category == "MOBILIZE":
        # whoever is sent is the actor where nobody is said to send
        draft.counted = _phrases(recipients, context)
        draft.actors = draft.actors or draft.counted
        recipients = []
    names = {p.head.i for p in draft.actors}
    draft.recipients = [p for p in _phrases(recipients, context) if p.head.i not in names]


def _destroyed(token: Token, role: str, draft: Draft, context: Context) -> bool:
    """Whether a thing that is part of the idiom suffers the attack: 'burned nine vehicles'."""
    things = context.classes(token) & {"vehicle", "facility"}
    return draft.category == "ASSAULT" and role == "recipient" and bool(things)


def _role_tokens(draft: Draft, context: Context) -> Iterator[tuple[str, Token]]:
    if draft.trigger.pos == "verb":
        yield from _of_verb(draft, context)
    elif draft.trigger.pos == "noun":
        yield from _of_noun(draft, context)
    else:
        yield from _of_adjective(draft)


def _is_pact(draft: Draft, context: Context) -> bool:
    """Whether an agreement is told, to which both sides are actors."""
    return any(
        "truce" in context.classes(t) or t.lemma_ in {"peace", "accord", "treaty", "pact"}
        for t in draft.tokens
    )


def _of_verb(draft: Draft, context: Context) -> Iterator[tuple[str, Token]]:
    verb, roles = draft.anchor, draft.trigger.roles
    doer = agent(verb)
    if doer is not None:
        yield roles.get("subject", "none"), doer
    symmetric = draft.category == "CONSULT" and verb.dep_ != "relcl"
    found = objects(verb) or behind_particle(draft.tokens)
    for thing in found:
        role = roles.get("object", "none")
        yield "recipient" if symmetric and role == "actor" and not is_passive(verb) else role, thing
        if roles.get("from") == "recipient" and (taken := noun_argument(thing, "from")) is not None:
            yield "recipient", taken  # 'took the town from the rebels'
    for c in verb.children:
        if c.dep_ == "dative" and c.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield roles.get("to", "recipient"), c
    for token in draft.tokens:
        if token != verb and token.dep_ == "xcomp" and not found:
            # 'vowed to crush the rebels'
            yield from (("recipient", thing) for thing in objects(token))
        for prep, thing in prepositions(token):
            if prep in roles and not (prep == "by" and is_passive(verb)):
                yield _with_whom(draft, prep, context) or roles[prep], thing
        if token != verb and (owner := possessor(token)) is not None and "of" in roles:
            yield roles["of"], owner
    yield from _behind_a_thing(draft, context)


def _behind_a_thing(draft: Draft, context: Context) -> Iterator[tuple[str, Token]]:
    """Yield who stands behind what is rejected, accepted or protested against."""
    if draft.category in {"REJECT", "AGREE"}:
        yield from _whose(objects(draft.anchor), context)
    if draft.category == "PROTEST":
        for token in draft.tokens:
            against = [t for p, t in prepositions(token) if p in {"at", "against", "over"}]
            yield from _whose(against, context)
            yield from (("recipient", by) for t in against for by in _done_by(t))


def _whose(things: list[Token], context: Context) -> Iterator[tuple[str, Token]]:
    """'Rejected the Kingdom's invitation', 'accepted the rebels' offer': to whom it is said."""
    for thing in things:
        owner = possessor(thing) or noun_argument(thing, "of")
        if owner is None or context.classes(thing) & {"person", "armed", "group", "state"}:
            continue
        body = context.classes(owner) & _BODIES or owner.i in context.actor_tokens
        if body or context.is_country(owner):
            yield "recipient", owner


def _with_whom(draft: Draft, prep: str, context: Context) -> str | None:
    """Role of 'with' in talks (whom one meets) and in pacts (the other side signs too)."""
    if prep != "with":
        return None
    if draft.category == "CONSULT" and draft.anchor.dep_ != "relcl":
        return "recipient"
    return "actor" if draft.category == "SUPPORT" and _is_pact(draft, context) else None


def _of_noun(draft: Draft, context: Context) -> Iterator[tuple[str, Token]]:
    noun, roles = draft.anchor, draft.trigger.roles
    owner = possessor(noun)
    if owner is not None:
        yield roles.get("poss", "none"), owner
    for c in noun.children:
        modifies = c.dep_ in {"compound", "nmod", "amod"} and c not in draft.tokens
        if modifies and (context.classes(c) & _ANIMATE or c.i in context.actor_tokens):
            yield roles.get("compound", "none"), c
    for prep, thing in prepositions(noun):
        if prep in roles:
            yield roles[prep], thing
        if prep == "of" and "by" in roles and (by := noun_argument(thing, "by")) is not None:
            yield roles["by"], by
    if draft.light is not None:
        yield from _of_light_verb(draft, draft.light, context)
    elif noun.dep_ not in {"dobj", "pobj"}:
        for by in _done_by(noun):
            yield roles.get("by", "actor"), by


def _of_light_verb(draft: Draft, verb: Token, context: Context) -> Iterator[tuple[str, Token]]:
    roles = draft.trigger.roles
    told = noun_argument(draft.anchor, "of") is not None
    for prep, thing in prepositions(verb):
        if prep in roles and prep not in {"of", "by"} and not (told and roles[prep] == "recipient"):
            yield roles[prep], thing
    doer = agent(verb)
    if doer is not None and doer != draft.anchor:
        yield context.lexis.light.get((verb.lemma_.lower(), "")) or "actor", doer


def _done_by(noun: Token) -> Iterator[Token]:
    """Yield the agents of passive clauses on a noun: 'a raid carried out by X'."""
    for verb in noun.children:
        if verb.dep_ in {"acl", "relcl"} and is_passive(verb):
            by = agent(verb)
            if by is not None and by != noun:
                yield by


def _of_adjective(draft: Draft) -> Iterator[tuple[str, Token]]:
    token = draft.anchor
    role = draft.trigger.roles.get("subject", "recipient")
    subject = child(token, "nsubj", "nsubjpass")
    if subject is None and token.dep_ in {"acomp", "attr", "oprd", "ccomp"}:
        subject = child(token.head, "nsubj", "nsubjpass") if token.dep_ == "acomp" else None
        subject = subject or child(token.head, "dobj", "nsubjpass", "nsubj")
    if subject is not None:
        yield role, subject


def _as_actor(token: Token, draft: Draft, context: Context) -> list[Token]:
    """Return who acts behind an instrument: 'a device planted by X', 'Israeli warplanes'."""
    head = real_head(token, context.lexis)
    classes = context.classes(head)
    if head.i in context.actor_tokens or classes & (_ANIMATE - {"any-name"}):
        return [token]
    if context.is_dated(head) or classes & _NEVER:
        return []
    if head.i in context.place_tokens:
        metonym = draft.category in _SPEECH or draft.category in {"MOBILIZE", "SANCTION", "COERCE"}
        acts = head.dep_ == "nsubj" and context.is_country(head)
        return [token] if metonym or acts or head.dep_ in {"agent", "poss"} else []
    if classes & (_INSTRUMENTS | {"abstract", "goods", "document", "facility", "territory"}):
        return _behind(head, context)
    return [token] if head.pos_ in {"NOUN", "PROPN", "PRON"} else []


def _behind(head: Token, context: Context) -> list[Token]:
    owner = possessor(head)
    if owner is not None and context.classes(head) & _INSTRUMENTS - {"event"}:
        return [head]
    if owner is not None and owner.pos_ != "PRON":
        return [owner]
    done_by = next(_done_by(head), None)
    if done_by is None and head.dep_ == "nsubjpass":
        done_by = agent(head.head)  # 'the shells that killed three were fired by the army'
    if done_by is not None and done_by != head:
        return [done_by]
    by_noun = noun_argument(head, "by")
    if by_noun is not None:
        return [by_noun]
    return [
        c
        for c in head.children
        if c.dep_ in {"compound", "amod", "nmod"}
        and (c.i in context.actor_tokens or context.classes(c) & {"armed", "state"})
    ]


def _may_suffer(token: Token, draft: Draft, context: Context) -> bool:
    head = real_head(token, context.lexis)
    classes = context.classes(head)
    if context.is_dated(head) or (classes & _NEVER and not classes & _ANIMATE):
        return False
    if "money" in classes and not classes & (_ANIMATE - {"any-name"}):
        return False
    if classes & _ANIMATE:
        return True
    if draft.category in _SPEECH:
        return head.i in context.actor_tokens or head.i in context.place_tokens
    if classes & {"abstract", "event"} and not classes & _THINGS:
        return False
    if draft.category == "COERCE" and (draft.mode in _OF_THINGS or classes & _THINGS):
        if possessor(head) is not None and "territory" not in classes:
            return True  # 'made off with three of its trucks'
        return head.i in context.actor_tokens or head.ent_type_ in {"PERSON", "ORG", "NORP"}

    return head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or context.lexis.is_quantity(head)


def _phrases(tokens: list[Token], context: Context) -> list[Phrase]:
    out: dict[int, Phrase] = {}
    for token in tokens:
        phrase = phrase_of(token, context.lexis)
        if phrase.head.lower_ in grammar()["negative_pronouns"]:
            continue
        out.setdefault(phrase.head.i, phrase)
    return list(out.values())
