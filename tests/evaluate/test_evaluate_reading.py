"""`reportedly evaluate muc`, `attribution`, `factuality`: one text of each corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from reportedly.cli.evaluate import app
from reportedly.errors import DataError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def write(folder: Path, name: str, row: dict[str, Any]) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(row) + "\n", "utf-8")


def test_templates_of_one_report(tmp_path: Path) -> None:
    text = "BOGOTA, 3 JAN 90 -- UNIDENTIFIED INDIVIDUALS KIDNAPPED JUDGE ANA RUIZ ON MONDAY."
    slots = {
        "INCIDENT: TYPE": [{"alts": [{"val": "KIDNAPPING"}]}],
        "PERP: INDIVIDUAL ID": [{"alts": [{"val": "UNIDENTIFIED INDIVIDUALS"}]}],
        "HUM TGT: NAME": [{"alts": [{"val": "ANA RUIZ"}]}],
    }
    document = {"doc_id": "D", "split": "dev", "text": text, "header": {"date": "3 JAN 90"}}
    key = {"doc_id": "D", "split": "dev", "relevant": True, "slots": slots}
    write(tmp_path, "muc4/docs.jsonl", document)
    write(tmp_path, "muc4/keys.jsonl", key)
    result = run("muc", "--corpora", tmp_path, "--split", "dev")
    assert result.exit_code == 0
    figures = json.loads(result.output)["dev"]
    assert figures["type"]["f1"] == 1.0
    assert figures["micro"]["gold"] == 3
    assert figures["micro"]["f1"] >= 0.8


def test_attributions_of_one_article(tmp_path: Path) -> None:
    text = "The army said on Monday that the bridge had fallen."
    told = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[24, 50]]}
    write(tmp_path, "attribution/polnear_dev.jsonl", {"text": text, "attributions": [told]})
    result = run("attribution", "--corpora", tmp_path, "--split", "polnear/dev")
    assert json.loads(result.output)["polnear_dev"]["attributions"]["f1"] == 1.0


def test_factuality_of_one_sentence(tmp_path: Path) -> None:
    row = {
        "text": "The rebels failed to take the town .",
        "targets": [{"span1": [4, 5], "label": -3.0}, {"span1": [2, 3], "label": 3.0}],
    }
    write(tmp_path, "factuality/uw/dev.jsonl", row)
    result = run("factuality", "--corpora", tmp_path, "--split", "dev")
    assert json.loads(result.output)["dev"]["unreal_recall"] == 1.0


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    for command in ("muc", "attribution", "factuality", "coding"):
        assert isinstance(run(command, "--corpora", tmp_path).exception, DataError)
