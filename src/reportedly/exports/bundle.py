"""The evidence bundle: a ZIP file with everything, whose digests verify without this program.

It is an archive form: nothing is masked. ``sha256sum -c SHA256SUMS`` in the unpacked folder checks
every file. The same content gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Any, BinaryIO, Final, Protocol

from reportedly.events.records import EventRecord
from reportedly.exports.notice import NOTICE, READS, RESTRICTED
from reportedly.records.document import Document
from reportedly.records.plain import to_plain
from reportedly.records.reading import Reading
from reportedly.records.serialise import claim_to_dict, dumps, reading_to_dict
from reportedly.version import __version__

SUMS: Final = "SHA256SUMS"
MANIFEST: Final = "manifest.json"
_MADE: Final = (1980, 1, 1, 0, 0, 0)
_README: Final = f"""\
Evidence bundle of reportedly ({NOTICE}; {READS})
{RESTRICTED}

raw/            bytes as they came, each named by its SHA-256
texts/          the text of each document, named by the document's id; spans count its characters
readings.jsonl  one document a line with all that was found in it
claims.jsonl    one claim a line (claim.schema.json)
events.jsonl    one event a line, each with its claims and contradictions
decisions.jsonl people's decisions in their order, each with the digest of the one before
manifest.json   SHA-256 and size of every file above, and what each document came from
SHA256SUMS      to check all of it: sha256sum -c SHA256SUMS
"""


class Raw(Protocol):
    """Gives the bytes that a document was read from, None where they are not kept."""

    def __call__(self, document: Document) -> bytes | None:
        """Return the bytes; their SHA-256 is the document's ``snapshot_sha256``."""
        ...


@dataclass(slots=True)
class _Pack:
    """Writes files and remembers their digests."""

    archive: zipfile.ZipFile
    files: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, name: str, data: bytes) -> None:
        """Write one file."""
        self.archive.writestr(_entry(name), data)
        self.files[name] = (sha256(data).hexdigest(), len(data))

    def add_lines(self, name: str, lines: Iterable[Any]) -> None:
        """Write JSON values one a line, without holding them all."""
        digest, size = sha256(), 0
        with self.archive.open(_entry(name), "w", force_zip64=True) as stream:
            for line in lines:
                data = (dumps(line) + "\n").encode("utf-8")
                stream.write(data)
                digest.update(data)
                size += len(data)
        self.files[name] = (digest.hexdigest(), size)


def _entry(name: str) -> zipfile.ZipInfo:
    """A file of the archive with the same date, system and mode on every machine."""
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry


def write_bundle(
    readings: Sequence[Reading],
    out: BinaryIO,
    *,
    raw: Raw | None = None,
    events: Sequence[EventRecord] = (),
    decisions: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Write the bundle; ``raw`` gives snapshots, ``decisions`` are plain values in their order."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        pack = _Pack(archive)
        pack.add("README.txt", _README.encode())
        sources = [_document(reading, pack, raw) for reading in readings]
        pack.add_lines("readings.jsonl", map(reading_to_dict, readings))
        pack.add_lines("claims.jsonl", (claim_to_dict(c) for r in readings for c in r.claims))
        pack.add_lines("events.jsonl", map(to_plain, events))
        pack.add_lines("decisions.jsonl", decisions)
        manifest = {
            "program": "reportedly",
            "version": __version__,
            "notice": NOTICE,
            "handling": RESTRICTED,
            "documents": sources,
            "files": [
                {"name": name, "sha256": digest, "bytes": size}
                for name, (digest, size) in pack.files.items()
            ],
        }
        pack.add(MANIFEST, (dumps(manifest, indent=1) + "\n").encode())
        sums = "".join(f"{digest}  {name}\n" for name, (digest, _) in sorted(pack.files.items()))
        pack.add(SUMS, sums.encode())


def _document(reading: Reading, pack: _Pack, raw: Raw | None) -> dict[str, Any]:
    document = reading.document
    text = f"texts/{document.id}.txt"
    if text not in pack.files:
        pack.add(text, document.text.encode("utf-8", "surrogatepass"))
    digest, kept = document.snapshot_sha256, None
    if digest and raw is not None:
        kept = f"raw/{digest}"
        if kept not in pack.files:
            data = raw(document)
            if data is None:
                kept = None
            else:
                pack.add(kept, data)
    return {"id": document.id, "text": text, "raw": kept, "snapshot_sha256": digest}


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds: plain values of its lists, and its files' bytes by name."""

    readings: tuple[Reading, ...]
    events: tuple[dict[str, Any], ...]
    decisions: tuple[dict[str, Any], ...]
    files: Mapping[str, bytes]

    def raw(self, document: Document) -> bytes | None:
        """Return a snapshot's bytes, as `write_bundle` asks for them."""
        return self.files.get(f"raw/{document.snapshot_sha256}")


def read_bundle(stream: IO[bytes], where: str = "bundle") -> Bundle:
    """Read a bundle back; raises `DataError` where a file is missing, changed or not listed."""
    from reportedly.exports.bundle_reading import read  # noqa: PLC0415 - only readers need it

    return read(stream, where)
