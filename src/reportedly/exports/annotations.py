"""W3C Web Annotations with their provenance (PROV), as JSON-LD that loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TextIO

from reportedly.exports.notice import NOTICE
from reportedly.exports.privacy import MASK, Names, Redaction
from reportedly.exports.wording import voice
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading
from reportedly.records.serialise import dumps
from reportedly.records.span import Span

#: The terms that are used, so that no context has to be fetched to understand the file.
CONTEXT: Final[dict[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextualBody": "oa:TextualBody",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "classifying": "oa:classifying",
    "identifying": "oa:identifying",
    "describing": "oa:describing",
    "body": {"@id": "oa:hasBody"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource"},
    "selector": {"@id": "oa:hasSelector"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "published": "dcterms:issued",
    "identifier": "dcterms:identifier",
    "generatedBy": {"@id": "prov:wasGeneratedBy"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom"},
    "quotedFrom": {"@id": "prov:wasQuotedFrom"},
    "attributedTo": {"@id": "prov:wasAttributedTo"},
    "associatedWith": {"@id": "prov:wasAssociatedWith"},
    "used": {"@id": "prov:used"},
    "Entity": "prov:Entity",
    "Activity": "prov:Activity",
    "SoftwareAgent": "prov:SoftwareAgent",
    "graph": "@graph",
}
_AROUND: Final = 32


def write_annotations(readings: Iterable[Reading], out: TextIO, names: Names) -> None:
    """Write one JSON-LD document: documents, runs and an annotation for every claim.

    Positions count Unicode code points, half-open. Where a mask stands in a quotation, the words do
    not match the document and the position alone holds.
    """
    head = dumps({"@context": CONTEXT, "dcterms:description": NOTICE})
    out.write(head.removesuffix("}") + ', "graph": [')
    seen: set[str] = set()
    first = True
    for reading in readings:
        redaction = Redaction(reading, names)
        for node in nodes(reading, redaction):
            if node["id"] in seen:
                continue
            seen.add(node["id"])
            out.write(("\n" if first else ",\n") + dumps(node))
            first = False
    out.write("\n]}\n")


def nodes(reading: Reading, redaction: Redaction) -> Iterator[dict[str, Any]]:
    """Yield the document's entity, then for each claim its run and its annotation."""
    document = reading.document
    fields = {
        "id": f"urn:reportedly:document:{document.id}",
        "type": "Entity",
        "title": redaction.words(document.title or "") or None,
        "publisher": document.publisher,
        "published": document.published,
        "identifier": [f"urn:sha256:{document.text_sha256}"],
        "derivedFrom": _snapshot(document.snapshot_sha256),
        "source": redaction.address(document.uri) if document.uri else None,
    }
    yield {name: value for name, value in fields.items() if value is not None}
    for claim in reading.claims:
        yield _activity(claim)
        yield _agent(claim)
        yield annotation(claim, redaction)


def annotation(claim: Claim, redaction: Redaction) -> dict[str, Any]:
    """Return the annotation of a claim on its evidence."""
    document = f"urn:reportedly:document:{claim.document.id}"
    code = "/".join(part for part in (claim.event.plover, claim.event.mode) if part)
    bodies = [("classifying", code), ("classifying", claim.status)]
    bodies.append(("describing", f"{voice(claim, redaction)} ({NOTICE})"))
    bodies += [("identifying", name) for name in _names(claim)]
    return {
        "id": f"urn:reportedly:claim:{claim.claim_id}",
        "type": ["Annotation", "Entity"],
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "purpose": p, "value": value} for p, value in bodies],
        "target": [
            _target(document, claim.evidence, claim, redaction),
            _target(document, claim.trigger, claim, redaction),
        ],
        "generatedBy": {"id": _run(claim)},
        "quotedFrom": {"id": document},
        "attributedTo": {"id": _software(claim)},
    }


def _names(claim: Claim) -> list[str]:
    found = [p.resolved.name for p in (*claim.actors, *claim.recipients) if p.resolved]
    found += [place.resolved.name for place in claim.places if place.resolved]
    return list(dict.fromkeys(found))


def _target(source: str, span: Span, claim: Claim, redaction: Redaction) -> dict[str, Any]:
    quote = redaction.span(span)
    before = redaction.cut(max(0, span.start - _AROUND), span.start)
    after = redaction.cut(span.end, min(len(claim.document.text), span.end + _AROUND))
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    ]
    if MASK not in quote:
        selectors.append(
            {"type": "TextQuoteSelector", "exact": quote, "prefix": before, "suffix": after}
        )
    return {"type": "SpecificResource", "source": {"id": source}, "selector": selectors}


def _activity(claim: Claim) -> dict[str, Any]:
    by = claim.produced_by
    return {
        "id": _run(claim),
        "type": "Activity",
        "associatedWith": {"id": _software(claim)},
        "used": [{"id": f"urn:sha256:{digest}", "title": name} for name, digest in by.digests],
    }


def _agent(claim: Claim) -> dict[str, Any]:
    by = claim.produced_by
    return {"id": _software(claim), "type": "SoftwareAgent", "title": f"{by.engine} {by.version}"}


def _run(claim: Claim) -> str:
    by = claim.produced_by
    return f"urn:reportedly:run:{by.engine}:{by.version}:{by.run or 'unnamed'}"


def _software(claim: Claim) -> str:
    return f"urn:reportedly:software:{claim.produced_by.engine}:{claim.produced_by.version}"


def _snapshot(digest: str | None) -> dict[str, str] | None:
    return {"id": f"urn:sha256:{digest}"} if digest else None
