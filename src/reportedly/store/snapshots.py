"""Raw bytes on their way from the sources to the store."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from threading import Lock

from reportedly.records.serialise import dumps
from reportedly.sources import Overrides
from reportedly.sources.ways import Form


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes that a document was made of, what they are, and what the user set with them."""

    data: bytes
    form: Form | None
    options: str | None


def options_of(overrides: Overrides) -> str:
    """Return the values that the user gave, as text: the same values give the same text."""
    return dumps({name: value for name, value in asdict(overrides).items() if value is not None})


class Snapshots:
    """Holds the bytes of documents that are being read, by SHA-256, until they are stored.

    Given to `reportedly.sources.load` as ``keep``. Not more than what is under way stays here.
    """

    def __init__(self, options: str | None = None) -> None:
        self._options = options
        self._held: dict[str, Raw] = {}
        self._uses: dict[str, int] = {}
        self._lock = Lock()

    def __call__(self, sha256: str, data: bytes, form: Form) -> None:
        """Keep the bytes of one document."""
        self.put(sha256, Raw(data, form, self._options))

    def put(self, sha256: str, raw: Raw) -> None:
        """Keep the bytes of one document with what is known of them."""
        with self._lock:
            self._held[sha256] = raw
            self._uses[sha256] = self._uses.get(sha256, 0) + 1

    def take(self, sha256: str | None) -> Raw | None:
        """Hand the bytes over; None where they were not kept."""
        if sha256 is None:
            return None
        with self._lock:
            raw = self._held.get(sha256)
            left = self._uses.get(sha256, 0) - 1
            if left <= 0:
                self._held.pop(sha256, None)
                self._uses.pop(sha256, None)
            else:
                self._uses[sha256] = left
            return raw
