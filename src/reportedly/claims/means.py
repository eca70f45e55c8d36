"""With what it was done: the weapon named in the clause settles the mode of an attack."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.syntax import child, objects, prepositions, subject

_WITH = frozenset({"with", "by", "using", "from", "in"})


def assign_means(draft: Draft, context: Context) -> None:
    """Fill an open mode of ASSAULT from the instrument in the clause."""
    if draft.category != "ASSAULT" or draft.mode is not None:
        return
    instruments = context.lexis.codebook.instruments
    for token in _means(draft):
        for name in sorted(context.classes(token)):
            mode = instruments.get(name)
            if mode is not None:
                draft.mode = mode
                draft.notes.append(f"mode {mode}: done with {token.text!r}")
                return


def _means(draft: Draft) -> Iterator[Token]:
    verb = draft.anchor if draft.verbal else draft.light
    for site in draft.sites:
        for prep, thing in prepositions(site):
            if prep in _WITH:
                yield thing
    if verb is not None:
        doer = subject(verb)
        if doer is not None:
            yield doer
        if not draft.trigger.result:
            yield from objects(verb)
    if draft.trigger.pos == "noun":
        modifier = child(draft.anchor, "compound", "nmod")
        if modifier is not None:
            yield modifier
