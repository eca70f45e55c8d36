"""Event candidates: where the codebook's triggers stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.coref import antecedent
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import Lexis
from reportedly.claims.phrases import Phrase, real_head
from reportedly.claims.syntax import (
    behind_particle,
    child,
    clause_head,
    first_conjunct,
    is_passive,
    noun_argument,
    objects,
    subject,
)
from reportedly.codebook.triggers import Trigger

_FINITE = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "MD"})
_PIECE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _NounPattern:
    trigger: Trigger
    pieces: tuple[str, ...]


class CandidateFinder:
    """Matches triggers against a parse; built once from a codebook."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis
        codebook = lexis.codebook
        self._nouns: dict[str, list[_NounPattern]] = {}
        for (pos, _), triggers in codebook.by_head.items():
            if pos == "noun":
                for trigger in triggers:
                    pieces = tuple(p for w in trigger.words for p in _PIECE.findall(w))
                    self._nouns.setdefault(pieces[-1], []).append(_NounPattern(trigger, pieces))
        self._verbs: dict[str, dict[str, list[tuple[int, Trigger]]]] = {}
        for (pos, head), triggers in codebook.by_head.items():
            if pos == "verb":
                second = self._verbs.setdefault(head, {})
                for rank, trigger in enumerate(triggers):
                    second.setdefault((*trigger.words, "")[1], []).append((rank, trigger))
        for patterns in self._nouns.values():
            patterns.sort(key=lambda p: (-len(p.pieces), not _conditional(p.trigger)))

    def find(self, sentence: Slice, context: Context) -> list[Draft]:
        """Return the candidates of a sentence in the order of the text, no word used twice."""
        used: set[int] = set()
        drafts: list[Draft] = []
        found = list(self._matches(sentence, context))
        found.sort(key=lambda d: (-len(d.tokens), d.anchor.i))
        for draft in found:
            indices = {t.i for t in draft.tokens}
            if draft.anchor.i in used or (used & indices and not draft.verbal):
                continue
            used |= indices
            if not draft.trigger.blocked:
                drafts.append(draft)
        drafts.sort(key=lambda d: d.tokens[0].i)
        return drafts

    def _matches(self, sentence: Slice, context: Context) -> Iterator[Draft]:
        lemmas, lowers = context.lemmas, context.lowers
        by_head = self._lexis.codebook.by_head
        for token in sentence:
            forms = dict.fromkeys((lemmas[token.i], lowers[token.i]))
            patterns = [p for form in forms for p in self._nouns.get(form, ())]
            if patterns:
                yield from self._noun(token, patterns, context, sentence.start, shortest=2)
            draft = None
            if any(("verb", form) in by_head for form in forms):
                draft = self._verb(token, context)
            if draft is None and ("adj", lowers[token.i]) in by_head:
                draft = self._adjective(token, context)
            if draft is not None:
                yield draft
            elif patterns:
                yield from self._noun(token, patterns, context, sentence.start, shortest=1)

    # verbs

    def _verb(self, token: Token, context: Context) -> Draft | None:
        if token.pos_ not in {"VERB", "AUX"} and not _participle(token) and not _clausal(token):
            return None
        if token.dep_ in {"amod", "compound", "nmod"}:
            return None
        near: dict[str, Token] | None = None
        for lemma in dict.fromkeys((context.lemmas[token.i], context.lowers[token.i])):
            second = self._verbs.get(lemma)
            if second is None:
                continue
            near = _near(token) if near is None else near
            entries = [e for word in ("", *near) for e in second.get(word, ())]
            for _, trigger in sorted(entries, key=_rank):
                tokens = [token, *(near[w] for w in trigger.words[1:] if w in near)]
                if len(tokens) != len(trigger.words):
                    continue
                if self._verb_fits(token, trigger, tokens, context):
                    tokens.sort(key=lambda t: t.i)
                    return Draft(trigger, token, tokens, token)
        return None

    def _verb_fits(
        self, verb: Token, trigger: Trigger, tokens: list[Token], context: Context
    ) -> bool:
        if trigger.object_classes:
            things = [o for o in objects(verb) or behind_particle(tokens) if o not in tokens]
            if not things and is_passive(verb):
                return False
            if not any(self._is(thing, trigger.object_classes, context) for thing in things):
                return False
        if trigger.subject_classes:
            doer = subject(verb) if not is_passive(verb) else None
            if is_passive(verb):
                by = next((c for c in verb.children if c.lower_ == "by"), None)
                doer = child(by, "pobj") if by is not None else None
            if doer is None or not self._is(doer, trigger.subject_classes, context):
                return False
        return True

    def _is(self, token: Token, classes: frozenset[str], context: Context) -> bool:
        head = real_head(token, self._lexis)
        if head.pos_ == "PRON" and "pronoun" not in classes:
            near = antecedent(Phrase(head, head, head), context)
            head = near.head if near is not None else head
        own = context.classes(head)
        if own & classes:
            return True
        counted = head.pos_ == "NUM" or self._lexis.is_quantity(head)
        return counted and bool(classes & {"person", "armed"})

    # nouns

    def _noun(
        self,
        token: Token,
        patterns: list[_NounPattern],
        context: Context,
        first: int,
        *,
        shortest: int,
    ) -> Iterator[Draft]:
        lemmas, lowers = context.lemmas, context.lowers
        for pattern in patterns:
            size = len(pattern.pieces)
            start = token.i - size + 1
            if size < shortest or start < first:
                continue
            if not all(
                p in (lowers[start + n], lemmas[start + n]) for n, p in enumerate(pattern.pieces)
            ):
                continue
            tokens = list(token.doc[start : token.i + 1])
            if size > 1 and tokens[-1].tag_ in _FINITE:
                continue
            anchor = min(tokens, key=lambda t: (sum(1 for _ in t.ancestors), -t.i))
            if self._noun_fits(anchor, pattern.trigger, size, context):
                yield self._nominal(anchor, tokens, pattern.trigger)
                return

    def _noun_fits(self, anchor: Token, trigger: Trigger, size: int, context: Context) -> bool:
        if anchor.i in context.time_tokens or anchor.i in context.place_tokens:
            return False
        if size == 1 and anchor.pos_ not in {"NOUN", "PROPN", "NUM"}:
            return False
        if anchor.dep_ in {"compound", "nmod", "amod"} and anchor.head.pos_ in {"NOUN", "PROPN"}:
            return False
        if anchor.dep_ == "poss":
            return False
        if trigger.object_classes:
            thing = noun_argument(anchor, "of")
            if thing is None or not self._is(thing, trigger.object_classes, context):
                return False
        if trigger.subject_classes:
            doer = noun_argument(anchor, "by") or child(anchor, "poss")
            if doer is None or not self._is(doer, trigger.subject_classes, context):
                return False
        return True

    def _nominal(self, anchor: Token, tokens: list[Token], trigger: Trigger) -> Draft:
        head = first_conjunct(anchor)
        if head.dep_ == "pobj" and head.head.lower_ == "in" and trigger.category == "PROTEST":
            # 'sat on the bridge in protest at the queues': the verb's subject protests
            above = head.head.head
            if above.pos_ == "VERB":
                return Draft(trigger, anchor, tokens, above, light=above)
        verb = head.head if head.dep_ in {"dobj", "nsubjpass", "attr"} else None
        if verb is None and head.dep_ == "pobj" and head.head.dep_ == "prep":
            above = head.head.head
            if self.light_subject(above, head.head.lower_) is not None:
                verb = above
        if verb is not None and verb.pos_ in {"VERB", "AUX"} and self.light_subject(verb):
            return Draft(trigger, anchor, tokens, verb, light=verb)
        return Draft(trigger, anchor, tokens, clause_head(anchor))

    def light_subject(self, verb: Token, preposition: str = "") -> str | None:
        """Role that a light verb's subject has in the event that its object names, if it is one."""
        lemma = verb.lemma_.lower()
        for c in verb.children:
            if c.dep_ in {"prt", "prep"}:
                found = self._lexis.light.get((lemma, c.lower_))
                if found is not None and (c.dep_ == "prt" or c.lower_ == preposition):
                    return found
        return self._lexis.light.get((lemma, "")) if not preposition else None

    # adjectives

    def _adjective(self, token: Token, context: Context) -> Draft | None:
        triggers = self._lexis.codebook.by_head.get(("adj", token.lower_), ())
        if not triggers or not _predicative(token):
            return None
        for trigger in triggers:
            subject = child(token, "nsubj") or child(token.head, "nsubj", "nsubjpass", "dobj")
            wanted = trigger.object_classes | trigger.subject_classes
            if wanted and (subject is None or not self._is(subject, wanted, context)):
                continue
            return Draft(trigger, token, [token], clause_head(token))
        return None


