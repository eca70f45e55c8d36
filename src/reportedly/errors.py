"""Every error that reportedly raises on purpose.

* ReportedlyError
  * SourceError            a document could not be read; the batch goes on
    + UnsupportedLanguage  the text is in a language that is not read yet
    + LimitExceeded        the document would need more time, memory or bytes than allowed
  * DataError              a codebook, lexicon, gazetteer, registry or gold file is not as expected
  * ModelError             the language model is missing or is not the one expected
  * GroundingError         a value does not stand at its place in the text
  * UsageError             the caller asked for something that cannot be done
  * StoreError             a project cannot be opened, read or written
    + ConflictError        somebody else decided on the same thing in the meantime
  * DeskMissingError       the installation holds no built desk
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Root of all errors of this package; its text is fit to show to a user."""


class SourceError(ReportedlyError):
    """A document could not be read.

    ``source`` names it (file name or URI), ``reason`` says why in plain words.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class UnsupportedLanguage(SourceError):  # noqa: N818 - reads better where it is caught
    """The text is in a language that is not read yet; it is refused rather than misread."""


class LimitExceeded(SourceError):  # noqa: N818
    """The document would need more time, memory or bytes than allowed."""


class DataError(ReportedlyError):
    """A data file is not as expected: which file, which row, what was expected."""

    def __init__(self, path: str, problem: str, *, row: int | str | None = None) -> None:
        where = path if row is None else f"{path}, row {row}"
        super().__init__(f"{where}: {problem}")
        self.path = path
        self.row = row
        self.problem = problem


class ModelError(ReportedlyError):
    """The language model is missing, damaged or not the one expected."""


class GroundingError(ReportedlyError):
    """A value does not stand where it is said to stand in the text."""


class UsageError(ReportedlyError):
    """The caller asked for something that cannot be done; the text says what to do instead."""


class StoreError(ReportedlyError):
    """A project cannot be opened, read or written; what was reported as stored is still there."""


class ConflictError(StoreError):
    """Somebody else decided on the same thing since the caller last looked.

    ``theirs`` is that decision (`reportedly.store.Decision`).
    """

    def __init__(self, message: str, theirs: object) -> None:
        super().__init__(message)
        self.theirs = theirs


class DeskMissingError(ReportedlyError):
    """The installation holds no built desk; the text says how to get one."""
