"""Who is at the desk, accounts, and the settings of the project."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SecretStr, StringConstraints

from reportedly.desk.models.base import Id, Message, Reason, Role

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Flag = Literal["graphic", "personal", "minors", "deleted_by_source", "deceptive"]


class User(Message):
    """``id`` 0 stands for the one person of a desk without accounts."""

    id: int
    name: str
    role: Role


class Session(Message):
    """``user`` is None before logging in. ``csrf`` goes back as header ``X-CSRF-Token``."""

    version: str
    project: str
    accounts: bool
    user: User | None
    csrf: str
    settings: Settings | None


class Settings(Message):
    """Of the project, the same for all.

    ``hide_private``: names of private persons are shown as blocks. ``collapse``: documents with one
    of these flags open collapsed. ``blind``: coders of an assignment see no machine's suggestions.
    """

    hide_private: bool = True
    collapse: Annotated[list[Flag], Field(default_factory=lambda: ["graphic"])]
    blind: bool = True


class SettingsChange(Message):
    """Only what is given changes. To show private names needs a reason, which is logged."""

    hide_private: bool | None = None
    collapse: list[Flag] | None = None
    blind: bool | None = None
    why: Reason | None = None


class Login(Message):
    """A name with a password, or the secret of a one-time link."""

    name: Name | None = None
    password: SecretStr | None = None
    link: SecretStr | None = None


class Account(Message):
    """``password`` says whether one is set; without one only a link lets the person in."""

    id: int
    name: str
    role: Role
    password: bool
    active: bool
    created_at: str


class AccountDraft(Message):
    """A new account."""

    name: Name
    role: Role
    password: Annotated[SecretStr, Field(min_length=10, max_length=200)] | None = None


class AccountChange(Message):
    """Only what is given changes. One's own password needs the present one in ``current``."""

    role: Role | None = None
    active: bool | None = None
    password: Annotated[SecretStr, Field(min_length=10, max_length=200)] | None = None
    current: SecretStr | None = None


class Link(Message):
    """A link that lets its person in once. It is shown once and never stored in the clear."""

    url: str
    expires_at: str


class FlagsDraft(Message):
    """The flags that a document has from now on."""

    flags: list[Flag]
    why: Reason


class FlagsRow(Message):
    """Who gave a document its flags."""

    document: Id
    flags: list[Flag]
    who: str
    at: str
    why: str


Session.model_rebuild()
