"""The command line from outside: help, version, schema, interrupts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from reportedly.cli.app import COMMANDS
from reportedly.cli.main import main
from reportedly.records.schema import NAMES, schema
from reportedly.version import __version__


def call(*words: str) -> subprocess.CompletedProcess[str]:
    code = "from reportedly.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )


def test_version_and_help_do_not_load_the_language_model() -> None:
    code = (
        "import sys\nfrom reportedly.cli.main import main\n"
        "try: main({!r})\nexcept SystemExit: print('spacy' in sys.modules, file=sys.stderr)"
    )
    for words in (["--version"], ["--help"], ["read", "--help"], ["schema"]):
        done = subprocess.run(
            [sys.executable, "-c", code.format(words)], capture_output=True, text=True, check=True
        )
        assert done.stderr.strip() == "False", words
        assert done.stdout


def test_version() -> None:
    assert call("--version").stdout.strip() == f"reportedly {__version__}"


def test_help_lists_all_commands() -> None:
    done = call("--help")
    assert done.returncode == 0
    assert "Claims, not facts" in done.stdout
    for name in COMMANDS:
        assert name in done.stdout


@pytest.mark.parametrize("name", ["read", "explain", "schema"])
def test_help_of_each_command_has_an_example(name: str) -> None:
    done = call(name, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout
    assert f"reportedly {name}" in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["schema", name])
    assert end.value.code == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == schema(name)
    Draft202012Validator.check_schema(printed)


def test_unknown_schema_and_command() -> None:
    done = call("schema", "event")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "reportedly: no schema 'event'; choose one of claim, reading, readings\n"
    )
    done = call("raed")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.cli.main.build", interrupted)
    with pytest.raises(SystemExit) as end:
        main(["read"])
    assert end.value.code == 130
