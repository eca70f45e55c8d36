"""The store: documents, runs, claims, events and decisions in one file or one database."""

from reportedly.store.importing import Report, Step
from reportedly.store.project import Project
from reportedly.store.runs import Run
from reportedly.store.status import ProjectStatus

__all__ = ["Project", "ProjectStatus", "Report", "Run", "Step"]
