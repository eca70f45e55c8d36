"""The figures as a Markdown table, put into a marked place of a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from reportedly.errors import DataError
from reportedly.evaluate.gold import GoldReport
from reportedly.review.matching import REPORTED_FIELDS

BEGIN: Final = "<!-- figures: begin -->"
END: Final = "<!-- figures: end -->"
_SETS: Final = ("detection", "coded", "whole", "filled", *REPORTED_FIELDS)


def gold_table(report: GoldReport) -> str:
    """Return the report as Markdown: sets, then single figures, then one row a document."""
    f = report.figures
    lines = [
        f"reportedly {report.version} on {f['documents']} documents with {f['gold']} gold claims "
        f"(corpus {report.corpus_digest[:12]}), {f['predicted']} claims found. Texts and codings "
        "are machine-assisted.",
        "",
        "| | precision | recall | F1 |",
        "|---|---:|---:|---:|",
        *(_set_row(name, f[name]) for name in _SETS),
        "",
        "| figure | value |",
        "|---|---:|",
        f"| claim_f | {f['claim_f']:.3f} |",
        f"| filled_f | {f['filled']['f1']:.3f} |",
        *(f"| {name} | {f[name]:.3f} |" for name in ("mode", "status", "time")),
        f"| events that did not happen | {f['unreal']} |",
        f"| of these caught | {f['unreal_caught']:.3f} |",
        f"| of these told as fact | {f['false_facts']} |",
        f"| facts told as unreal | {f['facts_as_unreal']:.3f} |",
        f"| traps taken | {f['traps']} |",
        "",
        "| document | gold | found | claim_f | filled_f | detection F1 |",
        "|---|---:|---:|---:|---:|---:|",
        *(_document_row(key, d) for key, d in report.documents().items()),
    ]
    return "\n".join(lines)


def fill_page(file: Path, table: str) -> None:
    """Put the table between the marks of a page; raises `DataError` where it has none."""
    try:
        text = file.read_text("utf-8")
        head, rest = text.split(BEGIN)
        _, tail = rest.split(END)
    except (OSError, ValueError) as error:
        raise DataError(str(file), f"expected a page with {BEGIN} and {END} once each") from error
    page = f"{head}{BEGIN}\n\n{table}\n\n{END}{tail}"
    file.write_text(page, "utf-8", newline="\n")


def _set_row(name: str, values: dict[str, float]) -> str:
    label = name.replace("_", " ")
    return f"| {label} | {values['p']:.3f} | {values['r']:.3f} | {values['f1']:.3f} |"


def _document_row(key: str, d: dict[str, Any]) -> str:
    return (
        f"| {key} | {d['gold']} | {d['predicted']} | {d['claim_f']:.3f} | "
        f"{d['filled']['f1']:.3f} | {d['detection']['f1']:.3f} |"
    )
