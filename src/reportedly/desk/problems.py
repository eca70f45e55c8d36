"""Errors as answers: `Problem` as JSON, in plain words, never a trace or a path of the server."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from reportedly.desk.models.base import DecisionRow, Problem
from reportedly.errors import ReportedlyError, SourceError, StoreError, UsageError

LOG: Final = logging.getLogger("reportedly.desk")
MEDIA: Final = "application/problem+json"
_TITLES: Final = {
    400: "This cannot be done",
    401: "Log in first",
    403: "Not allowed",
    404: "Not there",
    405: "Not allowed",
    409: "Somebody else decided in the meantime",
    413: "Too large",
    421: "Wrong address",
    422: "Not understood",
    429: "Too many tries",
    500: "Something went wrong",
    503: "Not now",
}


class Refused(Exception):  # noqa: N818 - reads better where it is raised
    """A request that is answered with a `Problem`."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        conflict: DecisionRow | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.conflict = conflict
        self.headers = headers


def problem(
    status: int,
    detail: str,
    *,
    conflict: DecisionRow | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return a problem as an answer."""
    title = _TITLES.get(status, "Something went wrong")
    body = Problem(title=title, detail=detail, conflict=conflict).model_dump_json()
    return Response(body, status, headers, MEDIA)


def missing(what: str) -> Refused:
    """Say that something is not there, or not for this person: nobody is told which."""
    return Refused(404, f"no {what} with this id")


def install(app: FastAPI) -> None:
    """Let the application answer errors this way."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ReportedlyError, _known)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return problem(error.status, error.detail, conflict=error.conflict, headers=error.headers)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = next(iter(error.errors()), {})
    where = ".".join(str(part) for part in first.get("loc", ()))
    return problem(422, f"{where}: {first.get('msg', 'not as expected')}")


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, str(error.detail), headers=headers)


async def _known(_: Request, error: Exception) -> Response:
    if isinstance(error, UsageError | SourceError):
        return problem(400, str(error))
    LOG.error("%s", error)
    if isinstance(error, StoreError):
        return problem(503, "the project cannot be read or written now; nothing was changed")
    return problem(500, "the desk could not do this; nothing was changed")
