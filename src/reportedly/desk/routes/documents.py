"""Documents: the list, one to read, its bytes, its flags."""

from __future__ import annotations

from typing import Literal, get_args

from fastapi import APIRouter, Response

from reportedly.desk import seeing
from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import answer
from reportedly.desk.asked import AskedWords, Rows
from reportedly.desk.models.base import Id, Page, Words
from reportedly.desk.models.documents import CopyRow, DocumentRow, DocumentView
from reportedly.desk.models.session import Flag, FlagsDraft, FlagsRow
from reportedly.desk.problems import missing
from reportedly.desk.views.documents import document_row, document_view
from reportedly.store import Filters

router = APIRouter(tags=["documents"])
Sort = Literal["need", "title", "publisher", "published", "added", "claims", "reviewed"]


@router.get("/documents", response_model=Page[DocumentRow], **needs("reader"))
def documents(at: At, filters: AskedWords, rows: Rows, sort: Sort = "need") -> Response:
    """List documents; words are looked for in title and text."""
    project = at.desk.project
    page = project.documents_page(
        filters, sort=sort, descending=rows.descending, offset=rows.offset, limit=rows.limit
    )
    ids = [row.id for row in page.rows]
    counts, flags = project.decided_counts(ids), project.flags_of(ids)
    shown = [
        document_row(
            row,
            seeing.mask_of(at, row.id),
            None if row.id in at.hidden else counts.get(row.id),
            _flags(flags.get(row.id, ())),
        )
        for row in page.rows
    ]
    return answer(Page[DocumentRow](total=page.total, offset=page.offset, rows=shown))


@router.get("/documents/{id}", response_model=DocumentView, **needs("reader"))
def document(at: At, id: Id) -> Response:  # noqa: A002 - the name in the path
    """Return a document to read, with its claims, those that need a look first."""
    return answer(view(at, id))


@router.get(
    "/documents/{id}/bytes",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
    **needs("owner"),
)
def document_bytes(at: At, id: Id) -> Response:  # noqa: A002
    """Return the bytes that the document was read from, as they came."""
    with seeing.needed("document"):
        at.desk.project.document(id)
    for source in at.desk.project.sources_of(id):
        if source.data is not None:
            return Response(
                source.data,
                media_type="application/octet-stream",
                headers={"Content-Disposition": f'attachment; filename="{id[:16]}.bin"'},
            )
    raise missing("document with kept bytes")


@router.put("/documents/{id}/flags", response_model=FlagsRow, **needs("coder"))
def set_flags(at: At, id: Id, draft: FlagsDraft) -> Response:  # noqa: A002
    """Say which flags a document has from now on."""
    with seeing.needed("document"):
        at.desk.project.document(id)
    made = at.desk.project.set_flags(id, draft.flags, who=at.person.name, why=draft.why)
    return answer(
        FlagsRow(
            document=made.document,
            flags=_flags(made.flags),
            who=made.who,
            at=made.at,
            why=seeing.mask_of(at, id).words(made.why) or "",
        )
    )


def view(at: Caller, document_id: str) -> DocumentView:
    """Show a document as the person may see it."""
    project = at.desk.project
    with seeing.needed("document"):
        found = project.document(document_id)
    page = project.documents_page(Filters(document=document_id), limit=1)
    return document_view(
        found,
        seeing.mask_of(at, document_id),
        seeing.claim_views(at, document_id),
        flags=_flags(project.flags_of([document_id]).get(document_id, ())),
        copies=_copies(at, document_id),
        added_at=page.rows[0].added_at if page.rows else "",
    )


def _flags(given: tuple[str, ...]) -> list[Flag]:
    return [flag for flag in get_args(Flag) if flag in given]


def _copies(at: Caller, document: str) -> list[CopyRow]:
    found = []
    for row in at.desk.project.copies_of(document):
        left = row["left_document"] == document
        other = row["right_document" if left else "left_document"]
        mine = [p[:2] if left else p[2:] for p in row["passages"]]
        named = at.desk.project.document(other)
        found.append(
            CopyRow(
                document=other,
                title=seeing.mask_of(at, other).words(named.title),
                publisher=named.publisher,
                kind=row["kind"],
                share=row["left_share" if left else "right_share"],
                passages=[Words(start=start, end=end) for start, end in mine],
            )
        )
    return found
