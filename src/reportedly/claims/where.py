"""Where it took place: toponyms that belong to the event and not to something else near it."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.containers import most_specific
from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import phrase_of
from reportedly.claims.syntax import child, governs, is_clause, noun_argument
from reportedly.records.mentions import PlaceMention

_SITES = frozenset({"facility", "territory", "event"})
_HOSTS = frozenset({"dobj", "nsubjpass", "pobj", "nsubj", "conj", "appos", "attr", "dative", "obj"})
_MOTION_TO = frozenset({"MOBILIZE", "AID", "CONSULT"})
_MOTION_FROM = frozenset({"RETREAT"})
_NOT_OF_ACTOR = frozenset({"from", "for", "of", "to"})


def assign_places(draft: Draft, context: Context) -> None:
    """Fill the draft's places with what its own clause tells."""
    if draft.category in grammar()["verbal"] and draft.category != "CONSULT":
        allowed = {0} if draft.category in {"SUPPORT", "AGREE"} else set()
    else:
        allowed = {0, 1, 2, 3, 4}
    found: list[tuple[int, int]] = []
    sentence = context.sentence_of(draft.anchor)
    for number in dict.fromkeys(
        context.place_tokens[i]
        for i in range(sentence.start, sentence.end)
        if i in context.place_tokens
    ):
        rank = _belongs(number, draft, context)
        if rank is not None and rank in allowed:
            found.append((rank, number))
    if found:
        best = min(rank for rank, _ in found)
        chosen = [number for rank, number in found if rank <= max(best, 2)]
        draft.places = most_specific(chosen, context)


def head_of(mention: PlaceMention, context: Context) -> Token | None:
    """Highest token of a mention in the parse, a facility or territory it names included."""
    tokens = context.tokens_of(mention.span)
    if not tokens:
        return None
    head = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
    for _ in range(3):
        if head.dep_ in {"compound", "nmod", "poss", "amod"} and head.head.i != head.i:
            above = head.head
            if context.classes(above) & _SITES or above.pos_ == "PROPN":
                head = above
                continue
        if head.dep_ in {"appos", "conj"} and head.head.pos_ in {"NOUN", "PROPN"}:
            head = head.head
            continue
        if head.dep_ == "pobj" and head.head.lower_ == "of":
            above = head.head.head
            if context.classes(above) & {"territory", "facility"} or above.lower_ in {
                "outskirts",
                "north",
                "south",
                "east",
                "west",
                "part",
                "parts",
                "most",
                "whole",
                "city",
                "town",
                "centre",
                "center",
                "suburb",
                "suburbs",
                "road",
                "area",
            }:
                head = above
                continue
        break
    return head


def _belongs(number: int, draft: Draft, context: Context) -> int | None:
    """Rank of a toponym for the event, 0 nearest, None where it tells something else."""
    words = context.tokens_of(context.places[number].span)
    flag = any(_flag(t, t.head, context) and "facility" in context.classes(t.head) for t in words)
    if flag or (context.places[number].rule or "").startswith("associative"):
        return None
    mine = {t.i for t in words}
    if any(p.head.i in mine for p in draft.actors):
        return None
    head = head_of(context.places[number], context)
    if head is None or head in draft.tokens:
        return None if head is None else 0
    if any(head.i == p.head.i for p in draft.actors):
        return None
    shared = 0 if any(_where_clause(site, head) for site in draft.sites) else None
    shared = 3 if shared is None and _entered(head, draft) else shared
    if shared is not None:
        return shared
    return _by_role(head, draft, context)


def _by_role(head: Token, draft: Draft, context: Context) -> int | None:
    if head.dep_ in {"dobj", "nsubjpass"} and head.head in draft.sites:
        return None if draft.category in grammar()["verbal"] | {"SANCTION"} else 0
    if head.dep_ == "poss" and head.head in draft.sites and draft.trigger.pos == "noun":
        return 0
    if head.dep_ in {"compound", "amod", "nmod"} and head.head.i == draft.anchor.i:
        return 0
    return _through_preposition(head, draft, context)


