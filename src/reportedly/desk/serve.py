"""Serves the desk on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Final

import uvicorn

from reportedly.desk.app import create_app
from reportedly.desk.options import Options
from reportedly.desk.pages import PAGE
from reportedly.errors import DeskMissingError, UsageError
from reportedly.store import Project

LOOPBACK: Final = "127.0.0.1"


def check_built(options: Options) -> None:
    """Raise `DeskMissingError` where the front end was not built into this installation."""
    if not (options.static / PAGE).is_file():
        raise DeskMissingError(
            "this installation has no desk: it was installed from source without Node. Install "
            "Node 20 or newer with npm and install again, or install a wheel"
        )


def serve(project: Project, options: Options, *, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; ``ready`` is called with the address when the desk answers.

    Raises `UsageError` where the port is taken.
    """
    bound = _bound(options.port)
    config = uvicorn.Config(
        create_app(project, options),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        limit_concurrency=200,
    )
    server = _Server(config, lambda: ready(f"http://{LOOPBACK}:{options.port}/"))
    server.run([bound])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _bound(port: int) -> socket.socket:
    # With the protocol named, asyncio lets small answers go at once (TCP_NODELAY).
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
    except OSError as error:
        bound.close()
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"port {port}: {reason}; choose another with --port") from None
    return bound
