"""Accounts: names, roles and passwords; links that let somebody in once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from reportedly.errors import UsageError
from reportedly.store.deskdata import accounts, links
from reportedly.store.runs import now

#: From least to most: each may do what those before it may.
ROLES: Final = ("reader", "coder", "adjudicator", "owner")
_LONGEST: Final = 80
_SHORTEST_PASSWORD: Final = 10
_LONGEST_PASSWORD: Final = 200
#: Bytes of chance in a secret; 256 bits cannot be guessed, so their plain SHA-256 is enough.
_CHANCE: Final = 32


@dataclass(frozen=True, slots=True)
class Account:
    """A person who uses the desk; ``has_password`` is false where only a link lets them in."""

    id: int
    name: str
    role: str
    has_password: bool
    active: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class Link:
    """The secret of a link that lets its person in once; it is stored nowhere."""

    secret: str
    expires_at: str


def hasher() -> PasswordHasher:
    """argon2id with the library's parameters, which follow RFC 9106."""
    return PasswordHasher()


@lru_cache(maxsize=1)
def stand_in() -> str:
    """The hash of a password that nobody knows, checked where a name has no account."""
    return hasher().hash(token_urlsafe(_CHANCE))


def all_accounts(connection: Connection) -> list[Account]:
    """Return the accounts, the oldest first."""
    return [account(row) for row in connection.execute(select(accounts).order_by(accounts.c.id))]


def by_id(connection: Connection, number: int) -> Account:
    """Return an account; raises `UsageError` where there is none."""
    row = connection.execute(select(accounts).where(accounts.c.id == number)).first()
    if row is None:
        raise UsageError(f"no account {number}; list them with: reportedly accounts list")
    return account(row)


def row_of(connection: Connection, name: str) -> Row[Any] | None:
    """Return the row of an account by its name, in whatever case."""
    return connection.execute(select(accounts).where(accounts.c.folded == folded(name))).first()


def add(connection: Connection, name: str, role: str, password: str | None) -> Account:
    """Make an account; raises `UsageError` where the name is taken or something is not allowed."""
    values = {
        "name": checked_name(name),
        "folded": folded(name),
        "role": checked_role(role),
        "password": None if password is None else hashed(password),
        "active": True,
        "created_at": now(),
    }
    try:
        row = connection.execute(insert(accounts).values(**values).returning(accounts)).one()
    except IntegrityError:
        raise UsageError(f"there is an account {name.strip()!r} already") from None
    return account(row)


def change(connection: Connection, number: int, values: dict[str, Any]) -> Account:
    """Set columns of an account; the last owner that is active stays one."""
    before = by_id(connection, number)
    if "name" in values:
        other = row_of(connection, values["name"])
        if other is not None and other.id != number:
            raise UsageError(f"there is an account {values['name']!r} already")
    stays = values.get("role", before.role) == "owner" and values.get("active", before.active)
    if before.role == "owner" and before.active and not stays:
        others = select(accounts.c.id).where(
            accounts.c.role == "owner", accounts.c.active, accounts.c.id != number
        )
        if connection.execute(others.limit(1)).first() is None:
            raise UsageError(
                f"{before.name} is the last owner: make somebody else owner before this"
            )
    if values:
        connection.execute(update(accounts).where(accounts.c.id == number).values(**values))
    return by_id(connection, number)


def password_of(row: Row[Any] | None, password: str) -> bool:
    """Whether the password is right; takes as long where there is no account or no password."""
    unknown = stand_in()
    stored = row.password if row is not None and row.active and row.password else None
    try:
        hasher().verify(stored or unknown, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def make_link(connection: Connection, number: int, minutes: int) -> Link:
    """Make a link for an active account; those that have run out are forgotten."""
    if minutes < 1:
        raise UsageError("a link holds for a minute at least")
    if not by_id(connection, number).active:
        raise UsageError("the account is disabled: enable it before you make a link")
    connection.execute(delete(links).where(links.c.expires_at < now()))
    secret = new_secret()
    row = {"digest": digest(secret), "account": number, "expires_at": after(minutes=minutes)}
    connection.execute(insert(links).values(**row))
    return Link(secret, str(row["expires_at"]))


def use_link(connection: Connection, secret: str) -> Account | None:
    """Take a link away and return its active account, None where it is no more."""
    row = connection.execute(
        delete(links)
        .where(links.c.digest == digest(secret))
        .returning(links.c.account, links.c.expires_at)
    ).first()
    if row is None or row.expires_at < now():
        return None
    found = by_id(connection, row.account)
    return found if found.active else None


def account(row: Row[Any]) -> Account:
    """Return the account of a row."""
    return Account(
        row.id, row.name, row.role, row.password is not None, bool(row.active), row.created_at
    )


def folded(name: str) -> str:
    """The form in which two names are the same."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def checked_name(name: str) -> str:
    """Return the name with single blanks; `UsageError` for an empty or overlong one."""
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST or not clean.isprintable():
        raise UsageError(f"a name has 1 to {_LONGEST} characters that can be printed")
    return clean


def checked_role(role: str) -> str:
    """Return the role; `UsageError` where there is none such."""
    if role not in ROLES:
        raise UsageError(f"no role {role!r}; choose of {', '.join(ROLES)}")
    return role


def hashed(password: str) -> str:
    """Return what is stored of a password; `UsageError` for one too short or too long."""
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise UsageError(f"a password has {_SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters")
    return hasher().hash(password)


def new_secret() -> str:
    """Return a secret that nobody can guess, fit for a URL."""
    return token_urlsafe(_CHANCE)


def digest(secret: str) -> str:
    """SHA-256 of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def after(*, minutes: float) -> str:
    """Return the moment so many minutes from now, as `runs.now` writes it."""
    moment = datetime.now(UTC) + timedelta(minutes=minutes)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
