"""Who says so: the chain of voices above an event, outermost first."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.cues import holds_for, outer_cues
from reportedly.claims.draft import Draft, Link
from reportedly.claims.phrases import Phrase, phrase_of
from reportedly.claims.syntax import (
    RELATIVES,
    agent,
    ancestors,
    child,
    children,
    governs,
    is_passive,
    noun_argument,
    own_subject,
    possessor,
    subject,
)
from reportedly.records.claim import Stance

_CONTENT = frozenset(
    {
        "ccomp",
        "xcomp",
        "parataxis",
        "acl",
        "pcomp",
        "dobj",
        "pobj",
        "nsubjpass",
        "advcl",
        "relcl",
        "appos",
        "dep",
        "conj",
    }
)
_ADJUNCTS = frozenset({"advcl", "relcl", "acl"})


def assign_voices(draft: Draft, context: Context, accusers: dict[int, Draft]) -> None:
    """Fill the draft's links. ``accusers`` maps the verbs of ACCUSE drafts to those drafts."""
    links: list[Link] = []
    taken_for_granted = False
    for node, head in ancestors(draft.anchor):
        link = _above(node, head, draft, context, accusers)
        if link is not None and not (taken_for_granted and link.stance == "denies"):
            links.insert(0, link)
        taken_for_granted = taken_for_granted or _granted(node)
    links = _interposed(draft, context) + links
    links = _outer(draft, context, links) + links
    if not any(link.stance == "denies" for link in links):
        links = _denied_report(draft, context) or links
    if not links:
        links = _quoted(draft, context)
    draft.links = _distinct(draft.links + links)
    _mark_quotes(draft, context)


def _granted(node: Token) -> bool:
    """Whether what stands here is told on the way: 'denied that the boys killed there were …'."""
    if child(node, "mark") is not None:
        return False
    return node.dep_ == "relcl" or (node.dep_ == "acl" and node.tag_ == "VBN")


def _mark_quotes(draft: Draft, context: Context) -> None:
    """Tell direct speech from a few quoted words inside indirect speech."""
    quotation = context.analysis.quotation_at(draft.anchor.idx)
    if quotation is None:
        return
    edge = draft.clause.left_edge
    whole = quotation.start <= edge.idx < quotation.end or edge.idx + 1 == quotation.start
    for link in draft.links:
        outside = link.cue is not None and not quotation.start <= link.cue[0].idx < quotation.end
        if outside and link.speaker is not None:
            link.direct, link.scattered = whole, not whole


def _above(
    node: Token, head: Token, draft: Draft, context: Context, accusers: dict[int, Draft]
) -> Link | None:
    denial = node.dep_ == "prep" and node.lower_ == "of" and _denies(head, context)
    before = draft.verbal and node.dep_ == "nsubj" and _opens(node, head)
    if (node.dep_ not in _CONTENT and not denial and not before) or head in draft.tokens:
        return None
    if head.dep_ in {"prep", "agent"} and node.dep_ in {"pobj", "pcomp"}:
        return None
    if head.pos_ in {"VERB", "AUX"}:
        return _said(node, head, draft, context, accusers)
    if head.pos_ == "NOUN" and node.dep_ in {"acl", "ccomp", "relcl", "appos", "prep"}:
        return _told_by_noun(node, head, context)
    return None


def _opens(node: Token, verb: Token) -> bool:
    """Whether what is said stands as a first subject: 'Men on foot killed two, officials said'."""
    subjects = children(verb, "nsubj")
    return verb.pos_ == "VERB" and len(subjects) > 1 and node == subjects[0]


def _interposed(draft: Draft, context: Context) -> list[Link]:
    """'Jets bombed the town, the ministry said, killing two'."""
    for node in {draft.anchor.i: draft.anchor, draft.clause.i: draft.clause}.values():
        for verb in children(node, "parataxis"):
            report = context.lexis.report_of(verb)
            speaker = own_subject(verb)
            if report is None or not report.claims_fact or speaker is None:
                continue
            if child(verb, "ccomp", "dobj", "neg") is None and speaker.lower_ not in RELATIVES:
                return [_links_to(speaker, verb, report.stance, context)]
    return []


def _denies(noun: Token, context: Context) -> bool:
    return context.lexis.reporting_nouns.get(noun.lemma_.lower()) == "denies"


