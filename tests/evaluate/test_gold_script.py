"""The figures agree to the last digit with the reference script, on any coding."""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportedly.evaluate.gold import evaluate_gold

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "gold"
SHARED = Path(os.environ.get("REPORTEDLY_SHARED", ROOT.parent / "shared"))
SCRIPT = SHARED / "score" / "score_claims.py"

pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason="the reference script is not here")

CATEGORIES = ["ASSAULT", "COERCE", "ACCUSE", "RETREAT", "AID"]
STATUSES = ["occurred", "planned", "averted", "denied", "negated", "hypothetical", "ongoing"]


def by_script(predictions: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(SCRIPT), str(GOLD), str(predictions), "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def perturb(claim: dict[str, Any], text: str, chance: random.Random) -> dict[str, Any]:
    """Change some fields of a gold claim; quotes stay quotes of the text."""
    changed = copy.deepcopy(claim)
    if chance.random() < 0.3:
        changed["plover"] = chance.choice(CATEGORIES)
    if chance.random() < 0.3:
        changed["status"] = chance.choice(STATUSES)
    if chance.random() < 0.3:
        words = changed["evidence"].split()
        changed["trigger"] = chance.choice(words)
    if chance.random() < 0.3:
        changed["time"] = None
    if chance.random() < 0.2:
        changed["mode"] = None
    perturb_values(changed, text, chance)
    return changed


def perturb_values(changed: dict[str, Any], text: str, chance: random.Random) -> None:
    for name in ("actors", "recipients", "places", "counts", "attribution"):
        values = changed[name]
        if values and chance.random() < 0.3:
            values.pop(chance.randrange(len(values)))
        elif values and chance.random() < 0.3:
            values.append(copy.deepcopy(chance.choice(values)))
    for party in changed["actors"]:
        if chance.random() < 0.4:
            party["text"] = " ".join(chance.sample(text.split(), 3))
            party["names"] = party["names"][:1]
    for count in changed["counts"]:
        if chance.random() < 0.4:
            count["low"] = chance.choice([None, 1, count["low"]])


def perturbed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    other = dict(document)
    claims = [
        perturb(claim, document["text"], chance)
        for claim in document["claims"]
        for _ in range(chance.choice([0, 1, 1, 1, 2]))
    ]
    claims += [
        {**claim, "evidence": trap["text"], "trigger": trap["text"].split()[0]}
        for trap, claim in zip(document["traps"], document["claims"], strict=False)
        if chance.random() < 0.3
    ]
    chance.shuffle(claims)
    return other | {"claims": claims}


@pytest.mark.parametrize("seed", range(6))
def test_any_second_coding(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for file in sorted(GOLD.rglob("*.json")):
        document = json.loads(file.read_text("utf-8"))
        if "claims" in document and chance.random() < 0.8:
            other = json.dumps(perturbed(document, chance))
            tmp_path.joinpath(file.name).write_text(other, "utf-8")
    report = evaluate_gold(GOLD, tmp_path)
    assert json.dumps(report.figures) == json.dumps(by_script(tmp_path))


def test_gold_against_itself() -> None:
    report = evaluate_gold(GOLD, GOLD)
    assert report.figures == by_script(GOLD)
    assert report.figures["claim_f"] == 1.0


def test_only_some_documents() -> None:
    report = evaluate_gold(GOLD, GOLD, ["b01", "a03"])
    assert json.dumps(report.figures) == json.dumps(by_script(GOLD, "--only", "b01,a03"))


def span(text: str, quote: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


def as_record(document: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    text = document["text"]

    def party(p: dict[str, Any]) -> dict[str, Any]:
        known = {"name": p["names"][0]} if p["names"] else None
        quoted = p["text"] if p["text"] in text else claim["trigger"]
        near = next((n for n in p["names"] if n in text), None)
        return {
            "span": span(text, quoted),
            "resolved": known,
            "antecedent": span(text, near) if near else None,
        }

    return {
        "document": {"uri": f"/some/folder/{document['id']}.html"},
        "evidence": span(text, claim["evidence"]),
        "trigger": span(text, claim["trigger"]),
        "event": {"plover": claim["plover"], "mode": claim["mode"]},
        "status": claim["status"],
        "actors": [party(p) for p in claim["actors"]],
        "recipients": [party(p) for p in claim["recipients"]],
        "places": [
            {
                "span": span(text, p["text"]),
                "resolved": {"name": p["name"], "country": p["country"]}
                if p["text"].startswith(tuple("ABCDEFGHIJKLM"))
                else None,
            }
            for p in claim["places"]
        ],
        "time": claim["time"],
        "counts": claim["counts"],
        "attribution": [
            {
                "speaker": party({"text": a["speaker"], "names": []}) if a["speaker"] else None,
                "stance": a["stance"],
            }
            for a in claim["attribution"]
        ],
    }


def test_claim_records(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for path in sorted(GOLD.rglob("*.json")):
            document = json.loads(path.read_text("utf-8"))
            for claim in document.get("claims", []) if isinstance(document, dict) else []:
                out.write(json.dumps(as_record(document, claim)) + "\n")
    report = evaluate_gold(GOLD, file)
    assert json.dumps(report.figures) == json.dumps(by_script(file))
    assert 0.5 < report.figures["filled"]["f1"] < 1
