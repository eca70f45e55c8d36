"""Sessions: a random secret in a cookie, and the token that goes with it in a header."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from starlette.responses import Response

from reportedly.desk.options import Options

_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class Tokens:
    """Makes and checks the secrets of one running desk.

    A visitor's cookie is signed and holds when it was made, so that nothing is kept of visitors.
    """

    options: Options
    key: bytes

    @classmethod
    def new(cls, options: Options) -> Tokens:
        """Make them with a key that ends with the program."""
        return cls(options, secrets.token_bytes(32))

    def visitor(self) -> str:
        """Return a new cookie for somebody who has not logged in."""
        made = f"v.{secrets.token_urlsafe(_BYTES)}.{int(self.options.now())}"
        return f"{made}.{self._sign('cookie', made)}"

    def is_visitor(self, cookie: str) -> bool:
        """Whether the cookie is a visitor's, made by this desk and not too old."""
        made, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("cookie", made).encode()):
            return False
        kind, _, rest = made.partition(".")
        age = self.options.now() - int(rest.rpartition(".")[2])
        return kind == "v" and 0 <= age <= self.options.lifetime

    def csrf(self, cookie: str) -> str:
        """Return the token that a request with this cookie has to carry."""
        return self._sign("csrf", cookie)

    def is_csrf(self, cookie: str, token: str) -> bool:
        """Whether the token belongs to the cookie."""
        return hmac.compare_digest(token.encode(), self.csrf(cookie).encode())

    def set_cookie(self, response: Response, cookie: str) -> None:
        """Give the browser its cookie."""
        response.set_cookie(
            self.options.cookie,
            cookie,
            max_age=int(self.options.lifetime),
            httponly=True,
            samesite="strict",
            secure=self.options.secure,
        )

    def _sign(self, what: str, value: str) -> str:
        return hmac.new(self.key, f"{what}:{value}".encode(), sha256).hexdigest()
