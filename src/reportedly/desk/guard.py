"""What every request passes first: address, origin, size; and what every answer carries."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.desk.options import Options
from reportedly.desk.problems import LOG, problem

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
API: Final = "/api"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS: Final = f"{API}/imports"


class TooLargeError(HTTPException):
    """More bytes came than a request may hold."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"a request holds at most {most:,} bytes")


class Guard:
    """Refuses what does not come from the desk's own pages; sets the headers of every answer."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        of_api = _is_api(scope["path"])
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _set(MutableHeaders(scope=message), of_api=of_api)
            await send(message)

        most = self._most(scope["path"])
        refusal = self._refusal(scope["method"], headers, most, of_api=of_api)
        if refusal is not None:
            await problem(*refusal)(scope, receive, answer)
            return
        try:
            await self._app(scope, _limited(receive, most), answer)
        except Exception:
            LOG.exception("internal error")
            if started:
                raise
            await problem(500, "an error that nobody foresaw; nothing was changed")(
                scope, receive, answer
            )

    def _refusal(
        self, method: str, headers: Headers, most: int, *, of_api: bool
    ) -> tuple[int, str] | None:
        if headers.get("host", "").lower() not in self._options.hosts:
            return 421, "open the desk at the address that it printed"
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self._options.origins:
            return 403, "the request comes from another site"
        site = headers.get("sec-fetch-site", "none")
        if of_api and site not in ("same-origin", "none"):
            return 403, "the request comes from another site"
        if method not in SAFE and origin is None:
            return 403, "a request that changes something needs the header Origin"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > most:
            return 413, TooLargeError(most).detail
        return None

    def _most(self, path: str) -> int:
        return self._options.upload if path == _UPLOADS else self._options.body


def _is_api(path: str) -> bool:
    return path == API or path.startswith(f"{API}/")


def _set(headers: MutableHeaders, *, of_api: bool) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if of_api:
        headers["Cache-Control"] = "no-store"
    if "server" in headers:
        del headers["server"]


def _limited(receive: Receive, most: int) -> Receive:
    """Count the bytes of the body as they come."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                raise TooLargeError(most)
        return message

    return counted
