"""Names that coders decided to show, as these decisions stand in a run."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.exports.privacy import Restored
from reportedly.store import Decision, Project


def restored_names(
    project: Project, decisions: Iterable[Decision], run: int | None = None
) -> tuple[Restored, ...]:
    """Return the names to be shown, each in the document of its decision, but for withdrawn ones.

    Where the run made the document anew, and the decision was found again in it, in that one too.
    ``decisions`` are the project's: without one of this kind nothing is looked up.
    """
    if not any(decision.kind == "restore_name" for decision in decisions):
        return ()
    withdrawn = project.withdrawn()
    held = [
        one
        for one in project.anchored(run)
        if one.decision.kind == "restore_name" and one.decision.id not in withdrawn
    ]
    claims = project.claims_by_id({claim for one in held for claim in one.claims}, run)
    found: list[Restored] = []
    for one in held:
        decision = one.decision
        if decision.document and isinstance(decision.after, dict):
            name = str(decision.after["name"])
            there = {claims[c].document.id for c in one.claims if c in claims}
            found += [Restored(name, decision.why, d) for d in sorted({decision.document, *there})]
    return tuple(found)
