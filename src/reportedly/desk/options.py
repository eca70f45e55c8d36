"""How a desk runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

MEGABYTE: Final = 1_000_000
#: Where the build puts the front end.
STATIC: Final = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one desk.

    ``name`` is the person at a desk without ``accounts``. ``origin`` is a further address that the
    desk is reached at, as through a proxy (``https://desk.example.org``). ``lifetime`` and ``idle``
    are seconds after which a session ends. ``body`` and ``upload`` are the bytes that a request may
    hold, ``uploads`` that a request with files may hold. ``now`` gives seconds since 1970.
    """

    port: int = 8765
    name: str = "owner"
    accounts: bool = False
    origin: str | None = None
    static: Path = STATIC
    lifetime: float = 12 * 3600.0
    idle: float = 2 * 3600.0
    body: int = 2 * MEGABYTE
    upload: int = 500 * MEGABYTE
    now: Callable[[], float] = time.time

    @property
    def hosts(self) -> frozenset[str]:
        """What the ``Host`` of a request may be."""
        here = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if self.origin is not None:
            here.add(urlsplit(self.origin).netloc.lower())
        return frozenset(here)

    @property
    def origins(self) -> frozenset[str]:
        """What the ``Origin`` of a request may be."""
        here = {f"http://{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if self.origin is not None:
            here.add(self.origin.lower().rstrip("/"))
        return frozenset(here)

    @property
    def secure(self) -> bool:
        """Whether cookies are for encrypted connections alone."""
        return self.origin is not None and self.origin.lower().startswith("https://")

    @property
    def cookie(self) -> str:
        """Name of the session's cookie: browsers share cookies between ports of one machine."""
        return f"reportedly_{self.port}"
