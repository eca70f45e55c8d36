"""The part of a project that knows people: accounts, sessions, one-time links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from reportedly.errors import UsageError
from reportedly.store import accounts as held
from reportedly.store.accounts import Account, Link
from reportedly.store.base import Base
from reportedly.store.deskdata import accounts, links, sessions
from reportedly.store.locks import one_writer
from reportedly.store.runs import now

#: The use of a session is written down at most so often, in minutes.
_TOUCH: Final = 1


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in; ``account`` is None at a desk without accounts."""

    account: Account | None
    started_at: str
    expires_at: str


class People(Base):
    """Accounts, links and sessions; see `reportedly.store.Project`."""

    def accounts(self) -> list[Account]:
        """Return all accounts, the oldest first, those disabled too."""
        with self._reading() as connection:
            return held.all_accounts(connection)

    def account(self, number: int) -> Account:
        """Return an account by its number; raises `UsageError` where there is none."""
        with self._reading() as connection:
            return held.by_id(connection, number)

    def add_account(self, name: str, role: str, password: str | None = None) -> Account:
        """Make an account: ``role`` is reader, coder, adjudicator or owner.

        Without a password only a link lets its person in. Raises `UsageError` where the name is
        taken in any case of its letters.
        """
        with self._writing() as connection:
            one_writer(connection)
            if held.row_of(connection, name) is not None:
                raise UsageError(f"there is an account {name.strip()!r} already")
            return held.add(connection, name, role, password)

    def change_account(
        self,
        number: int,
        *,
        name: str | None = None,
        role: str | None = None,
        active: bool | None = None,
        password: str | None = None,
    ) -> Account:
        """Change what is given. Who is disabled or gets a new password is logged out.

        Raises `UsageError` where that would leave no active owner.
        """
        values: dict[str, Any] = {}
        if name is not None:
            values |= {"name": held.checked_name(name), "folded": held.folded(name)}
        if role is not None:
            values["role"] = held.checked_role(role)
        if active is not None:
            values["active"] = active
        if password is not None:
            values["password"] = held.hashed(password)
        with self._writing() as connection:
            one_writer(connection)
            changed = held.change(connection, number, values)
            if password is not None or active is False:
                connection.execute(delete(sessions).where(sessions.c.account == number))
                connection.execute(delete(links).where(links.c.account == number))
            return changed

    def check_password(self, name: str, password: str) -> Account | None:
        """Return the active account with this name and password, None for any other pair.

        Takes as long where there is no such name. A hash with older parameters is made anew.
        """
        with self._reading() as connection:
            row = held.row_of(connection, name)
        if not held.password_of(row, password) or row is None:
            return None
        if held.hasher().check_needs_rehash(row.password):
            anew = held.hasher().hash(password)
            with self._writing() as connection:
                same = (accounts.c.id == row.id) & (accounts.c.password == row.password)
                connection.execute(update(accounts).where(same).values(password=anew))
        return held.account(row)

    def make_link(self, number: int, minutes: int = 60) -> Link:
        """Make a link that lets its person in once within so many minutes."""
        with self._writing() as connection:
            return held.make_link(connection, number, minutes)

    def use_link(self, secret: str) -> Account | None:
        """Return the account of a link and use it up; None where it has been used or ran out."""
        with self._writing() as connection:
            return held.use_link(connection, secret)

    def start_session(self, number: int | None, hours: float = 12, idle_minutes: int = 60) -> str:
        """Begin a session and return its token, of which only the SHA-256 is stored.

        It ends after ``hours``, or when it was not used for ``idle_minutes``. ``number`` is the
        account's; None at a desk without accounts.
        """
        token = held.new_secret()
        row = {
            "digest": held.digest(token),
            "account": number,
            "started_at": now(),
            "expires_at": held.after(minutes=hours * 60),
            "idle": idle_minutes,
            "touched_at": now(),
        }
        with self._writing() as connection:
            if number is not None and not held.by_id(connection, number).active:
                raise UsageError("the account is disabled")
            connection.execute(delete(sessions).where(sessions.c.expires_at < now()))
            connection.execute(insert(sessions).values(**row))
        return token

    def session(self, token: str) -> Session | None:
        """Return the session of a token and note that it is used; None where it has ended."""
        own = sessions.c.digest == held.digest(token)
        with self._reading() as connection:
            row = connection.execute(select(sessions).where(own)).first()
            if row is None:
                return None
            account = None if row.account is None else held.by_id(connection, row.account)
        ended = row.expires_at < now() or row.touched_at < held.after(minutes=-row.idle)
        if ended or (account is not None and not account.active):
            self.end_session(token)
            return None
        if row.touched_at < held.after(minutes=-_TOUCH):
            with self._writing() as connection:
                connection.execute(update(sessions).where(own).values(touched_at=now()))
        return Session(account, row.started_at, row.expires_at)

    def end_session(self, token: str) -> None:
        """End a session; one that has ended is left alone."""
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == held.digest(token)))

    def end_sessions(self, number: int) -> None:
        """End all sessions of an account."""
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.account == number))
