"""What the routes of one running desk share."""

from __future__ import annotations

from typing import get_args

from reportedly.desk.jobs import Jobs
from reportedly.desk.limiter import Limiter
from reportedly.desk.masks import Masks
from reportedly.desk.models.base import Role
from reportedly.desk.models.session import User
from reportedly.desk.options import Options
from reportedly.desk.refreshing import Refresher
from reportedly.desk.sessions import Tokens
from reportedly.desk.tools import Tools
from reportedly.desk.warming import Warming
from reportedly.store import Account, Project

_SEEN = "s."


class Desk:
    """A project that is being looked at."""

    def __init__(self, project: Project, options: Options) -> None:
        self.project = project
        self.options = options
        self.tokens = Tokens.new(options)
        self.masks = Masks(project)
        self.limiter = Limiter(options.now)
        self.tools = Tools()
        self.jobs = Jobs(options.now)
        self.events = Refresher(project)
        self.warming = Warming(project, self.masks)

    @property
    def name(self) -> str:
        """The project's name, without the folders that it lies in."""
        return self.project.name.replace("\\", "/").rpartition("/")[2]

    def start(self) -> None:
        """Begin what goes on in the background."""
        self.events.start()
        self.warming.start()

    def close(self) -> None:
        """Let go of all but the project."""
        self.warming.close()
        self.jobs.close()
        self.events.close()

    def log_in(self, account: Account) -> str:
        """Begin a session and return its cookie."""
        hours, minutes = self.options.lifetime / 3600, round(self.options.idle / 60)
        return _SEEN + self.project.start_session(account.id, hours, minutes)

    def log_out(self, cookie: str) -> None:
        """End the session of a cookie."""
        if cookie.startswith(_SEEN):
            self.project.end_session(cookie.removeprefix(_SEEN))

    def known(self, cookie: str | None) -> tuple[User | None, bool]:
        """Return who has this cookie, and whether it is one of this desk that has not ended.

        Without accounts it is always the one person.
        """
        if not self.options.accounts:
            alone = User(id=0, name=self.options.name, role="owner")
            return alone, cookie is not None and self.tokens.is_visitor(cookie)
        if cookie is None:
            return None, False
        if not cookie.startswith(_SEEN):
            return None, self.tokens.is_visitor(cookie)
        session = self.project.session(cookie.removeprefix(_SEEN))
        if session is None or session.account is None:
            return None, False
        return user_of(session.account), True


def user_of(account: Account) -> User:
    """The person of an account."""
    role: Role = next(r for r in get_args(Role) if r == account.role)
    return User(id=account.id, name=account.name, role=role)
