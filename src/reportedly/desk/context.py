"""What the routes of one running desk share."""

from __future__ import annotations

from reportedly.desk.masks import Masks
from reportedly.desk.models.session import Settings, User
from reportedly.desk.options import Options
from reportedly.desk.sessions import Tokens
from reportedly.store import Project


class Desk:
    """A project that is being looked at."""

    def __init__(self, project: Project, options: Options) -> None:
        self.project = project
        self.options = options
        self.tokens = Tokens.new(options)
        self.masks = Masks(project)

    @property
    def name(self) -> str:
        """The project's name, without the folders that it lies in."""
        return self.project.name.replace("\\", "/").rpartition("/")[2]

    def close(self) -> None:
        """Let go of all but the project."""

    @property
    def settings(self) -> Settings:
        """The settings of the project."""
        return Settings(collapse=["graphic"])

    def user(self, cookie: str | None) -> User | None:
        """Return who has this cookie; without accounts it is always the one person."""
        return User(id=0, name=self.options.name, role="owner")

    def is_session(self, cookie: str) -> bool:
        """Whether the cookie is one of this desk that has not ended."""
        return self.tokens.is_visitor(cookie)
