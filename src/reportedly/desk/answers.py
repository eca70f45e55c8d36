"""Answers, made from messages without going through them twice."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from pydantic import BaseModel, RootModel
from starlette.responses import Response

Item = TypeVar("Item")
JSON: Final = "application/json"


class Many(RootModel[list[Item]], Generic[Item]):
    """A list as an answer."""


def answer(message: BaseModel, status: int = 200) -> Response:
    """Return a message as JSON."""
    return Response(message.model_dump_json(), status, media_type=JSON)