def _rank(entry: tuple[int, Trigger]) -> int:
    return entry[0]


def _conditional(trigger: Trigger) -> bool:
    return bool(trigger.object_classes or trigger.subject_classes)


def _clausal(token: Token) -> bool:
    """Whether a word tagged as adjective or noun heads a clause: 'if the Rangers open fire'."""
    return (
        token.dep_ == "advcl"
        and child(token, "mark") is not None
        and (child(token, "nsubj") is not None)
    )


def _participle(token: Token) -> bool:
    return token.tag_ in {"VBN", "VBG", "VBD"} and token.dep_ not in {"amod", "compound"}


_NEVER_IDIOM = frozenset({"nsubj", "punct", "mark", "cc", "ROOT"})
_BRANCHES = frozenset({"prep", "prt", "agent"})
_NAMED = frozenset({"acomp", "dobj", "nsubjpass", "ccomp", "oprd", "xcomp", "attr"})
_MODIFIERS = frozenset({"compound", "amod", "prep", "acomp", "nmod"})


def _near(verb: Token) -> dict[str, Token]:
    """Map lemmas to tokens for the words that can be part of a verb's idiom."""
    found: dict[str, Token] = {}
    for c in verb.children:
        if c.dep_ in _NEVER_IDIOM or _dated(c) or c.lower_ == "according":
            continue
        mark = child(c, "mark") if c.dep_ in {"advcl", "ccomp"} else None
        if mark is not None and mark.lower_ == "for":  # 'called for the minister to resign'
            _note(found, mark)
        if c.dep_ == "ccomp" and c.tag_ not in {"VB", "JJ"}:
            continue
        _note(found, c)
        if c.dep_ in _BRANCHES:
            _note_branch(found, c)
        elif c.dep_ in _NAMED:
            _note_named(found, c)
    return found


