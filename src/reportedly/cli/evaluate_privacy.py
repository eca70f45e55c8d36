"""`reportedly evaluate privacy`: how well names of private persons are masked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from reportedly.errors import UsageError


def privacy(
    sentences: Annotated[
        Path | None, typer.Argument(help="YAML list of text, private and public names.")
    ] = None,
    *,
    gold: Annotated[
        Path | None, typer.Option(help="Gold documents, whose coded private names count.")
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Show what went wrong, of the first half alone.")
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file as JSON.")
    ] = None,
) -> None:
    """Count the private names that can still be read, and the public names that were masked.

    Sentences are split in two halves by the digest of their text; errors are shown of the first
    alone, so that the second stays unseen.
    """
    from reportedly.evaluate.privacy import (  # noqa: PLC0415 - imports the reader
        evaluate_privacy,
        gold_sentences,
        load_sentences,
    )
    from reportedly.pool import Settings, make_reader  # noqa: PLC0415

    if sentences is None and gold is None:
        raise UsageError("name a file of sentences, or --gold FOLDER")
    reader = make_reader(Settings())
    sets = {}
    if sentences is not None:
        every = load_sentences(sentences)
        sets = {f"half {n + 1}": [s for s in every if s.half == n] for n in (0, 1)}
    if gold is not None:
        sets["gold"] = gold_sentences(gold)
    report = {}
    for name, texts in sets.items():
        found = evaluate_privacy(texts, reader)
        report[name] = found.as_json()
        typer.echo(
            f"{name}: {found.masked} of {found.private} private names masked "
            f"(recall {found.recall:.3f}); {found.over_masked} of {found.public} public names "
            f"masked too; {found.masks} masks in {found.texts} texts"
        )
        if errors and name != "half 2":
            typer.echo("\n".join(f"  missed {line}" for line in found.misses))
            typer.echo("\n".join(f"  over-masked {line}" for line in found.over))
    if json_file is not None:
        json_file.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
