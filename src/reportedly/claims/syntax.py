"""Questions to the dependency parse: who is the subject, the object, the clause of a verb.

Labels are those of spaCy's English models (ClearNLP style). Nothing here knows what an event is.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.lexis import grammar

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
_DEEPEST = 6
_LONGEST_CHAIN = 12
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children with one of these labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is joined to it by 'and', 'or' or a comma, downwards only."""
    found = [token]
    for item in found:
        found.extend(c for c in item.children if c.dep_ == "conj" and c.pos_ != "VERB")
        if item.dep_ == "pobj":
            # 'by A and by B', 'gunmen of A and of B'
            joined = [c for c in item.head.children if c.dep_ == "conj" and c.pos_ == "ADP"]
            found.extend(p for prep in joined for p in children(prep, "pobj"))
        for prep in item.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                joined = [c for c in prep.children if c.dep_ == "conj" and c.pos_ == "ADP"]
                found.extend(p for other in joined for p in children(other, "pobj"))
    return list(dict.fromkeys(found))


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that the token is part of."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, or a bare past participle behind its noun."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "conj" and child(verb, *SUBJECTS, "dobj") is None:
        # 'was pulled from bed and shot': the tagger cannot tell the participle
        head = verb.head
        return head.pos_ == "VERB" and child(head, "auxpass") is not None
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ == "agent" for c in verb.children):
        return True
    if verb.dep_ in {"acl", "amod", "advcl", "oprd", "ccomp", "xcomp"} and not has_auxiliary(verb):
        return not children(verb, "dobj") and not _main_clause(verb)
    if child(verb, *SUBJECTS) is not None and not has_auxiliary(verb):
        return verb.dep_ != "ROOT" and not children(verb, "dobj")
    if verb.dep_ == "conj" and not has_auxiliary(verb):
        head = verb.head
        return head.pos_ in {"VERB", "AUX"} and is_passive(head) and not children(verb, "dobj")
    return False


def _main_clause(verb: Token) -> bool:
    """'Qatar, a go-between, offered to host talks': the parser hangs the verb on its subject."""
    if verb.dep_ != "acl" or verb.head.dep_ != "ROOT" or verb.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    controls = verb.lemma_.lower() in grammar()["object_control"]
    inserted = verb.i > verb.head.i + 1 and verb.nbor(-1).text == ","
    return inserted or (child(verb, "xcomp", "ccomp") is not None and not controls)


def has_auxiliary(verb: Token) -> bool:
    """Whether the verb carries 'have', 'be' or a modal of its own."""
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children)


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands with the verb itself, a relative pronoun replaced."""
    found = children(verb, *SUBJECTS)
    if not found:
        return None
    if found[-1].tag_ == "WP" and (doer := cleft(verb)) is not None:
        return doer
    before = [c for c in found if c.i < verb.i] or found[:1]
    subject = next((c for c in reversed(before) if c.lower_ not in RELATIVES), before[0])
    if subject.lower_ == "it" and verb.lemma_ == "be":
        who = child(verb, "attr")
        if who is not None and child(who, "relcl", "acl") is not None:
            return who
    return _relative_head(subject, verb)


def _relative_head(subject: Token, verb: Token) -> Token:
    """Replace 'who', 'which' and 'that' by the noun that the relative clause hangs on."""
    if subject.lower_ not in RELATIVES or subject.tag_ not in {"WDT", "WP", "IN", "DT", "WP$"}:
        return subject
    node = verb
    for _ in range(6):
        if node.dep_ in {"relcl", "acl"} and node.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return node.head
        if node.head == node:
            break
        node = node.head
    return subject


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return who does it or, in the passive, to whom it is done, through control and coordination.

    None where the clause does not say.
    """
    if depth > _DEEPEST:
        return None
    found = own_subject(verb)
    return found if found is not None else _understood(verb, depth)