def _note_branch(found: dict[str, Token], branch: Token) -> None:
    """Note what a preposition or particle leads to: 'under martial law', 'out of action'."""
    for inner in branch.children:
        if inner.dep_ in {"pobj", "pcomp", "prep"}:
            _note(found, inner)
        for deepest in inner.children:
            if deepest.dep_ in {"pobj", "compound", "amod"}:
                _note(found, deepest)


def _note_named(found: dict[str, Token], noun: Token) -> None:
    """Note what belongs to an object or predicate: 'state of emergency', 'due in Ankara'."""
    for inner in noun.children:
        if inner.dep_ in _MODIFIERS:
            found.setdefault(inner.lemma_.lower(), inner)
        for deepest in inner.children if inner.dep_ == "prep" else ():
            if deepest.dep_ == "pobj":
                _note(found, deepest)


def _note(found: dict[str, Token], token: Token) -> None:
    found.setdefault(token.lemma_.lower(), token)
    found.setdefault(token.lower_, token)


def _dated(token: Token) -> bool:
    """Whether a preposition only opens a date: 'marched on Monday' is no 'march on'."""
    inner = child(token, "pobj") if token.dep_ == "prep" else None
    return (
        inner is not None
        and inner.ent_type_ in {"DATE", "TIME"}
        and token.lower_ not in {"until", "till"}
    )


def _predicative(token: Token) -> bool:
    if token.dep_ in {"acomp", "oprd", "ccomp", "attr", "conj", "ROOT", "advcl", "relcl"}:
        return True
    if token.dep_ in {"amod", "dobj", "pobj", "nsubj", "appos"}:
        # 'eleven dead', 'one dead and six wounded': the number is all the noun there is
        return (
            any(c.pos_ == "NUM" or c.like_num for c in token.children) or token.head.pos_ == "NUM"
        )
    return False
