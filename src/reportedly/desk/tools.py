"""What takes long to load: gazetteer, registry, reader. Each is loaded once, when it is needed."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from reportedly.pool import Settings, make_reader
from reportedly.seams import Reader

if TYPE_CHECKING:
    from reportedly.actors.registry import EmbeddedRegistry
    from reportedly.places.gazetteer import EmbeddedGazetteer


class Tools:
    """Loads under a lock, so that two requests do not load the same twice."""

    def __init__(self) -> None:
        self._lock = Lock()

    def reader(self) -> Reader:
        """Return the engine that reads uploads."""
        with self._lock:
            return self._reader

    def gazetteer(self) -> EmbeddedGazetteer:
        """Return the gazetteer."""
        with self._lock:
            return self._gazetteer

    def registry(self) -> EmbeddedRegistry:
        """Return the registry of actors."""
        with self._lock:
            return self._registry

    @cached_property
    def _reader(self) -> Reader:
        return make_reader(Settings())

    @cached_property
    def _gazetteer(self) -> EmbeddedGazetteer:
        from reportedly.places.gazetteer import EmbeddedGazetteer  # noqa: PLC0415 - loads data

        return EmbeddedGazetteer()

    @cached_property
    def _registry(self) -> EmbeddedRegistry:
        from reportedly.actors.registry import EmbeddedRegistry  # noqa: PLC0415 - loads data

        return EmbeddedRegistry()
