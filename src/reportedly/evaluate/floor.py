"""The floor: figures on the gold documents that the program may not fall below."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from reportedly.errors import DataError, UsageError
from reportedly.evaluate.gold import GoldReport

#: Figures may differ by rounding from machine to machine, not by more.
TOLERANCE: Final = 1e-9
#: Figures of which more is better; a dot goes into a set of precision, recall and F1.
AT_LEAST: Final = (
    "claim_f",
    "filled.f1",
    "detection.f1",
    "coded.f1",
    "whole.f1",
    "mode",
    "status",
    "unreal_caught",
    "time",
    "actors.f1",
    "recipients.f1",
    "places.f1",
    "place_mentions.f1",
    "counts.f1",
    "attribution.f1",
    "resolved.f1",
)
#: Figures of which less is better.
AT_MOST: Final = ("false_facts", "facts_as_unreal", "traps")


@dataclass(frozen=True, slots=True)
class Floor:
    """Committed figures, the corpus they were measured on, and why any was ever lowered."""

    corpus_digest: str
    at_least: Mapping[str, float]
    at_most: Mapping[str, float]
    lowered: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, report: GoldReport) -> Floor:
        """Take a report's figures as the floor."""
        return cls(
            report.corpus_digest,
            {name: figure(report.figures, name) for name in AT_LEAST},
            {name: figure(report.figures, name) for name in AT_MOST},
        )

    def breaches(self, report: GoldReport) -> list[str]:
        """Say, in words, each figure that is worse than the floor; another corpus is one too."""
        if report.corpus_digest != self.corpus_digest:
            return [
                f"the gold documents are not those of the floor: digest {report.corpus_digest}, "
                f"expected {self.corpus_digest}"
            ]
        return [
            f"{name}: {now:.6f}, the floor is {then:.6f}" for name, then, now in self._worse(report)
        ]

    def _worse(self, report: GoldReport) -> Iterator[tuple[str, float, float]]:
        for name, then in self.at_least.items():
            now = figure(report.figures, name)
            if now < then - TOLERANCE:
                yield name, then, now
        for name, then in self.at_most.items():
            now = figure(report.figures, name)
            if now > then + TOLERANCE:
                yield name, then, now

    def raised_to(self, report: GoldReport, reason: str | None = None) -> Floor:
        """Return a floor at the report's figures.

        A worse figure raises `UsageError` unless a reason is given, which is then kept in the file.
        """
        new = Floor.of(report)
        if report.corpus_digest != self.corpus_digest:
            problem = "the gold documents have changed"
            entry: dict[str, Any] = {"corpus": self.corpus_digest}
        else:
            worse = {name: [then, now] for name, then, now in self._worse(report)}
            if not worse:
                return replace(new, lowered=self.lowered)
            problem = f"would lower {', '.join(worse)}"
            entry = {"figures": worse}
        if not reason:
            raise UsageError(f"floor not updated: {problem}; say why with --allow-lower REASON")
        return replace(new, lowered=(*self.lowered, {"reason": reason, **entry}))


def figure(figures: Mapping[str, Any], name: str) -> float:
    """Return one figure by its dotted name; KeyError where there is none."""
    value: Any = figures
    for part in name.split("."):
        value = value[part]
    return float(value)


def load_floor(file: Path) -> Floor:
    """Read a floor; raises `DataError` where the file is not one."""
    try:
        content = json.loads(file.read_text("utf-8"))
        return Floor(
            str(content["corpus_digest"]),
            {str(k): float(v) for k, v in content["at_least"].items()},
            {str(k): float(v) for k, v in content["at_most"].items()},
            tuple(content.get("lowered", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"expected a floor (corpus_digest, at_least, at_most): {error!r}"
        raise DataError(str(file), f"{problem}; write one with --update-floor") from error


def save_floor(file: Path, floor: Floor) -> None:
    """Write the floor as JSON, the same characters for the same floor."""
    content = {
        "corpus_digest": floor.corpus_digest,
        "at_least": dict(floor.at_least),
        "at_most": dict(floor.at_most),
        "lowered": [dict(entry) for entry in floor.lowered],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=2) + "\n", "utf-8", newline="\n")
