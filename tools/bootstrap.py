"""Set up reportedly from a fresh clone: the two commands of the README.

    python tools/bootstrap.py read [ARGUMENT ...]   install, then run `reportedly read`
    python tools/bootstrap.py test [ARGUMENT ...]   install with tools, then check and test all

Needs Python 3.11 or newer and nothing else. Everything goes into the folder `.venv` of the clone;
packages are those of `requirements/*.lock`, each checked against its hash. Where Node 20 or newer
with npm is there, the desk is built as well (packages of `desk/package-lock.json`); `test` then
checks it too, in Chromium where that is there. With CI=true both have to be there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
import hatch_build  # noqa: E402 - beside the clone's pyproject.toml

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{SUFFIX}"
LOCKS = {"read": "run.lock", "test": "dev.lock"}
WORKERS = "2"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        print("reportedly needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 2
    if not arguments or arguments[0] not in LOCKS:
        print(__doc__)
        return 2
    task, *rest = arguments
    try:
        install(ROOT / "requirements" / LOCKS[task])
        return read(rest) if task == "read" else test(rest)
    except subprocess.CalledProcessError as error:
        print(f"\nfailed with status {error.returncode}: {show(error.cmd)}", file=sys.stderr)
        return int(error.returncode) or 1


def install(lock: Path) -> None:
    """Install the locked packages and this one, unless that has been done from the same files."""
    wanted = fingerprint(lock)
    stamp = VENV / f"installed-{lock.stem}"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    if not PYTHON.is_file():
        print("making", VENV.relative_to(ROOT), flush=True)
        venv.create(VENV, with_pip=True)
    print("installing the packages of", lock.relative_to(ROOT), "(a minute or two)", flush=True)
    # -qq: a machine's own pip settings may warn of things that do not matter here.
    pip = (PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock)
    # Not built twice: `test` builds the desk itself, to show what npm says.
    without = {} if lock.stem == "run" else {hatch_build.WITHOUT: "1"}
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT, more=without)
    stamp.write_text(wanted, "utf-8")


def fingerprint(lock: Path) -> str:
    """One digest over all that decides what is installed."""
    places = ROOT / "src" / "reportedly" / "places"
    inputs = [lock, ROOT / "pyproject.toml", ROOT / "hatch_build.py"]
    # What the gazetteer's index is made from when the project is installed.
    inputs += [places / "indexing.py", places / "keys.py"]
    inputs += sorted(places.glob("data/*.xz")) + sorted(places.glob("data/*.yaml"))
    inputs += hatch_build.desk_files(ROOT)
    digest = hashlib.sha256()
    for file in inputs:
        if file.is_file():
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read(arguments: list[str]) -> int:
    """Run `reportedly read`; with no argument it reads the example that comes with the program."""
    command = [str(BIN / f"reportedly{SUFFIX}"), "read", *arguments]
    return subprocess.run(command, check=False).returncode


def test(arguments: list[str]) -> int:
    """Lint, check the format, the types and the layers, then run the tests."""
    run(PYTHON, "-m", "ruff", "check")
    run(PYTHON, "-m", "ruff", "format", "--check")
    run(PYTHON, "-m", "mypy")
    run(BIN / f"lint-imports{SUFFIX}")
    test_desk()
    run(PYTHON, "-m", "pytest", "-n", WORKERS, *arguments)
    print("all checks passed")
    return 0


def test_desk() -> None:
    """Check, test and build the desk's pages, then drive them in a browser."""
    npm = hatch_build.find_npm()
    if npm is None:
        missing(f"Node {hatch_build.NODE} or newer with npm", "the desk is not checked")
        return
    desk = ROOT / "desk"
    hatch_build.install_packages(ROOT, npm)
    for task in ("format:check", "types", "test", "build"):
        run(npm, "run", "--silent", task, folder=desk)
    if any(map(shutil.which, BROWSERS)):
        run(npm, "run", "--silent", "e2e", folder=desk)
    else:
        missing("Chromium", "the desk is not driven in a browser")


def missing(what: str, so: str) -> None:
    """Say what is not on this machine; in continuous integration that is a failure."""
    print(f"{what} is not there: {so}", flush=True)
    if os.environ.get("CI") == "true":
        sys.exit(1)


def run(*command: str | Path, folder: Path = ROOT, more: dict[str, str] | None = None) -> None:
    """Run a command in the clone; raises `CalledProcessError` where it fails."""
    print("+", show(command), flush=True)
    environment = os.environ | {"PYTHONUTF8": "1"} | (more or {})
    subprocess.run([str(part) for part in command], check=True, cwd=folder, env=environment)


def show(command: object) -> str:
    """Write the command as one would type it, paths from the clone on."""
    parts = command if isinstance(command, list | tuple) else [command]
    return " ".join(str(part).replace(f"{ROOT}{os.sep}", "") for part in parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
