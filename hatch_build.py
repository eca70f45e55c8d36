"""Build hook: makes what is not in git.

The gazetteer's index comes from the compressed table; the desk's pages come from ``desk/`` where
Node is there. Without Node everything but the desk is installed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the tools that build without a packaging run
    BuildHookInterface = object  # type: ignore[assignment,misc]

DATA = Path("src", "reportedly", "places", "data")
STATIC = Path("src", "reportedly", "desk", "static")
#: What the pages are made from, below ``desk/``.
SOURCES: Final = ("src", "public", "index.html", "package-lock.json", "vite.config.ts")
NODE: Final = 20
#: Set to leave the desk out.
WITHOUT: Final = "REPORTEDLY_WITHOUT_DESK"


class GeneratedFilesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the generated files to the wheel, or makes them in place for an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing or older than its sources before hatchling collects files."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        build_index(root, only_if_older=True)
        build_data["artifacts"].append(f"/{(DATA / 'gazetteer.sqlite').as_posix()}")
        reason = build_desk(root)
        if reason is not None:
            self.app.display_warning(f"installed without the desk: {reason}")
        build_data["artifacts"].append(f"/{STATIC.as_posix()}/**")


def build_index(root: Path, *, only_if_older: bool = False) -> Path:
    """Build the index from the table and the supplement; returns its path."""
    source = root / "src" / "reportedly"
    sys.path.insert(0, str(root / "src"))
    # These modules need the standard library alone; their packages' __init__ would need more.
    for name in ("text.normalise", "places.keys", "places.entries", "places.indexing"):
        _load(f"reportedly.{name}", source.joinpath(*name.split(".")).with_suffix(".py"))
    indexing = sys.modules["reportedly.places.indexing"]
    target = root / DATA / "gazetteer.sqlite"
    names = ("gazetteer.tsv.xz", *indexing.INPUTS)
    inputs = [root / DATA / name for name in names]
    inputs += [source / "places" / name for name in ("indexing.py", "entries.py", "keys.py")]
    if only_if_older and target.exists():
        made = target.stat().st_mtime
        if all(path.stat().st_mtime <= made for path in inputs):
            return target
    indexing.build(inputs[0], inputs[1], target)
    return target


def build_desk(root: Path) -> str | None:
    """Build the desk's pages where they are missing or old; returns why that was not possible."""
    if os.environ.get(WITHOUT):
        return f"{WITHOUT} is set"
    page = root / STATIC / "index.html"
    if not (root / "desk" / "package.json").is_file():
        return None if page.is_file() else "the folder desk/ is not there"
    if page.is_file() and page.stat().st_mtime >= max(p.stat().st_mtime for p in desk_files(root)):
        return None
    npm = find_npm()
    if npm is None:
        return f"it needs Node {NODE} or newer with npm to be built"
    try:
        install_packages(root, npm)
        _run(npm, "run", "--silent", "build", cwd=root / "desk")
    except subprocess.CalledProcessError as error:
        return f"npm failed: {(error.stderr or error.stdout or '').strip()[:500]}"
    return None


def desk_files(root: Path) -> Iterator[Path]:
    """Yield the files that the desk's pages are made from."""
    for name in SOURCES:
        path = root / "desk" / name
        if path.is_file():
            yield path
        else:
            yield from sorted(p for p in path.rglob("*") if p.is_file())


def find_npm() -> str | None:
    """Return the path of npm, None where it or a Node that is new enough is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    ask = [node, "--version"]
    done = subprocess.run(ask, capture_output=True, text=True, check=False)  # noqa: S603
    major = done.stdout.strip().removeprefix("v").partition(".")[0]
    return npm if major.isdecimal() and int(major) >= NODE else None


def install_packages(root: Path, npm: str) -> None:
    """Install the desk's locked packages, unless that has been done from the same lock file."""
    desk = root / "desk"
    done = desk / "node_modules" / ".package-lock.json"
    if done.is_file() and done.stat().st_mtime >= (desk / "package-lock.json").stat().st_mtime:
        return
    _run(npm, "ci", "--no-progress", cwd=desk)


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)  # noqa: S603


def _load(name: str, path: Path) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