def _where_clause(site: Token, head: Token) -> bool:
    """Whether the event is told in a clause with 'where' that hangs on the place."""
    if site.dep_ != "relcl" or site.head != head:
        return False
    return any(c.lower_ == "where" and c.dep_ == "advmod" for c in site.children)


def _entered(head: Token, draft: Draft) -> bool:
    """Whether the same people go into the place before: 'entered Mazeze and burned a clinic'."""
    verb = head.head
    if head.dep_ != "dobj" or verb.lemma_.lower() not in grammar()["entering_verbs"]:
        return False
    if draft.category in grammar()["verbal"]:
        return False
    return any(site.dep_ == "conj" and governs(verb, site) for site in draft.sites)


def _through_preposition(head: Token, draft: Draft, context: Context) -> int | None:
    prep = head.head if head.dep_ in {"pobj", "pcomp"} else None
    if prep is None:
        if head.dep_ in {"npadvmod", "advmod"} and head.head in draft.sites:
            return 0
        return None
    while prep.dep_ == "prep" and prep.head.dep_ == "prep":
        prep = prep.head
    word = "from" if prep.lower_ == "out" else prep.lower_
    host = prep.head
    while context.is_dated(host) and host.head != host:
        host = host.head.head if host.head.dep_ == "prep" else host.head
    if word not in grammar()["site_prepositions"]:
        return None
    if (
        draft.category in grammar()["verbal"]
        and draft.category != "CONSULT"
        and word not in {"in", "at"}
    ):
        return None
    if word == "for" and host.dep_ == "acl" and host.head == draft.anchor:
        return 0  # 'a rally announced for Les Cayes'
    if word in grammar()["motion_prepositions"] and not _motion(word, host, draft, context):
        return None
    return _hosted(host, word, draft, context)


def _motion(word: str, host: Token, draft: Draft, context: Context) -> bool:
    if word in {"to", "into", "towards", "toward"} and draft.category in _MOTION_TO:
        return host in draft.sites
    if word == "from" and draft.category == "AID":
        return host in draft.sites  # 'rescued from the forest'
    if word == "from" and draft.category in _MOTION_FROM:
        return host in draft.sites or host in [p.head for p in draft.actors]
    if word == "from" and draft.mode in {"abduct", "expel", "deport"}:
        return host in draft.sites
    if word in {"into", "through", "to"} and host in draft.sites:
        crowd = draft.category == "PROTEST"
        return crowd or (draft.category in {"ASSAULT", "COERCE"} and word != "to")
    return False


def _hosted(host: Token, word: str, draft: Draft, context: Context) -> int | None:
    sites = draft.sites
    if host in sites:
        return 0
    actors = [p.head for p in draft.actors]
    suffering = [p.head for p in draft.recipients]
    node = host
    for step in range(1, 8):
        if node in sites:
            return min(step, 2)
        if node in actors and (word in _NOT_OF_ACTOR or _titled(node, context)):
            return None
        if node.dep_ == "acl" and node.tag_ == "VBG" and node.head in suffering:
            return 2  # 'ambushed a bus carrying passengers in Mopti'
        if is_clause(node):
            return _shared(node, word, host, draft, context)
        if node.dep_ not in _HOSTS | {"prep", "agent", "acl", "relcl"} or node.head == node:
            return None
        taken = draft.mode in {"abduct", "expel", "deport"} and node.lower_ == "from"
        taken = taken or child(node, "pobj") in suffering
        if node.dep_ == "prep" and node.lower_ in grammar()["motion_prepositions"] and not taken:
            return None
        node = node.head
    return None


def _titled(noun: Token, context: Context) -> bool:
    """Whether the place is part of a title: 'governor in Herat', 'commander for Achin'."""
    return bool(context.classes(noun) & {"official", "commander"})


