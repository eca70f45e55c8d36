"""How often somebody may try to log in."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Final

#: Tries in so many seconds: for one name, and from one address.
SECONDS: Final = 300.0
FOR_NAME: Final = 6
FROM_ADDRESS: Final = 30
_MOST: Final = 10_000


class Limiter:
    """Counts tries by name and by address; a try that succeeds clears its name."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tries: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, name: str, address: str) -> float:
        """Note a try; return the seconds to wait before the next, 0 where this one may go on."""
        keys = ((("name", name.casefold()), FOR_NAME), (("address", address), FROM_ADDRESS))
        with self._lock:
            now = self._now()
            left = max(self._left(key, most, now) for key, most in keys)
            if left <= 0:
                for key, _ in keys:
                    self._tries[key].append(now)
            while len(self._tries) > _MOST:
                self._tries.popitem(last=False)
            return max(0.0, left)

    def clear(self, name: str) -> None:
        """Forget the tries for a name."""
        with self._lock:
            self._tries.pop(("name", name.casefold()), None)

    def _left(self, key: tuple[str, str], most: int, now: float) -> float:
        tries = self._tries.setdefault(key, deque())
        self._tries.move_to_end(key)
        while tries and tries[0] <= now - SECONDS:
            tries.popleft()
        return tries[0] + SECONDS - now if len(tries) >= most else 0.0
