"""Who: the registry of actors, and finding its names in a document."""

from reportedly.actors.entry import Entry, Role
from reportedly.actors.registry import EmbeddedRegistry

__all__ = ["EmbeddedRegistry", "Entry", "Role"]
