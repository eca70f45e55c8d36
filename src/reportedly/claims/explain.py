"""Why a claim was coded as it was, in plain words, for a person who checks it."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.records.claim import Attribution, Claim, Participant
from reportedly.records.mentions import Voice
from reportedly.records.reading import Explanation


def explanation(
    claim: Claim, draft: Draft, context: Context, voices: Sequence[Voice] = ()
) -> Explanation:
    """Return one line for each decision that made the claim; ``voices`` tell who heard whom."""
    trigger = draft.trigger
    code = "/".join(part for part in (draft.category, draft.mode) if part)
    lines = [
        f"trigger {claim.trigger.text!r}: codebook entry {trigger.id} "
        f"({trigger.strength}) gives {code}",
    ]
    lines += draft.notes
    lines += [_party("actor", p) for p in claim.actors]
    lines += [_party("recipient", p) for p in claim.recipients]
    for number, place in zip(draft.places, claim.places, strict=True):
        mention = context.places[number]
        known = place.resolved
        told = (
            f"{known.name} ({known.country}, {known.level}, {known.gazetteer_id})"
            if known
            else ("not in the gazetteer")
        )
        lines.append(f"place {place.span.text!r}: {told}; rule {mention.rule or 'exact name'}")
    if claim.time is not None:
        days = f"{claim.time.earliest or '?'} to {claim.time.latest or '?'}"
        rule = draft.time.rule if draft.time and draft.time.rule else "time rules"
        lines.append(
            f"time {claim.time.span.text!r}: {days}, counted from {claim.time.anchor}; rule {rule}"
        )
    for link in claim.attribution:
        who = link.speaker.span.text if link.speaker else "nobody named"
        cue = link.cue.text if link.cue else "no cue"
        heard = _heard(link, voices)
        lines.append(f"voice {who!r} through {cue!r}: {link.stance}{heard}")
    for count in claim.counts:
        lines.append(f"count {count.span.text!r}: {count.what} {count.low} to {count.high}")
    return Explanation(claim.claim_id, tuple(lines))


def _heard(link: Attribution, voices: Sequence[Voice]) -> str:
    """Who heard the voice, where the learned parts did too."""
    both = any(
        voice.heard_by == "both"
        and link.cue is not None
        and voice.attribution.cue is not None
        and voice.attribution.cue.overlaps(link.cue)
        for voice in voices
    )
    return "; heard by the rules and the learned parts" if both else ""


def _party(role: str, party: Participant) -> str:
    near = f", standing for {party.antecedent.text!r}" if party.antecedent else ""
    if party.resolved is not None:
        known = f"{party.resolved.name} ({party.resolved.id})"
    else:
        known = "a private person, never resolved" if party.person == "private" else "not resolved"
    return f"{role} {party.span.text!r}{near}: {known}"
