"""A project: documents, what was read in them, events and people's decisions, kept for good."""

from __future__ import annotations

from reportedly.store.adding import Adding
from reportedly.store.asking import Asking
from reportedly.store.cooperating import Cooperating
from reportedly.store.judging import Judging
from reportedly.store.listing import Listing
from reportedly.store.noting import Noting
from reportedly.store.people import People
from reportedly.store.showing import Showing
from reportedly.store.standing import Standing


class Project(Adding, Asking, Listing, Showing, Judging, Standing, Noting, People, Cooperating):
    """An open project. Use it as a context manager, or call `close`.

    `create` and `open` take the path of a SQLite file or a ``postgresql://`` URL. Several processes
    may have the same project open and write to it, and an object may be used by several threads.
    Every method raises `StoreError` where the file or the server fails; what was reported as stored
    before is kept. Where a run is asked for, the newest is meant unless another is named.
    """
