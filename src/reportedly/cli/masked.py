"""Words of a project's documents with the names of private persons masked."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.errors import UsageError
from reportedly.exports.privacy import Names, Redaction
from reportedly.exports.restoring import restored_names
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading
from reportedly.store import Project


class Masks:
    """Redactions by document, each from all that was read in the document.

    Names that coders decided to show are shown.
    """

    def __init__(self, project: Project, run: int | None, reason: str | None) -> None:
        self._project = project
        self._run = run
        self._names = Names(reason, restored_names(project, project.decisions(), run))
        self._held: dict[str, tuple[Redaction, dict[str, Claim]]] = {}

    def of(self, document_id: str) -> Redaction:
        """Return the redaction of a document."""
        return self._get(document_id)[0]

    def claim(self, document_id: str, claim_id: str) -> Claim:
        """Return a claim of a document, as corrected."""
        claims = self._get(document_id)[1]
        return claims[claim_id] if claim_id in claims else self._project.claim(claim_id, self._run)

    def words(self, text: str, documents: Iterable[str]) -> str:
        """Mask the names of several documents in words that stand in none of them."""
        for document in documents:
            text = self.of(document).words(text)
        return text

    def _get(self, document_id: str) -> tuple[Redaction, dict[str, Claim]]:
        held = self._held.get(document_id)
        if held is None:
            held = self._held[document_id] = self._made(document_id)
        return held

    def _made(self, document_id: str) -> tuple[Redaction, dict[str, Claim]]:
        read = self._project.reading(document_id, self._run)
        decided = self._project.reading(document_id, self._run, decided=True)
        if read is None or decided is None:
            raise UsageError(f"document {document_id[:10]} was not read in this run")
        claims = {c.claim_id: c for c in (*read.claims, *decided.claims)}
        whole = Reading(
            read.document,
            tuple(claims.values()),
            read.times,
            read.places,
            read.actors,
            read.voices,
        )
        return Redaction(whole, self._names), claims