def _shared(verb: Token, word: str, host: Token, draft: Draft, context: Context) -> int | None:
    """Rank of a place that hangs on another verb of the sentence, if the event shares it."""
    if word == "of" or host != verb:
        return None
    if verb.dep_ == "advcl" and verb.head in draft.sites:
        mark = child(verb, "mark", "advmod")
        if mark is not None and mark.lower_ in {"when", "as", "while", "where"}:
            return 4
    if (
        draft.category == "MOBILIZE"
        and verb.dep_ in {"advcl", "xcomp"}
        and verb.head in draft.sites
    ):
        return 4
    report = context.lexis.report_of(verb)
    for site in draft.sites:
        node = site
        for _ in range(5):
            if node.i == verb.i:
                return 3
            above = node.head
            if node.dep_ == "conj" or node.dep_ in {
                "advcl",
                "xcomp",
                "acl",
                "relcl",
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "prep",
                "ccomp",
                "pcomp",
                "agent",
                "attr",
            }:
                if above.i == verb.i and report is not None and node.dep_ in {"ccomp", "xcomp"}:
                    return 4 if _fronted(verb, host) else None
                if node.dep_ == "relcl" and above.i != verb.i and not governs(verb, above):
                    return None
                if above == node:
                    break
                node = above
                continue
            break
    return None


def _fronted(verb: Token, host: Token) -> bool:
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and any(
        c.dep_ == "prep" and c.i < subject.left_edge.i for c in verb.children
    )


def target_places(draft: Draft, context: Context) -> None:
    """Take recipients that are only a place out of the recipients: the place stands as place."""
    if draft.category == "CONSULT":
        _host_town(draft, context)
    if draft.category in grammar()["verbal"]:
        return
    kept = []
    for phrase in draft.recipients:
        head = phrase.head
        classes = context.classes(head)
        if draft.category == "SANCTION" and not _is_settlement(head, context):
            kept.append(phrase)
            continue
        if draft.category == "AID" and context.is_country(head):
            draft.places = [n for n in draft.places if n != context.place_tokens[head.i]]
            kept.append(phrase)
            continue
        inside = [
            context.place_tokens[i]
            for i in range(phrase.first.i, phrase.last.i + 1)
            if i in context.place_tokens and not _flag(head.doc[i], head, context)
        ]
        if (
            inside
            and head.i not in context.actor_tokens
            and (head.i in context.place_tokens or classes & {"facility", "territory"})
        ):
            if inside[0] not in draft.places:
                draft.places = most_specific(sorted({*draft.places, inside[0]}), context)
            holder = noun_argument(head, "of")
            if holder is not None and _is_body(holder, context):
                kept.append(phrase_of(holder, context.lexis))
            continue
        if classes & {"territory"} and not classes & {"person", "armed", "group"}:
            kept += [phrase_of(t, context.lexis) for t in _holders(head, context)]
            continue
        kept.append(phrase)
    draft.recipients = kept


def _flag(token: Token, head: Token, context: Context) -> bool:
    """Whether a country's name only says whose it is: 'a US base'."""
    return token != head and token.dep_ in {"compound", "nmod"} and context.is_country(token)


def _holders(ground: Token, context: Context) -> list[Token]:
    """Return who holds it: 'Houthi positions', 'the rebels' trenches'."""
    return [
        t
        for t in ground.children
        if t.dep_ in {"compound", "amod", "nmod", "poss"}
        and (t.i in context.actor_tokens or context.classes(t) & {"armed"})
        and t.i not in context.place_tokens
    ]


def _host_town(draft: Draft, context: Context) -> None:
    """'Is expected in Niamey': the town is where they meet, not whom."""
    towns = [p for p in draft.recipients if _is_settlement(p.head, context)]
    visit = draft.mode == "visit"
    towns = [
        p
        for p in towns
        if (p.head.dep_ == "pobj" and p.head.head.lower_ in {"in", "at"})
        or (visit and p.head.dep_ == "dobj")
    ]
    for town in towns:
        draft.recipients.remove(town)
        number = context.place_tokens[town.head.i]
        if number not in draft.places:
            draft.places = most_specific([*draft.places, number], context)


def _is_settlement(head: Token, context: Context) -> bool:
    number = context.place_tokens.get(head.i)
    resolved = context.places[number].resolved if number is not None else None
    return resolved is not None and resolved.level != "country"


def _is_body(token: Token, context: Context) -> bool:
    if token.i in context.place_tokens:
        return False
    return token.i in context.actor_tokens or bool(
        context.classes(token) & {"armed", "state", "group"}
    )
