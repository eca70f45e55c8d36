"""A process that adds documents and decides on claims, beside others that do the same.

Its arguments are the project, the first document's number, and how many. It says that it is ready,
waits for a line, and works.
"""

from __future__ import annotations

import sys

from reportedly.store import Project
from store.engines import FakeEngine, document

PARTS = 3


def main(place: str, first: int, count: int) -> None:
    """Add the documents in several imports and decide on a claim of each."""
    with Project.open(place) as project:
        _tell("ready")
        sys.stdin.readline()
        for start in range(first, first + count, count // PARTS):
            documents = [document(n) for n in range(start, start + count // PARTS)]
            report = project.add_documents(documents, engine=FakeEngine())
            assert report.added + report.known == len(documents)
            claim = FakeEngine().read(documents[0]).claims[0]
            made = project.decide("accept", claim.claim_id, who=f"from {first}", why="seen")
            _tell(made.id)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
