"""Why claims were coded as they were, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from reportedly.exports import wording
from reportedly.exports.notice import NO_CLAIMS, NOTICE, READS
from reportedly.exports.privacy import Names, Redaction
from reportedly.exports.terminal import clean
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading


def write_explanations(
    readings: Iterable[Reading], out: TextIO, names: Names, prefix: str = ""
) -> int:
    """Write the lines of each claim whose id starts with ``prefix``; returns how many."""
    out.write(f"{NOTICE} \u00b7 {READS}\n")
    shown = 0
    for reading in readings:
        redaction = Redaction(reading, names)
        lines = {e.claim_id: e.lines for e in reading.explanations}
        wanted = [claim for claim in reading.claims if claim.claim_id.startswith(prefix)]
        if wanted or not prefix:
            document = reading.document
            out.write(f"\n{clean(redaction.words(document.title or document.uri or 'document'))}\n")
            out.writelines(f"! {clean(redaction.words(w))}\n" for w in reading.warnings)
            out.write("" if reading.claims else f"{NO_CLAIMS}\n")
        for claim in wanted:
            out.write(_claim(claim, lines.get(claim.claim_id, ()), redaction))
            shown += 1
        if wanted:
            out.write(f"{redaction.note}\n")
    return shown


def _claim(claim: Claim, lines: tuple[str, ...], redaction: Redaction) -> str:
    code = "/".join(part for part in (claim.event.plover, claim.event.mode) if part)
    head = f"{wording.voice(claim, redaction)}: {code}, {claim.status}"
    told = [
        f"\n{claim.claim_id[:12]}  {clean(head)}",
        f"    \u201c{clean(redaction.span(claim.evidence))}\u201d",
        *(f"    - {clean(redaction.words(line))}" for line in lines or ("no reasons recorded",)),
        *(f"    ? {clean(redaction.words(reason))}" for reason in claim.review),
    ]
    return "\n".join(told) + "\n"
