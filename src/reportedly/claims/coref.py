"""Whom a pronoun or description stands for, inside the document.

Nearest fitting mention, subjects first, number and kind agreeing; the classic order of Hobbs and of
Lappin and Leass, without weights that would need training.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase, phrase_of
from reportedly.claims.syntax import clause_head, first_conjunct, governs, subject

Test = Callable[[Token, Context], bool]

_BACK = 4
_HEADS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "conj",
        "appos",
        "attr",
        "ROOT",
        "dative",
        "poss",
        "compound",
    }
)
_RANK = {
    "nsubj": 0,
    "nsubjpass": 0,
    "dobj": 1,
    "dative": 1,
    "pobj": 2,
    "conj": 1,
    "appos": 2,
    "ROOT": 1,
    "attr": 2,
    "poss": 2,
    "compound": 3,
}
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
#: Kinds for which the same nouns stand as for rebels: 'the group', 'the fighters'.
_REBELLIOUS = frozenset({"militia", "gang", "movement", "pmc", "de_facto_authority"})
_ORGANISED = frozenset({"armed", "state", "group", "official"})


def antecedent(phrase: Phrase, context: Context) -> Phrase | None:
    """Return the earlier mention that a pronoun or definite description stands for, or None."""
    head = phrase.head
    word = head.lower_
    words = grammar()
    topic = _same_topic(head, context)
    if topic is not None:
        return antecedent(topic, context)
    if head.pos_ == "NUM" or word in words["leftovers"]:
        return _counted_before(head, context)
    if word in words["pronouns_person"]:
        return _nearest(head, context, _is_person)
    if word in words["pronouns_plural"]:
        many = _nearest(head, context, _is_many, reach=1) if head.dep_ in _OBJECTS else None
        return many or _nearest(head, context, _is_plural)
    if word in words["pronouns_thing"]:
        return _nearest(head, context, _is_body)
    described = {head.lemma_.lower(), head.lower_} & _descriptions()
    if head.pos_ == "NOUN" and described and _is_definite(head):
        return _named_before(phrase, context)
    if head.lower_.endswith("men") and head.lower_.removesuffix("men") in _descriptions():
        return _of_militia(head, context)
    return None


def _same_topic(head: Token, context: Context) -> Phrase | None:
    """Return the earlier pronoun that this one goes on with.

    That is the subject of the sentence before ('It … . It …') or of the clause above
    ('It reminds holders that it will arrest …').
    """
    if head.tag_ != "PRP" or head.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    here = context.sentence_index.get(head.i, 0)
    root = context.analysis.sentences[here].root
    if head.head == root:
        before = subject(context.analysis.sentences[here - 1].root) if here else None
    else:
        before = subject(root)
    if before is None or before.lower_ != head.lower_ or before.tag_ != "PRP":
        return None
    return Phrase(before, before, before) if before.i < head.i else None


def _counted_before(head: Token, context: Context) -> Phrase | None:
    """Return the people of whom these are a further part: 'ten soldiers died and two were held'."""
    if head.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}:
        return None
    if any(c.dep_ in {"prep", "relcl"} and c.lower_ == "of" for c in head.children):
        return None
    verb = clause_head(head)
    for _ in range(_BACK):
        if verb.dep_ not in {"conj", "ccomp", "advcl", "parataxis"}:
            return None
        verb = verb.head
        who = subject(verb)
        if who is None or who.i >= head.i:
            continue
        phrase = phrase_of(who, context.lexis)
        if context.classes(phrase.head) & (_ORGANISED | {"person"}):
            return None if phrase.head == head else phrase
    return None


def owner(phrase: Phrase, context: Context) -> Phrase | None:
    """Return whom a possessive pronoun inside the phrase stands for: 'its fighters'."""
    head = phrase.head
    for c in head.children:
        if c.dep_ == "poss" and c.tag_ == "WP$":
            return _whose(head, context)
        if c.dep_ == "poss" and c.tag_ == "PRP$":
            word = c.lower_
            if word in grammar()["pronouns_speaker"] or word == "your":
                return None
            if word in {"his", "her"}:
                return _nearest(c, context, _is_person)
            if _suffers(head, context):
                victim = _nearest(c, context, _is_irregular, reach=1)
                if victim is not None:
                    return victim
            if word != "their" and "official" in context.classes(head):
                return _nearest(c, context, _is_realm)
            return _nearest(c, context, _is_plural if word == "their" else _is_body)
    return None


def _suffers(head: Token, context: Context) -> bool:
    """Whether something is done to the people: 'two of its members were seized'."""
    top = head
    while (
        top.dep_ == "pobj" and top.head.lower_ == "of" and context.lexis.is_quantity(top.head.head)
    ):
        top = top.head.head
    return top.dep_ == "nsubjpass"


def _is_irregular(head: Token, context: Context) -> bool:
    """Whether the noun is an armed body of no state: whose men are seized and killed."""
    number = context.actor_tokens.get(head.i)
    body = None if number is None else context.actors[number].resolved
    if body is not None:
        return body.kind in grammar()["kinds_irregular"]
    return head.lemma_.lower() in grammar()["stands_for_rebel"] and head.tag_ == "NN"


def _is_realm(head: Token, context: Context) -> bool:
    """Whether the noun may have ministers and a president: a body or a place."""
    return head.i in context.place_tokens or _is_body(head, context)


def _whose(head: Token, context: Context) -> Phrase | None:
    """Return the noun that the relative clause of 'whose' belongs to."""
    for above in (head.head, head.head.head):
        if above.dep_ == "relcl" and above.head.pos_ in {"NOUN", "PROPN"}:
            return phrase_of(above.head, context.lexis)
    return None


def _descriptions() -> frozenset[str]:
    return grammar()["group_descriptions"]


def _is_definite(head: Token) -> bool:
    return any(
        c.lower_ in {"the", "this", "that", "these", "those", "same"}
        for c in head.children
        if c.dep_ in {"det", "amod"}
    )


def _earlier(token: Token, context: Context) -> Iterator[tuple[int, int, Token]]:
    """Yield (sentences back, rank, head) of noun heads before the token, nearest sentence first."""
    here = context.sentence_index.get(token.i)
    if here is None:
        return
    for back in range(_BACK + 1):
        number = here - back
        if number < 0:
            return
        sentence = context.analysis.sentences[number]
        heads = [
            t
            for t in sentence
            if t.pos_ in {"NOUN", "PROPN"}
            and t.dep_ in _HEADS
            and (back or t.i < token.i)
            and not context.is_dated(t)
        ]
        for head in sorted(heads, key=lambda t: (_rank(t, back), t.i if back else -t.i)):
            yield back, _rank(head, back), head


def _rank(head: Token, back: int) -> int:
    top = first_conjunct(head)
    rank = _RANK.get(top.dep_, 3)
    if rank == 0 and back and top.head.dep_ not in {"ROOT", "conj", "ccomp"}:
        rank = 1
    return rank


def _nearest(token: Token, context: Context, fits: Test, reach: int = _BACK) -> Phrase | None:
    for back, _, head in _earlier(token, context):
        if back > reach or governs(head, token) or not fits(head, context):
            continue
        if not back and (_same_clause(head, token) or _does(head, token)):
            continue
        return phrase_of(head, context.lexis)
    return None


def _does(head: Token, token: Token) -> bool:
    """Whether the noun is who acts on the pronoun: 'soldiers … and shot them'."""
    verb = token.head if token.dep_ in {"dobj", "dative"} else token.head.head
    if token.dep_ not in _OBJECTS or verb.pos_ != "VERB":
        return False
    who = subject(verb)
    return who is not None and governs(who, head)


def _same_clause(head: Token, token: Token) -> bool:
    """Whether both are arguments of one verb, where a pronoun cannot stand for the noun."""
    return head.head == token.head and {head.dep_, token.dep_} <= {"nsubj", "dobj", "nsubjpass"}


def _is_person(head: Token, context: Context) -> bool:
    classes = context.classes(head)
    if head.tag_ in {"NNS", "NNPS"} or head.i in context.place_tokens:
        return False
    if head.ent_type_ == "PERSON":
        return True
    return bool(classes & {"person", "official", "commander"}) and not classes & {"group", "state"}


def _is_plural(head: Token, context: Context) -> bool:
    classes = context.classes(head)
    if not classes & (_ORGANISED | {"person", "commander"}) and head.i not in context.actor_tokens:
        return False
    if head.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in head.children):
        return True
    number = context.actor_tokens.get(head.i)
    if number is not None:
        return context.actors[number].person is None
    one = head.ent_type_ == "PERSON" or classes & {"official", "commander", "person"}
    return bool(classes & {"armed", "group", "state"}) and not one


def _is_many(head: Token, context: Context) -> bool:
    """Whether the noun is a plural of people, no body: what 'them' stands for first."""
    return head.tag_ == "NNS" and head.i not in context.actor_tokens and _is_plural(head, context)


def _is_body(head: Token, context: Context) -> bool:
    classes = context.classes(head)
    if head.i in context.actor_tokens:
        return head.tag_ != "NNS" or not head.lower_.endswith("s")
    if head.tag_ == "NNS" or head.ent_type_ == "PERSON":
        return False
    if head.i in context.place_tokens or classes & {"official", "commander"}:
        return False
    body = head.lower_ in _descriptions() or head.ent_type_ == "ORG"
    return body or bool(classes & {"state", "group", "armed"})


def _named_before(phrase: Phrase, context: Context) -> Phrase | None:
    """Return the fullest earlier phrase with the same head, else the nearest named body."""
    head = phrase.head
    same: Phrase | None = None
    for earlier in _same_head(head, context):
        found = phrase_of(earlier, context.lexis)
        longer = found.last.i - found.first.i > phrase.last.i - phrase.first.i
        if longer and (same is None or found.last.i - found.first.i > same.last.i - same.first.i):
            same = found
    if same is not None:
        return same
    for back, _, earlier in _earlier(head, context):
        if back > 2 or earlier.i in range(phrase.first.i, phrase.last.i + 1):
            continue
        if (
            earlier.i in context.actor_tokens
            and earlier.pos_ == "PROPN"
            and _kind_fits(head, earlier, context)
        ):
            return phrase_of(earlier, context.lexis)
    return _mentioned_before(phrase, context)


def _of_militia(head: Token, context: Context) -> Phrase | None:
    """Return the militia named last before 'militiamen', by a name or phrase with that noun."""
    noun = head.lower_.removesuffix("men")
    for index in range(head.i - 1, -1, -1):
        if context.lowers[index] == noun and index in context.actor_tokens:
            return phrase_of(context.analysis.doc[index], context.lexis)
    return None


def _mentioned_before(phrase: Phrase, context: Context) -> Phrase | None:
    """Return the nearest mention of a fitting body, in any place of its sentence."""
    here = context.sentence_index.get(phrase.head.i, 0)
    for index in range(phrase.first.i - 1, -1, -1):
        if here - context.sentence_index.get(index, here) > _BACK:
            return None
        token = context.analysis.doc[index]
        if index in context.actor_tokens and _kind_fits(phrase.head, token, context):
            return Phrase(token, token, token)
    return None


def _same_head(head: Token, context: Context) -> Iterator[Token]:
    here = context.sentence_index.get(head.i, 0)
    lemma = head.lemma_.lower()
    for number in range(here, max(-1, here - 13), -1):
        for token in context.analysis.sentences[number]:
            if (
                token.i < head.i
                and token.lemma_.lower() == lemma
                and token.pos_ in {"NOUN", "PROPN"}
            ):
                yield token


def _kind_fits(head: Token, earlier: Token, context: Context) -> bool:
    mention = context.actors[context.actor_tokens[earlier.i]]
    if mention.resolved is None:
        return False
    kind = mention.resolved.kind
    lemma = head.lemma_.lower()
    for key, nouns in grammar().items():
        name = key.removeprefix("stands_for_")
        if name == key:
            continue
        fits = kind == name or (name == "rebel" and kind in _REBELLIOUS)
        if fits and (lemma in nouns or head.lower_ in nouns):
            return True
    return False
