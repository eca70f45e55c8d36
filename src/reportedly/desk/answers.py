"""Answers, made from messages without going through them twice."""

from __future__ import annotations

from pydantic import BaseModel
from starlette.responses import Response

JSON = "application/json"


def answer(message: BaseModel, status: int = 200) -> Response:
    """Return a message as JSON."""
    return Response(message.model_dump_json(), status, media_type=JSON)
