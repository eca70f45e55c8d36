"""Raw bytes on their way from the sources to the store."""

from __future__ import annotations

from threading import Lock


class Snapshots:
    """Holds the bytes of documents that are being read, by SHA-256, until they are stored.

    Given to `reportedly.sources.load` as ``keep``. Not more than what is under way stays here.
    """

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}
        self._uses: dict[str, int] = {}
        self._lock = Lock()

    def __call__(self, sha256: str, data: bytes) -> None:
        """Keep the bytes."""
        with self._lock:
            self._held[sha256] = data
            self._uses[sha256] = self._uses.get(sha256, 0) + 1

    def take(self, sha256: str | None) -> bytes | None:
        """Hand the bytes over; None where they were not kept."""
        if sha256 is None:
            return None
        with self._lock:
            data = self._held.get(sha256)
            left = self._uses.get(sha256, 0) - 1
            if left <= 0:
                self._held.pop(sha256, None)
                self._uses.pop(sha256, None)
            else:
                self._uses[sha256] = left
            return data
