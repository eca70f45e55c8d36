"""The accounts of a desk that several people use."""

from __future__ import annotations

from fastapi import APIRouter, Response

from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import Many, answer
from reportedly.desk.asked import Key
from reportedly.desk.context import user_of
from reportedly.desk.models.session import Account, AccountChange, AccountDraft, Link
from reportedly.desk.problems import Refused, missing
from reportedly.errors import UsageError
from reportedly.store import Account as Stored

router = APIRouter(tags=["accounts"])


@router.get("/accounts", response_model=list[Account], **needs("owner"))
def accounts(at: At) -> Response:
    """List the accounts."""
    return answer(Many[Account]([_account(a) for a in at.desk.project.accounts()]))


@router.post("/accounts", response_model=Account, status_code=201, **needs("owner"))
def add_account(at: At, draft: AccountDraft) -> Response:
    """Make an account; without a password only a link lets the person in."""
    _check_accounts(at)
    password = draft.password.get_secret_value() if draft.password else None
    return answer(_account(at.desk.project.add_account(draft.name, draft.role, password)), 201)


@router.patch("/accounts/{id}", response_model=Account, **needs("reader"))
def change_account(at: At, id: Key, change: AccountChange) -> Response:  # noqa: A002
    """Change an account: the owner any, everybody else their own password."""
    _check_accounts(at)
    own = id == at.person.id
    if not own or change.role is not None or change.active is not None:
        at.require("owner")
    found = _found(at, id)
    password = change.password.get_secret_value() if change.password else None
    if own and password is not None:
        _check_current(at, found, change)
    changed = at.desk.project.change_account(
        id, role=change.role, active=change.active, password=password
    )
    return answer(_account(changed))


@router.post("/accounts/{id}/link", response_model=Link, **needs("owner"))
def link(at: At, id: Key) -> Response:  # noqa: A002
    """Make a link that lets the person in once."""
    _check_accounts(at)
    made = at.desk.project.make_link(_found(at, id).id)
    return answer(Link(url=f"{at.base}/#/login?link={made.secret}", expires_at=made.expires_at))


def _found(at: Caller, number: int) -> Stored:
    try:
        return at.desk.project.account(number)
    except UsageError:
        raise missing("account") from None


def _check_current(at: Caller, account: Stored, change: AccountChange) -> None:
    if not account.has_password:
        return
    current = change.current.get_secret_value() if change.current else ""
    if at.desk.limiter.wait(account.name, at.address) > 0:
        raise Refused(429, "too many tries: wait some minutes")
    if at.desk.project.check_password(account.name, current) is None:
        raise Refused(403, "the present password is not right")
    at.desk.limiter.clear(account.name)


def _check_accounts(at: Caller) -> None:
    if not at.desk.options.accounts:
        raise Refused(400, "this desk has no accounts; start it with --accounts")


def _account(stored: Stored) -> Account:
    return Account(
        id=stored.id,
        name=stored.name,
        role=user_of(stored).role,
        password=stored.has_password,
        active=stored.active,
        created_at=stored.created_at,
    )
