"""PDF files. Runs in the child process, on untrusted bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError

from reportedly.sources.parsed import Parsed, ParseFailure
from reportedly.sources.pdf_lines import page_text
from reportedly.sources.pdf_text import reflow

_PAGES: Final = 5_000
_SCANNED: Final = "no text layer: scanned pages; run OCR first"


def read_pdf(data: bytes, longest: int) -> Parsed:
    """Extract text, title and author; the date of the file is no publication date.

    Raises `ParseFailure` for encrypted and broken files, for files without a text layer and for
    more than ``longest`` characters.
    """
    reader = _open(data)
    pages = _pages(reader, longest)
    text = reflow(pages)
    if not text.strip():
        raise ParseFailure(_SCANNED if pages else "a PDF without pages")
    title, author = _information(reader)
    return Parsed(_without_title(text, title), title, author)


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ParseFailure("a PDF locked by a password; save it without one")
    except LimitReachedError as error:
        raise ParseFailure(f"would cost too much to unpack: {error}", limit=True) from error
    except ParseFailure:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ParseFailure(f"a damaged or incomplete PDF: {_first_line(error)}") from error
    except ImportError as error:
        raise ParseFailure("a PDF encrypted in a way that is not read") from error
    return reader


def _pages(reader: PdfReader, longest: int) -> list[str]:
    """Text of each page. A page that is broken is empty, unless all that are there are broken."""
    pages: list[str] = []
    broken: Exception | None = None
    size = 0
    try:
        count = len(reader.pages)
        if count > _PAGES:
            raise ParseFailure(f"{count:,} pages; more than {_PAGES:,} are not read", limit=True)
        for page in reader.pages:
            try:
                pages.append(page_text(page))
            except LimitReachedError as error:
                raise ParseFailure(f"would cost too much to unpack: {error}", limit=True) from error
            except (MemoryError, ParseFailure):
                raise
            except Exception as error:
                broken = error
                pages.append("")
            size += len(pages[-1])
            if size > longest:
                raise ParseFailure(f"more than {longest:,} characters of text", limit=True)
    except (MemoryError, ParseFailure):
        raise
    except Exception as error:
        broken = error
    if broken is not None and not any(page.strip() for page in pages):
        raise ParseFailure(f"a damaged or incomplete PDF: {_first_line(broken)}")
    return pages


def _information(reader: PdfReader) -> tuple[str | None, str | None]:
    try:
        found = reader.metadata
        if found is None:
            return None, None
        return _told(found.title), _told(found.author)
    except Exception:
        return None, None


def _without_title(text: str, title: str | None) -> str:
    """Return the text without a first paragraph that is the title; the title is no text."""
    first, _, rest = text.partition("\n\n")
    same = title and "".join(title.split()).casefold() == "".join(first.split()).casefold()
    return rest if same and rest.strip() else text


def _told(value: object) -> str | None:
    """Return a title as a person wrote it, not the file name that word processors put there."""
    if not isinstance(value, str) or not value.strip():
        return None
    value = " ".join(value.split())
    technical = value.lower().endswith((".doc", ".docx", ".indd", ".pdf", ".odt", ".rtf"))
    return None if technical or value.lower() in ("untitled", "untitled document") else value


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200] or type(error).__name__