def _said(
    node: Token, verb: Token, draft: Draft, context: Context, accusers: dict[int, Draft]
) -> Link | None:
    accuser = accusers.get(verb.i)
    if accuser is not None and accuser is not draft:
        return None
    report = context.lexis.report_of(verb)
    if report is None or not report.claims_fact:
        return None
    if any(c.dep_ == "neg" or c.lower_ in {"neither", "nor"} for c in verb.children):
        return None
    if node.dep_ in _ADJUNCTS and not _inserted(node, verb):
        return None
    if node.dep_ == "xcomp" and not _told_infinitive(node, verb):
        return None
    if node.dep_ == "conj" or (node.dep_ == "dobj" and draft.trigger.pos != "noun"):
        return None
    if node.dep_ in {"dobj", "nsubjpass"} and not _reportable(verb, node, draft, context):
        return None
    speaker = agent(verb)
    if is_passive(verb) and speaker is not None and speaker == subject(verb):
        speaker = None
    if speaker is None and not is_passive(verb):
        speaker = subject(verb)
    return _links_to(speaker, verb, report.stance, context)


def _told_infinitive(node: Token, verb: Token) -> bool:
    """'Is said to have shelled', 'claims to have shot down', 'denied shelling'; not 'asked to'."""
    if node.tag_ == "VBG" or is_passive(verb):
        return True
    return any(c.dep_ == "aux" and c.lower_ in {"have", "having"} for c in node.children) or (
        verb.lemma_.lower() in {"claim", "profess", "purport"}
    )


def _inserted(node: Token, verb: Token) -> bool:
    """Whether the 'adjunct' is really what is said, as in 'Two died, officials said'."""
    return (
        node.dep_ == "advcl"
        and node.i < verb.i
        and child(verb, "ccomp") is None
        and child(node, "mark") is None
        and node.tag_ not in {"VBG"}
        and child(verb, "nsubj") is not None
    )


def _reportable(verb: Token, node: Token, draft: Draft, context: Context) -> bool:
    """Whether verb + noun report the event: 'confirmed the strike', 'denied any such raid'."""
    if node != draft.anchor and node.lemma_.lower() not in context.lexis.reporting_nouns:
        return False
    report = context.lexis.report_of(verb)
    return report is not None and (verb.i != draft.clause.i or draft.light is None)


def _links_to(speaker: Token | None, cue: Token, stance: Stance, context: Context) -> Link:
    phrase = phrase_of(speaker, context.lexis) if speaker is not None else None
    if (
        phrase is not None
        and phrase.head.lemma_.lower() in {"report", "source"}
        and (phrase.head.lower_ == "reports")
    ):
        phrase = None
    last = next((c for c in cue.children if c.dep_ == "prt" and c.i == cue.i + 1), cue)
    return Link(phrase, (cue, last), stance)


def _told_by_noun(node: Token, noun: Token, context: Context) -> Link | None:
    stance = context.lexis.reporting_nouns.get(noun.lemma_.lower())
    if stance is None:
        return None
    speaker = possessor(noun) or noun_argument(noun, "by") or noun_argument(noun, "from")
    if speaker is None and stance == "denies" and noun.dep_ == "dobj":
        speaker = subject(noun.head)
    if speaker is None:
        for verb in noun.children:
            if verb.dep_ in {"acl", "relcl"} and is_passive(verb) and verb != node:
                by = agent(verb)
                speaker = by if by is not None and by != noun else None
    if speaker is None and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        governor = noun.head
        if context.lexis.report_of(governor) is not None and noun.dep_ == "nsubj":
            return None
    return _links_to(speaker, noun, stance, context)


def accusation(draft: Draft, accuser: Draft, context: Context) -> None:
    """Attribute what is alleged below 'accused', and take the accused as its actor."""
    cue = (accuser.anchor, accuser.anchor)
    speakers: list[Phrase | None] = [*accuser.actors]
    draft.links += [Link(speaker, cue, "asserts") for speaker in speakers or [None]]


def _denying_verbs(sentence: Slice, context: Context) -> list[Token]:
    """Return the verbs of denying in a sentence; found once."""
    key = ("denying", sentence.start)
    if key not in context.memo:
        found = []
        for token in sentence:
            report = context.lexis.report_of(token) if token.pos_ == "VERB" else None
            if report is not None and report.stance == "denies":
                found.append(token)
        context.memo[key] = found
    return list(context.memo[key])


