"""Voices beside the clause: 'according to X', 'reportedly', '…, he said, …'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ancestors, child, clause_head, first_conjunct, governs
from reportedly.records.claim import Stance

_MARKS = frozenset({",", "\u2014", "-", "--", '"'})
_ENDS = _MARKS | {".", ":", ";"}
_WITHIN_NOUN = frozenset({"compound", "amod", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class OuterCue:
    """A cue of a sentence with its speaker (None for hearsay)."""

    kind: Literal["according", "hearsay", "inserted"]
    first: Token
    last: Token
    speaker: Token | None
    stance: Stance


def outer_cues(sentence: Slice, context: Context) -> list[OuterCue]:
    """Return the sentence's cues in order; found once a sentence."""
    known: list[OuterCue] | None = context.memo.get(("cues", sentence.start))
    if known is None:
        known = list(_find(sentence, context))
        context.memo[("cues", sentence.start)] = known
    return known


def _find(sentence: Slice, context: Context) -> Iterator[OuterCue]:
    according, hearsay = context.lexis.cue_phrases
    for token in sentence:
        cue = None
        for words in according.get(context.lowers[token.i], ()):
            piece = _piece(token, words, context)
            speaker = _after(piece[-1]) if piece else None
            if piece and speaker is not None and not (len(piece) == 1 and _is_bare(speaker)):
                cue = OuterCue("according", piece[0], piece[-1], speaker, "asserts")
                break
        if cue is None:
            for words in hearsay.get(context.lowers[token.i], ()):
                piece = _piece(token, words, context)
                if piece:
                    cue = OuterCue("hearsay", piece[0], piece[-1], None, "asserts")
                    break
        cue = cue or _inserted(token, context)
        if cue is not None:
            yield cue


def _piece(token: Token, words: tuple[str, ...], context: Context) -> list[Token]:
    if tuple(context.lowers[token.i : token.i + len(words)]) != words:
        return []
    return list(token.doc[token.i : token.i + len(words)])


def _is_bare(noun: Token) -> bool:
    """Whether a noun stands without article, owner and number: 'per year' names no voice."""
    if noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return False
    return child(noun, "det", "poss") is None


def _after(token: Token) -> Token | None:
    """Head of the noun phrase that follows a cue."""
    found = next((c for c in token.children if c.dep_ in {"pobj", "dobj"} and c.i > token.i), None)
    if found is not None:
        return found
    for following in token.doc[token.i + 1 : token.i + 8]:
        if following.pos_ in {"NOUN", "PROPN", "PRON"} and following.dep_ not in _WITHIN_NOUN:
            return following
        if following.pos_ in {"VERB", "PUNCT"}:
            return None
    return None


def _inserted(token: Token, context: Context) -> OuterCue | None:
    """Return the voice of '…, he said, …' where the parser did not tie the two."""
    if token.pos_ != "VERB" or token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    report = context.lexis.report_of(token)
    if report is None or not report.claims_fact or child(token, "ccomp", "dobj") is not None:
        return None
    speaker = child(token, "nsubj")
    if speaker is None or speaker.lower_ in {"which", "that"} or token.dep_ in {"relcl", "acl"}:
        return None
    first = min(speaker.left_edge.i, token.i)
    last = max(speaker.right_edge.i, token.right_edge.i if token.dep_ != "ROOT" else token.i)
    before = token.doc[first - 1].text if first > token.sent.start else ""
    after = token.doc[last + 1].text if last + 1 < len(token.doc) else "."
    if before not in _MARKS or after not in _ENDS:
        return None
    return OuterCue("inserted", token, token, speaker, report.stance)


def holds_for(cue: OuterCue, draft: Draft) -> bool:
    """Whether the cue speaks of this event rather than of another clause."""
    if cue.kind == "according":
        return _in_scope(cue.first, draft)
    if cue.kind == "hearsay":
        return _near_event(cue.first, draft)
    return cue.first.i != draft.anchor.i and _branch(cue.first, draft.anchor) not in {
        "ccomp",
        "xcomp",
        "dobj",
    }


def _branch(head: Token, token: Token) -> str | None:
    """Label of the branch of ``head`` that the token stands on, None where it stands on none."""
    for node, above in ancestors(token):
        if above.i == head.i:
            return str(node.dep_)
    return None


def _in_scope(cue: Token, draft: Draft) -> bool:
    """Whether an adverbial cue holds for the event: same coordination, no clause of its own."""
    head = cue.head
    while head.pos_ not in {"VERB", "AUX"} and head.head != head:
        head = head.head
    top = first_conjunct(head)
    if not governs(top, draft.anchor):
        return False
    for node, _ in ancestors(draft.anchor):
        if node == top:
            break
        if node.dep_ == "advcl" and node.left_edge.i > cue.i:
            return False
        if node.dep_ == "conj" and _own_clause(node, cue):
            return False
    return True


def _own_clause(node: Token, cue: Token) -> bool:
    """Whether a joined clause stands apart from the cue, with a subject of its own."""
    if node.left_edge.i > cue.i:
        return True
    return node.i > cue.i and child(node, "nsubj") is not None


def _near_event(token: Token, draft: Draft) -> bool:
    heads = {draft.anchor.i, draft.clause.i, *(t.i for t in draft.tokens)}
    if token.i in heads:
        return False
    node = token
    for _ in range(4):
        if node.i in heads:
            return True
        if node.dep_ in {"advcl", "relcl", "ROOT"}:
            break
        node = node.head
    clause = clause_head(token)
    return clause.i in heads or (clause.dep_ == "ROOT" and clause_head(draft.clause).i == clause.i)
