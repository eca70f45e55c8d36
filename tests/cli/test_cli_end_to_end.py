"""The whole way, from the bundled example to each form, as a user would go it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reportedly.records.schema import schema
from reportedly.records.serialise import reading_from_dict

pytestmark = pytest.mark.slow
CODE = "from reportedly.cli.main import main; main()"


def call(*words: str, data: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CODE, *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        input=data,
        stdin=subprocess.DEVNULL if data is None else None,
        timeout=300,
    )


def test_nothing_named_reads_the_example() -> None:
    done = call("read")
    assert done.returncode == 0
    assert "bundled example" in done.stderr
    assert done.stdout.startswith("claims, not facts \u00b7 reads: English")
    assert "who says" in done.stdout
    assert "denied" in done.stdout


def test_every_record_validates_and_is_grounded() -> None:
    done = call("read", "--format", "json")
    assert done.returncode == 0
    plain = json.loads(done.stdout)
    Draft202012Validator(schema("readings")).validate(plain)
    readings = [reading_from_dict(one) for one in plain["readings"]]
    assert len(readings) == 3
    lines = call("read", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [
        claim for one in plain["readings"] for claim in one["claims"]
    ]
    validator = Draft202012Validator(schema("claim"))
    for line in lines:
        validator.validate(json.loads(line))


def test_csv_has_a_row_for_each_claim() -> None:
    lines = call("read", "--format", "jsonl").stdout.splitlines()
    done = call("read", "--format", "csv")
    assert done.stdout.startswith("\ufeffvoice,")
    rows = list(csv.DictReader(io.StringIO(done.stdout[1:], newline="")))
    assert [row["claim_id"] for row in rows] == [json.loads(line)["claim_id"] for line in lines]


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(5):
        text = f"Rebels shelled the market on Monday, killing {i + 2} people, police said.\n"
        (folder / f"{i}.txt").write_text(text, "utf-8")
    (folder / "2.txt").write_text(
        "Les rebelles ont bombard\u00e9 le march\u00e9 de la ville lundi, selon la police, et la "
        "population a fui vers le sud.",
        "utf-8",
    )
    forms = []
    for jobs in ("1", "2"):
        done = call("read", str(folder), "-f", "json", "--jobs", jobs)
        assert done.returncode == 1
        assert "2.txt" in done.stderr
        assert "English" in done.stderr
        forms.append(done.stdout)
    assert forms[0] == forms[1]
    assert len(json.loads(forms[0])["readings"]) == 4


def test_undated_text_from_a_pipe_says_what_to_add() -> None:
    text = "Rebels shelled the market of Goma on Monday, killing nine people, police said."
    done = call("read", "-", data=text)
    assert done.returncode == 0
    assert "1 date left open: add --published" in done.stdout
    dated = call("read", "-", "--published", "2024-05-31", data=text)
    assert "27 May 2024" in dated.stdout


def test_opinion_says_why_there_are_no_claims() -> None:
    done = call("read", "-", data="Their strategy has failed and everybody in the town knows it.")
    assert done.returncode == 0
    assert "no claims" in done.stdout


def test_explain_names_trigger_and_rules() -> None:
    done = call("explain")
    assert done.returncode == 0
    assert "trigger" in done.stdout
    assert "codebook entry" in done.stdout
