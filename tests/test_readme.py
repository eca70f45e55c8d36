"""The pages tell the truth: commands parse, the program prints what is said, links lead."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from reportedly.cli.app import COMMANDS, build
from reportedly.exports.csv_rows import COLUMNS
from reportedly.exports.formats import FORMATS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_COMMAND = re.compile(r"^ {4}(reportedly .+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def commands() -> list[str]:
    told = {line.split(" #")[0].strip() for page in PAGES for line in _lines(page)}
    return sorted(told)


def _lines(page: Path) -> list[str]:
    return _COMMAND.findall(page.read_text("utf-8"))


@pytest.mark.parametrize("line", commands())
def test_commands_of_the_pages_parse(line: str) -> None:
    """Every option and argument is one that the command has; nothing is run."""
    words = [word for word in shlex.split(line)[1:] if word not in {"…", "..."}]
    assert words[0] in COMMANDS
    command: Any = typer.main.get_command(build(words))
    while hasattr(command, "commands"):
        if command.invoke_without_command and (not words or words[0].startswith("-")):
            break
        name, *words = words
        command = command.commands[name]
    command.make_context(command.name, words)


def test_the_program_prints_what_the_readme_says() -> None:
    found = re.search(r"```python\n(.+?)```\n\nprints\n\n```text\n(.+?)```", README, re.DOTALL)
    assert found is not None
    program, printed = found.groups()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_formats_and_columns() -> None:
    for name in FORMATS:
        assert f"| `{name}` |" in README
    assert f"{len(COLUMNS)} columns" in README


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index
