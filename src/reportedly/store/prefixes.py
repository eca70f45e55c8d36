"""Ids by the characters that they begin with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_


def begins(column: Any, start: str, dialect: str) -> ColumnElement[bool]:
    """Return the condition that a column of ids begins so, in a form that finds its index."""
    if dialect == "sqlite":  # its LIKE ignores case and with that the index
        found: ColumnElement[bool] = and_(column >= start, column < start + "\U0010ffff")
        return found
    like: ColumnElement[bool] = column.startswith(start, autoescape=True)
    return like
