"""Every route does as the OpenAPI description says, for requests that nobody thought of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desk.serving import free_socket, served
from desk.test_desk_jobs import Engine
from desk.test_desk_roles import AGREED
from reportedly.desk.app import create_app
from reportedly.desk.description import describe
from reportedly.desk.options import Options
from reportedly.store import Project

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
QUICK = settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def running(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk on a project of its own, its description, and a session."""
    path = Path(shutil.copy(filled, tmp_path_factory.mktemp("schema") / "p.rptd"))
    bound = free_socket()
    with Project.open(path) as project:
        app = create_app(project, Options(port=bound.getsockname()[1], static=path.parent))
        app.state.desk.tools.__dict__["_reader"] = Engine()
        with served(app, bound) as address:
            session = requests.Session()
            session.headers["Origin"] = address
            token = session.get(f"{address}/api/session", timeout=10).json()["csrf"]
            session.headers["X-CSRF-Token"] = token
            schema = schemathesis.openapi.from_dict(describe(app))
            ids = {
                "claim": next(project.claims()).claim_id,
                "document": next(iter(project.documents())).id,
                "event": next(iter(project.events())).event_id,
            }
            yield schema, address, session, ids
            session.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("route", sorted(AGREED))
def test_requests_that_nobody_thought_of(running: Any, route: str, mode: GenerationMode) -> None:
    schema, address, session, ids = running
    method, path = route.split()
    operation = schema[path][method]
    if (
        mode is GenerationMode.NEGATIVE
        and not operation.body
        and not list(operation.iter_parameters())
    ):
        return  # nothing that could be wrong

    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        # Ids that are there tell more than ids that are not: every other request has one.
        known = ids.get(path.split("/")[2].removesuffix("s"))
        if known and case.path_parameters and len(str(case.query)) % 2:
            case.path_parameters = dict.fromkeys(case.path_parameters, known)
        reply = case.call(base_url=address, session=session, timeout=20)
        case.validate_response(reply, checks=CHECKS)

    check()


def test_what_is_there_is_as_described(running: Any) -> None:
    schema, address, session, ids = running
    for path, known in (
        ("/api/documents/{id}", ids["document"]),
        ("/api/claims/{id}", ids["claim"]),
        ("/api/events/{id}", ids["event"]),
    ):
        case = schema[path]["GET"].Case(path_parameters={"id": known})
        reply = case.call(base_url=address, session=session, timeout=20)
        assert reply.status_code == 200
        case.validate_response(reply, checks=CHECKS)
