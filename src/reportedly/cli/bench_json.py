"""Reports of `reportedly bench` as JSON, with the machine that they were taken on."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from typing import Any

from reportedly.version import __version__


def write_report(json_file: Path | None, report: dict[str, Any]) -> None:
    """Write the report to the file, if one is given."""
    if json_file is None:
        return
    machine = {
        "program": "reportedly",
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
    }
    text = json.dumps(machine | report, indent=2)
    json_file.write_text(text + "\n", "utf-8", newline="\n")