def _understood(verb: Token, depth: int) -> Token | None:
    """Return the subject that a clause without one takes from above."""
    head = verb.head
    if head == verb:
        before = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
        return own_subject(before) if before is not None and before.tag_ == "VBD" else None
    plot = plot_of(verb)
    if plot is not None:
        return possessor(plot) or noun_argument(plot, "by")
    joined = verb.dep_ == "conj" or (verb.dep_ in {"advcl", "prep", "dep"} and not has_finite(verb))
    if joined:
        return subject(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else _noun_subject(head)
    if verb.dep_ in {"xcomp", "ccomp"} and not has_finite(verb):
        return controller(head, depth)
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return _of_noun(verb, depth)
    return _of_gerund(head, depth) if verb.dep_ == "pcomp" else None


def _of_gerund(preposition: Token, depth: int) -> Token | None:
    """Return who does what a gerund tells: 'accused X of shelling', 'their role in killing'."""
    if preposition.dep_ == "agent":
        return None  # 'killed by shelling'
    governor = preposition.head
    if governor.pos_ in {"VERB", "AUX"}:
        return controller(governor, depth)
    return possessor(governor) or _verb_above(governor, depth)


def plot_of(verb: Token) -> Token | None:
    """Return the noun of 'foiled a plot to bomb' where the infinitive hangs on the verb."""
    if verb.dep_ != "advcl" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return None
    noun = child(verb.head, "dobj", "nsubjpass")
    return noun if noun is not None and noun.lemma_.lower() in grammar()["plots"] else None


def _of_noun(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.tag_ == "VB" or any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return possessor(head) or noun_argument(head, "by") or _verb_above(head, depth)
    if head.dep_ == "appos" and verb.tag_ == "VBD":
        return head.head
    if head.dep_ == "pobj" and child(verb, "dobj") is not None and verb.tag_ in {"VBN", "VBD"}:
        # 'Men on motorcycles killed two': with an object it is no participle of the motorcycles
        above = head.head.head
        return above if above.pos_ in {"NOUN", "PROPN"} and above.dep_ == "nsubj" else head
    return head


def _verb_above(noun: Token, depth: int) -> Token | None:
    """Return the subject of the verb that a noun hangs on ('launched an attempt to seize it')."""
    node = first_conjunct(noun)
    if node.dep_ in {"dobj", "attr", "pobj"}:
        above = node.head.head if node.dep_ == "pobj" else node.head
        if above.pos_ in {"VERB", "AUX"}:
            return subject(above, depth + 1)
    return None


def _noun_subject(noun: Token) -> Token | None:
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def controller(verb: Token, depth: int = 0) -> Token | None:
    """Return the understood subject of a clause without one, governed by ``verb``."""
    if verb.lemma_.lower() in grammar()["object_control"]:
        target = child(verb, "dobj", "dative", "nsubjpass")
        if target is not None:
            return _relative_head(target, verb) if target.dep_ == "nsubjpass" else target
        if is_passive(verb):
            return subject(verb, depth + 1)
    return subject(verb, depth + 1)


def objects(verb: Token) -> list[Token]:
    """Return direct objects; in the passive the subject; a relative pronoun replaced."""
    if is_passive(verb):
        done = subject(verb)
        return [done] if done is not None else []
    found = [c for c in verb.children if c.dep_ in {"dobj", "obj"}]
    if not found and len(children(verb, "nsubj")) > 1:
        # 'the army recaptured Er Rahad': the parser took the object for a second subject
        found = [c for c in children(verb, "nsubj") if c.i > verb.i]
    if len(found) > 1:
        # a second object behind a comma is the start of a clause that the parser lost
        found = [c for c in found if c is found[0] or c.left_edge.nbor(-1).text != ","]
    found = [_relative_head(c, verb) if c.lower_ in RELATIVES else c for c in found]
    if found:
        # 'kidnapped a priest and his driver': the second noun hung on the verb
        found += [
            c
            for c in verb.children
            if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} and c.i > found[0].i
        ]
    if not found and verb.dep_ == "relcl" and own_subject(verb) not in {None, verb.head}:
        return [verb.head]
    return found


def behind_particle(tokens: list[Token]) -> list[Token]:
    """Return the noun behind a particle taken for a preposition: 'flew in 600 men'."""
    for token in tokens:
        if token.dep_ == "prep" and token.lower_ in {
            "in",
            "off",
            "up",
            "out",
            "away",
            "down",
            "over",
        }:
            return children(token, "pobj")
    return []


def agent(verb: Token) -> Token | None:
    """Return who does it: the 'by' phrase of a passive, else the subject of an active verb."""
    if not is_passive(verb):
        return subject(verb)
    for by in verb.children:
        if by.dep_ in {"agent", "prep"} and by.lower_ == "by":
            return child(by, "pobj")
    for prep in verb.children:
        # 'ambushed in a cornfield by fighters': the parser hangs the agent on the cornfield
        inner = child(prep, "pobj") if prep.dep_ == "prep" else None
        hung = [c for c in inner.children if c.lower_ == "by"] if inner is not None else []
        if hung:
            return child(hung[0], "pobj")
    return None


def cleft(verb: Token) -> Token | None:
    """Return who did it in 'it was X that fired', 'it was not X who fired'."""
    be = verb.head
    if verb.dep_ not in {"ccomp", "relcl", "advcl"} or be == verb:
        return None
    if be.pos_ in {"NOUN", "PROPN", "PRON"} and be.dep_ == "attr":
        be = be.head
    attr = child(be, "attr")
    it = next((c for c in be.children if c.dep_ in {"nsubj", "expl"}), None)
    if be.lemma_ != "be" or attr is None or it is None or it.lower_ != "it" or attr.i > verb.i:
        return None
    return attr if attr.pos_ in {"NOUN", "PROPN", "PRON"} else None


def possessor(noun: Token) -> Token | None:
    """Return the possessor of a noun."""
    return child(noun, "poss")


def noun_argument(noun: Token, preposition: str) -> Token | None:
    """Return the object of a preposition that hangs on the noun."""
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ == preposition:
            found = child(prep, "pobj")
            if found is not None:
                return found
    return None


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, object) pairs that hang on a token, two-word prepositions joined."""
    for prep in token.children:
        if prep.dep_ not in {"prep", "agent", "dative"}:
            continue
        for item in prep.children:
            if item.dep_ == "pobj":
                yield prep.lower_, item
            elif item.dep_ == "prep":
                for deeper in item.children:
                    if deeper.dep_ == "pobj":
                        yield f"{prep.lower_} {item.lower_}", deeper


def is_clause(token: Token) -> bool:
    """Whether a verb form heads a clause and is no noun ('the Torkham crossing')."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {
        "aux",
        "auxpass",
        "pobj",
        "dobj",
        "compound",
        "amod",
        "nmod",
        "poss",
    }


def has_finite(verb: Token) -> bool:
    """Whether the verb form shows tense or a modal."""
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        for c in verb.children
    )


def clause_head(token: Token) -> Token:
    """Return the verb (or root) of the clause that the token stands in."""
    while token.dep_ not in _CLAUSES and token.head != token:
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
            return token
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (child, head) pairs from the token up to the root of its sentence."""
    while token.head != token:
        yield token, token.head
        token = token.head


def governs(head: Token, token: Token) -> bool:
    """Whether ``token`` is ``head`` or hangs below it."""
    return head.i == token.i or head.is_ancestor(token)


def verb_group(verb: Token) -> list[Token]:
    """Return the verb with its auxiliaries, from its coordination's first verb where shared."""
    for _ in range(_LONGEST_CHAIN):
        own = [c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"}]
        if own or verb.dep_ != "conj" or verb.head.pos_ not in {"VERB", "AUX"}:
            return own
        verb = verb.head
    return []
