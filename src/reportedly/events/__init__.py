"""Events: claims that tell of the same happening, side by side. Never a verdict on truth."""

from reportedly.events.cluster import Cluster, Clusterer
from reportedly.events.copies import Copy, CopyIndex, find_copies
from reportedly.events.decisions import Decision
from reportedly.events.describe import describe
from reportedly.events.records import EventRecord, SourceProfile
from reportedly.events.tellings import Telling, telling

__all__ = [
    "Cluster",
    "Clusterer",
    "Copy",
    "CopyIndex",
    "Decision",
    "EventRecord",
    "SourceProfile",
    "Telling",
    "describe",
    "find_copies",
    "telling",
]
