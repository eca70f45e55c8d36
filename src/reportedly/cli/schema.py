"""`reportedly schema`: the JSON Schema of what is written."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from reportedly.errors import UsageError


def schema(
    name: Annotated[
        str, typer.Argument(metavar="[claim|reading|readings]", help="Which record.")
    ] = "claim",
) -> None:
    """Print the JSON Schema of a record.

    claim: a line of the jsonl format; reading: all that is found in one document; readings: a file
    of the json format.

    Example: reportedly schema claim > claim.schema.json
    """
    from reportedly.records.schema import NAMES  # noqa: PLC0415
    from reportedly.records.schema import schema as load  # noqa: PLC0415

    if name not in NAMES:
        raise UsageError(f"no schema {name!r}; choose one of {', '.join(NAMES)}")
    typer.echo(json.dumps(load(name), indent=2, ensure_ascii=False))