def _clause_of(noun: Token, anchor: Token) -> bool:
    """Whether the event stands in a 'that' clause of the noun."""
    return any(
        c.dep_ in {"acl", "ccomp", "relcl"} and child(c, "mark") is not None and governs(c, anchor)
        for c in noun.children
    )


def _denied_report(draft: Draft, context: Context) -> list[Link]:
    """'Denies the tale, spread by certain pages, that …': the denial of what others tell."""
    for verb in _denying_verbs(draft.anchor.sent, context):
        if verb.i >= draft.anchor.i or not governs(verb, draft.anchor):
            continue
        told = child(verb, "dobj", "nsubjpass")
        above = [head for _, head in ancestors(draft.anchor) if head.i > verb.i]
        nouns = [t for t in (told, *above) if t is not None and t.i < draft.anchor.i]
        listed = [t for t in nouns if t.lemma_.lower() in context.lexis.reporting_nouns]
        # 'we deny the lie that …': whatever the noun, its clause is what is denied
        whole = [t for t in nouns if t.dep_ == "dobj" and _clause_of(t, draft.anchor)]
        told = next(iter(listed or whole), None)
        if told is None:
            continue
        inner = _told_by_noun(draft.anchor, told, context) if listed else None
        outer = _links_to(agent(verb), verb, "denies", context)
        if inner is not None and inner.speaker is None:
            spread = next((c for c in verb.children if c.dep_ == "advcl" and is_passive(c)), None)
            by = agent(spread) if spread is not None else None
            inner.speaker = phrase_of(by, context.lexis) if by is not None else None
        return [outer, inner] if inner is not None else [outer]
    return []


# voices outside the chain of heads


def _outer(draft: Draft, context: Context, inner: list[Link]) -> list[Link]:
    """Links of the sentence's adverbial cues that hold for the event."""
    taken = {link.cue[0].i for link in inner if link.cue}
    found = []
    for cue in outer_cues(draft.anchor.sent, context):
        if cue.first.i not in taken and holds_for(cue, draft):
            if cue.kind == "inserted" and cue.speaker is not None:
                found.append(_links_to(cue.speaker, cue.first, cue.stance, context))
                continue
            speaker = phrase_of(cue.speaker, context.lexis) if cue.speaker is not None else None
            found.append(Link(speaker, (cue.first, cue.last), cue.stance))
    return found


def _quoted(draft: Draft, context: Context) -> list[Link]:
    """Voice of a sentence inside a direct quotation whose 'said' stands in another sentence."""
    quotation = context.analysis.quotation_at(draft.anchor.idx)
    if quotation is None:
        return []
    doc = draft.anchor.doc
    paragraph = context.paragraph_of(draft.anchor)
    best: tuple[int, Token] | None = None
    for token in _around(doc, quotation.start, quotation.end, context, paragraph):
        report = context.lexis.report_of(token) if token.pos_ == "VERB" else None
        if report is None or child(token, "nsubj") is None:
            continue
        gap = min(abs(token.idx - quotation.start), abs(token.idx - quotation.end))
        if best is None or gap < best[0]:
            best = (gap, token)
    if best is None:
        return []
    verb = best[1]
    report = context.lexis.report_of(verb)
    speaker = child(verb, "nsubj")
    if report is None or speaker is None:
        return []
    link = _links_to(speaker, verb, report.stance, context)
    link.direct = True
    return [link]


def _around(doc: object, start: int, end: int, context: Context, paragraph: int) -> Iterator[Token]:
    bounds = context.analysis.paragraphs[paragraph]
    for sentence in context.analysis.sentences:
        if sentence.end_char <= bounds[0] or sentence.start_char >= bounds[1]:
            continue
        for token in sentence:
            if not start <= token.idx < end and context.analysis.quotation_at(token.idx) is None:
                yield token


def _distinct(links: list[Link]) -> list[Link]:
    out: list[Link] = []
    for link in links:
        if link.speaker is None and any(o.speaker is None for o in out):
            continue  # 'is said to': one voice without a name is enough
        key = (link.cue[0].i if link.cue else -1, link.speaker.head.i if link.speaker else -1)
        if all(
            key != (o.cue[0].i if o.cue else -1, o.speaker.head.i if o.speaker else -1) for o in out
        ):
            out.append(link)
    return out


def speaker_phrases(link: Link) -> list[Phrase]:
    """Return the speaker of a link as a list of none or one."""
    return [link.speaker] if link.speaker is not None else []
