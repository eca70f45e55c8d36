"""Build hook: makes the gazetteer's index inside the package from the compressed table in git."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the tool that builds the index without a packaging run
    BuildHookInterface = object  # type: ignore[assignment,misc]

DATA = Path("src", "reportedly", "places", "data")


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``gazetteer.sqlite`` to the wheel, or builds it in place for an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index before hatchling collects files."""
        if self.target_name == "wheel":
            build_index(Path(self.root), only_if_older=True)
            build_data["artifacts"].append(f"/{(DATA / 'gazetteer.sqlite').as_posix()}")


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
