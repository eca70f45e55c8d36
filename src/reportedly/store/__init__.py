"""The store: documents, runs, claims, events and decisions in one file or one database."""

from reportedly.store.accounts import ROLES, Account, Link
from reportedly.store.assigning import MODES, Assignment
from reportedly.store.coding import Coding
from reportedly.store.deciding import Anchored
from reportedly.store.decisions import ANY, Decision, Quote
from reportedly.store.differing import Change, Difference
from reportedly.store.filters import Filters
from reportedly.store.frames import Rows
from reportedly.store.importing import Report, Step
from reportedly.store.journal import Entry
from reportedly.store.lookup import Source
from reportedly.store.noting import FLAGS, Flag, Flagged, SettingChange, Settings
from reportedly.store.pages import ClaimRow, DocumentRow, EventDays, EventPoint, EventRow, Page
from reportedly.store.people import Session
from reportedly.store.project import Project
from reportedly.store.ruling import Ruling
from reportedly.store.runs import Run
from reportedly.store.standing import ClaimState, Counts
from reportedly.store.status import Failure, Job, ProjectStatus
from reportedly.store.verifying import Verification

__all__ = [
    "ANY",
    "FLAGS",
    "MODES",
    "ROLES",
    "Account",
    "Anchored",
    "Assignment",
    "Change",
    "ClaimRow",
    "ClaimState",
    "Coding",
    "Counts",
    "Decision",
    "Difference",
    "DocumentRow",
    "Entry",
    "EventDays",
    "EventPoint",
    "EventRow",
    "Failure",
    "Filters",
    "Flag",
    "Flagged",
    "Job",
    "Link",
    "Page",
    "Project",
    "ProjectStatus",
    "Quote",
    "Report",
    "Rows",
    "Ruling",
    "Run",
    "Session",
    "SettingChange",
    "Settings",
    "Source",
    "Step",
    "Verification",
]
