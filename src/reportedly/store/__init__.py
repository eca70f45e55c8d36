"""The store: documents, runs, claims, events and decisions in one file or one database."""

from reportedly.store.deciding import Anchored
from reportedly.store.decisions import ANY, Decision, Quote
from reportedly.store.differing import Change, Difference
from reportedly.store.filters import Filters
from reportedly.store.frames import Rows
from reportedly.store.importing import Report, Step
from reportedly.store.lookup import Source
from reportedly.store.pages import ClaimRow, DocumentRow, EventDays, EventPoint, EventRow, Page
from reportedly.store.project import Project
from reportedly.store.runs import Run
from reportedly.store.status import Failure, Job, ProjectStatus
from reportedly.store.verifying import Verification

__all__ = [
    "ANY",
    "Anchored",
    "Change",
    "ClaimRow",
    "Decision",
    "Difference",
    "DocumentRow",
    "EventDays",
    "EventPoint",
    "EventRow",
    "Failure",
    "Filters",
    "Job",
    "Page",
    "Project",
    "ProjectStatus",
    "Quote",
    "Report",
    "Rows",
    "Run",
    "Source",
    "Step",
    "Verification",
]
