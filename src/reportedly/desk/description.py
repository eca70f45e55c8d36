"""The OpenAPI description, with errors as they are answered."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from reportedly.desk.models.base import DecisionRow, Problem
from reportedly.desk.problems import MEDIA

_UNUSED: Final = ("HTTPValidationError", "ValidationError")
_WHERE: Final = "#/components/schemas/{model}"
_ERRORS: Final = {
    "4XX": "What is wrong and what to do, in plain words",
    "5XX": "The desk could not do it; nothing was changed",
}


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the description; it is made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        for path in made["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
                operation["responses"] |= {code: _error(told) for code, told in _ERRORS.items()}
        schemas = made["components"]["schemas"]
        for name in _UNUSED:
            schemas.pop(name, None)
        for model in (Problem, DecisionRow):
            found = model.model_json_schema(ref_template=_WHERE)
            found.pop("$defs", None)
            schemas[model.__name__] = found
        app.openapi_schema = made
    return app.openapi_schema


def _error(told: str) -> dict[str, Any]:
    schema = {"$ref": _WHERE.format(model="Problem")}
    return {"description": told, "content": {MEDIA: {"schema": schema}}}
