"""What the text says of people's belonging: apposition, 'the raiders were from', 'men of'.

Only what is said outright counts, by whomever; a negated or doubted belonging does not.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.claims.syntax import subject
from reportedly.records.claim import ResolvedActor

_ANYBODY = frozenset({"person", "armed", "group"})
_DEFINITE = frozenset({"the", "these", "those"})
_DOUBT = frozenset({"not", "n't", "never", "may", "might", "could", "would"})
_PASSED = frozenset({"members", "member", "part", "fighters", "faction", "unit", "wing", "branch"})


def renamed(head: Token, context: Context) -> ResolvedActor | None:
    """Return whom an apposition names: 'their auxiliaries, the Volunteers for …'."""
    for c in head.children:
        if c.dep_ == "appos" and c.i in context.actor_tokens:
            return context.actors[context.actor_tokens[c.i]].resolved
    beside = head.dep_ == "appos" or (
        head.dep_ in {"compound", "nmod"} and head.i + 1 == head.head.i
    )
    if beside and head.head.i in context.actor_tokens:
        return context.actors[context.actor_tokens[head.head.i]].resolved
    return None


def identified(head: Token, context: Context) -> ResolvedActor | None:
    """Return the body that these people are said to belong to, here or before with the same noun.

    A noun that the document ties to two bodies stands for neither.
    """
    if not context.classes(head) & _ANYBODY and head.pos_ != "NUM":
        return None
    ties = _ties(context)
    bodies = ties.get(head.i)
    if bodies is None and any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in head.children):
        bodies = ties.get(_noun(head))
    return next(iter(bodies.values())) if bodies and len(bodies) == 1 else None


def _noun(token: Token) -> str:
    return token.lemma_.lower()


def _ties(context: Context) -> dict[str | int, dict[str, ResolvedActor]]:
    """Token indexes and nouns to the bodies that they are tied to, by the bodies' ids."""
    key = ("ties", 0)
    if key not in context.memo:
        found: dict[str | int, dict[str, ResolvedActor]] = {}
        for number in dict.fromkeys(context.actor_tokens.values()):
            mention = context.actors[number]
            if mention.resolved is None or mention.person is not None:
                continue
            tokens = context.tokens_of(mention.span)
            for token in tokens:
                for who in _tied(token):
                    for name in (who.i, _noun(who)):
                        found.setdefault(name, {})[mention.resolved.id] = mention.resolved
        context.memo[key] = found
    ties: dict[str | int, dict[str, ResolvedActor]] = context.memo[key]
    return ties


def _tied(name: Token) -> list[Token]:
    """Nouns that a clause ties to the name: 'men believed to be from X', 'they belonged to X'."""
    if name.dep_ == "appos" and name.head.tag_ == "NNS" and name.head.lower_ in grammar()["allies"]:
        return [name.head]
    if name.dep_ != "pobj" or name.head.dep_ != "prep":
        return []
    preposition = name.head.lower_
    verb = name.head.head
    if preposition == "of" and verb.lower_ in _PASSED:
        if verb.dep_ == "appos":
            return [verb.head]
        verb = verb.head if verb.dep_ in {"attr", "oprd"} else verb
    elif (preposition, verb.lemma_) not in {("from", "be"), ("to", "belong")}:
        return []
    if verb.lemma_ not in {"be", "belong"} or any(c.lower_ in _DOUBT for c in verb.children):
        return []
    who = subject(verb)
    if who is not None and who.pos_ in {"NOUN", "NUM"}:
        return [who]
    doubt = verb.head
    if verb.dep_ == "xcomp" and doubt.lemma_.lower() in grammar()["ascribing_verbs"]:
        who = doubt.head if doubt.dep_ in {"acl", "relcl"} else subject(doubt)
        return [who] if who is not None and who.pos_ in {"NOUN", "NUM"} else []
    return []
