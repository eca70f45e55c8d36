"""The desk as an application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from reportedly.desk import problems
from reportedly.desk.access import ROLE, At, needs
from reportedly.desk.context import Desk
from reportedly.desk.description import describe
from reportedly.desk.guard import API, Guard
from reportedly.desk.options import Options
from reportedly.desk.pages import Pages
from reportedly.desk.routes import (
    accounts,
    adjudication,
    claims,
    coding,
    decisions,
    documents,
    events,
    jobs,
    lookups,
    project,
    session,
    settings,
)
from reportedly.store import Project
from reportedly.version import __version__

_ROUTERS: Final = (
    session.router,
    settings.router,
    accounts.router,
    project.router,
    documents.router,
    claims.router,
    decisions.router,
    events.router,
    lookups.router,
    coding.router,
    adjudication.router,
    jobs.router,
)


def create_app(project: Project, options: Options) -> FastAPI:
    """Make the application for an open project, which it does not close."""
    desk = Desk(project, options)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.start()
        yield
        await run_in_threadpool(desk.close)

    app = FastAPI(
        title="reportedly desk",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    problems.install(app)
    api = APIRouter(prefix=API)
    routers = (*_ROUTERS, _description(app))
    app.state.roles = roles_of(routers)
    for router in routers:
        api.include_router(router)
    app.include_router(api)
    for path in (API, f"{API}/{{path:path}}"):
        app.add_route(path, _nothing, include_in_schema=False)
    app.add_route("/{path:path}", Pages(options.static).serve, include_in_schema=False)
    app.add_middleware(Guard, options=options)
    return app


def _description(app: FastAPI) -> APIRouter:
    router = APIRouter(tags=["project"])

    @router.get("/openapi.json", **needs("reader"))
    def openapi(at: At) -> dict[str, Any]:
        """Return the OpenAPI description of all this."""
        return describe(app)

    return router


async def _nothing(_: Any) -> Response:
    return problems.problem(404, "no such address")


def roles_of(routers: Iterable[APIRouter]) -> dict[str, str]:
    """Return the role that each route ("GET /api/status") needs; one without is a mistake."""
    found: dict[str, str] = {}
    for router in routers:
        for route in router.routes:
            role = isinstance(route, APIRoute) and (route.openapi_extra or {}).get(ROLE)
            if not isinstance(route, APIRoute) or not role:
                raise AssertionError(f"{getattr(route, 'path', route)} names no role")
            found |= {f"{method} {API}{route.path}": role for method in route.methods or ()}
    return found
