"""Denials without a verb of denying, and plots that an arrest has ended."""

from __future__ import annotations

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.carry import Thread
from reportedly.claims.context import Context
from reportedly.claims.draft import Draft, Link
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import phrase_of
from reportedly.claims.syntax import child, governs, noun_argument, subject

_HAVE = frozenset({"have", "play", "take"})


def disclaimed(
    sentence: Slice, found: list[Draft], thread: Thread, context: Context
) -> list[Draft]:
    """Deny what somebody 'had no hand in' or 'nothing to do with'.

    An event noun in the sentence is marked as denied; where only a pronoun or a word like 'affair'
    stands for the event, an echo of the last ASSAULT told is returned, on the words that deny it.
    """
    echoes = []
    for token in sentence:
        noun = _disclaimer(token, context)
        if noun is None:
            continue
        about = noun_argument(noun, "in") or noun_argument(noun, "for") or noun_argument(noun, "to")
        about = about or noun_argument(noun, "with") or noun_argument(noun, "of")
        about = about or _to_do_with(noun)
        denier = subject(token)
        link = Link(
            phrase_of(denier, context.lexis) if denier is not None else None,
            (token, noun) if noun.i >= token.i else (token, token),
            "denies",
        )
        inside = [d for d in found if about is not None and governs(about, d.anchor)]
        inside += [d for d in found if not inside and _as_for(d, token)]
        for draft in inside:
            draft.links.append(link)
            draft.notes.append(f"denied through {token.text!r} … {noun.text!r}")
        if inside or not _echoes(about, context):
            continue
        last = next((d for d in thread.recent if d.category == "ASSAULT"), None)
        if last is not None:
            echo = Draft(last.trigger, noun, [token, noun], token, mode=last.mode, links=[link])
            echo.actors = [link.speaker] if link.speaker is not None else []
            echoes.append(echo)
    return echoes


def _disclaimer(verb: Token, context: Context) -> Token | None:
    """Return the noun of 'had no hand', 'denied any role', 'had nothing to do with'."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    noun = child(verb, "dobj")
    if noun is None:
        return None
    report = context.lexis.report_of(verb)
    if noun.lemma_.lower() in grammar()["disclaimers"]:
        if report is not None and report.stance == "denies":
            return noun
        negated = any(
            c.dep_ in {"det", "neg"} and c.lower_ in {"no", "not", "n't"}
            for c in (*noun.children, *verb.children)
        )
        return noun if negated and verb.lemma_ in _HAVE else None
    if noun.lower_ == "nothing" and verb.lemma_ == "have" and "to do with" in verb.sent.text:
        return noun
    return None


def _to_do_with(noun: Token) -> Token | None:
    """Return what somebody has 'nothing to do with'."""
    do = child(noun, "relcl", "acl")
    return noun_argument(do, "with") if do is not None and do.lemma_ == "do" else None


def _as_for(draft: Draft, verb: Token) -> bool:
    """Whether it is denied as in 'As for those who claim that our men abducted …, we …'."""
    return draft.anchor.i < verb.i and draft.anchor.sent[0].lower_ in {
        "as",
        "regarding",
        "concerning",
    }


def _echoes(about: Token | None, context: Context) -> bool:
    if about is None:
        return False
    if about.pos_ == "PRON":
        return about.lower_ in {"it", "this", "that", "them"}
    return about.lemma_.lower() in grammar()["event_words"]


def foil_plots(drafts: list[Draft], thread: Thread, context: Context) -> None:
    """What arrested people 'meant to' do did not come about."""
    for draft in drafts:
        if draft.status != "planned" or draft.category != "ASSAULT":
            continue
        actors = {p.head.i for p in draft.actors}
        caught = any(
            d.category == "COERCE"
            and d.mode == "arrest"
            and actors & {p.head.i for p in d.recipients}
            for d in drafts
        )
        before = any(
            d.status == "averted" and d.category == "ASSAULT" for d in thread.before(draft, context)
        ) or _cell_was_caught(draft, thread, context)
        if caught or before:
            draft.status = "averted"
            draft.notes.append("status averted: those who planned it are told to be caught")


def _cell_was_caught(draft: Draft, thread: Thread, context: Context) -> bool:
    here = context.paragraph_of(draft.anchor)
    return any(
        d.status == "averted"
        and d.category == "ASSAULT"
        and here - context.paragraph_of(d.anchor) <= 1
        for d in thread.recent
    )
