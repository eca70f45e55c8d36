"""Make a small project to look at: the invented documents of the tests, really read.

    python tools/demo_project.py /tmp/demo.rptd

About forty documents with their claims and events. The project must not be there yet.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from reportedly.records.document import Document
from reportedly.store import Project
from reportedly.store.importing import Step

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"


def documents() -> Iterator[Document]:
    """Yield the documents of the test sets, each once."""
    for folder in ("gold", "second", "gold/stories", "stories"):
        for file in sorted((DATA / folder).glob("[a-z][0-9][0-9].json")):
            raw = json.loads(file.read_text("utf-8"))
            yield Document(
                raw["text"],
                uri=f"https://example.org/{file.stem}",
                title=raw.get("title"),
                author=raw.get("author"),
                publisher=raw.get("publisher"),
                published=raw.get("published"),
                language="en",
            )


def say(step: Step) -> None:
    """Tell how far it is."""
    print(f"{step.done} {step.became} {step.name}", file=sys.stderr)


def main() -> None:
    """Read all documents into the project that the first argument names."""
    with Project.create(sys.argv[1]) as project:
        report = project.add_documents(documents(), progress=say)
    print(f"{report.added} documents, {report.claims} claims, {report.events} events")


if __name__ == "__main__":
    main()
