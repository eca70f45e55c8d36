"""The rule reader: from a parse and its mentions to claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice

from reportedly.claims.amounts import NumberFinder
from reportedly.claims.attributions import by_cue, voices_of
from reportedly.claims.build import Builder
from reportedly.claims.candidates import CandidateFinder
from reportedly.claims.carry import Thread, carry
from reportedly.claims.context import Context
from reportedly.claims.counting import assign_counts
from reportedly.claims.denials import disclaimed, foil_plots
from reportedly.claims.draft import Draft
from reportedly.claims.explain import explanation
from reportedly.claims.filters import reject, skip_sentence
from reportedly.claims.lexis import Lexis, grammar
from reportedly.claims.long_quotations import carried_on
from reportedly.claims.means import assign_means
from reportedly.claims.merge import joins_previous, merge
from reportedly.claims.opinions import Opinions
from reportedly.claims.people import People
from reportedly.claims.repeats import is_repeat
from reportedly.claims.responsibility import take_responsibility
from reportedly.claims.roles import assign_roles
from reportedly.claims.status import status_of
from reportedly.claims.tagged_voices import all_voices
from reportedly.claims.tallies import assign_tally
from reportedly.claims.threats import as_threat
from reportedly.claims.voices import accusation, assign_voices
from reportedly.claims.warnings import warnings
from reportedly.claims.when import assign_time
from reportedly.claims.where import assign_places, target_places
from reportedly.codebook.load import Codebook
from reportedly.records.claim import Claim, ProducedBy
from reportedly.records.mentions import ActorMention, PlaceMention, TimeMention, Voice
from reportedly.records.reading import Explanation
from reportedly.seams import ActorRegistry
from reportedly.text.analysis import Analysis

if TYPE_CHECKING:
    from reportedly.learned import Heads


@dataclass(frozen=True)
class RuleReader:
    """Codes claims by the codebook's triggers and the dependency parse."""

    codebook: Codebook
    registry: ActorRegistry
    produced_by: ProducedBy
    heads: Heads | None = None

    @cached_property
    def lexis(self) -> Lexis:
        """The codebook's look-ups."""
        return Lexis(self.codebook)

    @cached_property
    def _finder(self) -> CandidateFinder:
        return CandidateFinder(self.lexis)

    @cached_property
    def _numbers(self) -> NumberFinder:
        return NumberFinder(self.lexis)

    @cached_property
    def _builder(self) -> Builder:
        return Builder(self.codebook, People(self.registry), self.produced_by)

    @cached_property
    def _opinions(self) -> Opinions | None:
        return Opinions(self.heads) if self.heads is not None else None

    def context(
        self,
        analysis: Analysis,
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
        actors: Sequence[ActorMention],
    ) -> Context:
        """Gather what is known of a document before its events are read."""
        if self.heads is not None:
            self.heads.forget()
        numbers = self._numbers.find(analysis.text)
        return Context(analysis, self.lexis, times, places, actors, numbers)

    def voices(self, context: Context) -> tuple[Voice, ...]:
        """Return all attributions of the document."""
        known: tuple[Voice, ...] | None = context.memo.get(("voices", 0))
        if known is None:
            known = voices_of(context, self._builder.people)
            if self.heads is not None:
                both = all_voices(context, self._builder.people, self.heads, known)
                known = tuple(sorted(both, key=by_cue))
            known = tuple(carried_on(known, context))
            context.memo[("voices", 0)] = known
        return known

    def claims(self, context: Context) -> tuple[list[Claim], list[Explanation]]:
        """Return the claims in the order of their triggers, with why each was coded so."""
        thread = Thread()
        for sentence in context.analysis.sentences:
            if skip_sentence(sentence, context) is None:
                self.extend(thread, sentence, context)
        voices = self.voices(context)
        claims: dict[str, Claim] = {}
        reasons: list[Explanation] = []
        for draft in thread.drafts:
            claim = self._builder.claim(draft, context)
            if claim.claim_id not in claims:
                claims[claim.claim_id] = claim
                reasons.append(explanation(claim, draft, context, voices))
        ordered = sorted(claims.values(), key=lambda c: (c.trigger, c.claim_id))
        return ordered, reasons

    def extend(self, thread: Thread, sentence: Slice, context: Context) -> None:
        """Add the events of one sentence to the thread."""
        found = self._finder.find(sentence, context)
        found += warnings(sentence, found, context)
        for draft in found:
            assign_roles(draft, context)
            assign_means(draft, context)
        accusers = {d.anchor.i: d for d in found if d.category == "ACCUSE" and d.verbal}
        merged = merge(found + disclaimed(sentence, found, thread, context), context)
        for draft in merged:
            assign_voices(draft, context, accusers)
            _accused(draft, accusers, context)
            _denier(draft, context)
            take_responsibility(draft, context)
            assign_places(draft, context)
            target_places(draft, context)
            assign_time(draft, context)
            assign_counts(draft, context)
            assign_tally(draft, context)
            draft.status, why = status_of(draft, context)
            draft.notes.append(f"status {draft.status}: {why}")
            as_threat(draft, context)
            if draft.category in grammar()["verbal"] and draft.status in {"occurred", "ongoing"}:
                draft.status = "occurred"
        foil_plots(merged, thread, context)
        for draft in merged:
            if reject(draft, merged, context) is not None:
                continue
            previous = thread.drafts[-1] if thread.drafts else None
            if previous is not None and joins_previous(draft, previous, context):
                previous.absorbed.append(draft)
                assign_counts(previous, context)
                continue
            carry(draft, thread, context)
            if not is_repeat(draft, thread.recent, context):
                if self._opinions is not None:
                    self._opinions.weigh(draft, context)
                thread.drafts.append(draft)


def _denier(draft: Draft, context: Context) -> None:
    """Who denies 'any such raid' denies to have done it; nobody else is named as its actor."""
    if draft.actors or draft.trigger.pos != "noun":
        return
    for link in draft.links:
        if link.stance != "denies" or link.speaker is None or link.cue is None:
            continue
        direct = draft.anchor.dep_ == "dobj" and draft.anchor.head == link.cue[0]
        if direct and context.classes(link.speaker.head) & {"armed", "state", "group"}:
            draft.actors = [link.speaker]


def _accused(draft: Draft, accusers: dict[int, Draft], context: Context) -> None:
    """Attribute what stands below 'accused of' and 'blamed for' to the accuser."""
    node = draft.light or draft.anchor
    alleged = False
    while node.head != node:
        above = node.head
        alleged = alleged or (node.lower_ in {"of", "for", "over"} and node.dep_ == "prep")
        accuser = accusers.get(above.i)
        if accuser is not None and accuser is not draft:
            if node.dep_ == "ccomp" or alleged:
                before = draft.links
                draft.links = []
                accusation(draft, accuser, context)
                draft.links += before
                if not draft.actors:
                    draft.actors = list(accuser.recipients)
            return
        node = above
