"""Build ``src/reportedly/actors/data/registry.jsonl`` from its sources.

    python tools/build_registry.py --ucdp ucdp-actor-221.csv --un unsc.json --ofac ofac.json

* our own ``overlay.yaml``, ``organs.yaml``, ``states.tsv`` in ``actors/data``
* UCDP Actor Dataset 22.1 (CSV; CC BY 4.0), ids kept as ``ucdp:NNN``
* UN Security Council Consolidated List, entities (JSON list of ref, name, script, aliases)
* OFAC SDN alternative names (JSON object: entity number to list of names)

A tenth of the UN and OFAC names, drawn by hash, stays out: `held_out` says which, so that the
evaluation can ask for them. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from reportedly.actors.build import Sources, build_records

DATA = Path(__file__).parents[1] / "src" / "reportedly" / "actors" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ucdp", type=Path, required=True)
    parser.add_argument("--un", type=Path, required=True)
    parser.add_argument("--ofac", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DATA / "registry.jsonl")
    args = parser.parse_args()
    with args.ucdp.open(encoding="utf-8-sig", newline="") as handle:
        ucdp = list(csv.DictReader(handle))
    sources = Sources(
        ucdp,
        json.loads(args.un.read_text(encoding="utf-8")),
        json.loads(args.ofac.read_text(encoding="utf-8")),
    )
    lines = [
        json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        for record in build_records(DATA, sources)
    ]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{args.out}: {len(lines)} records")


if __name__ == "__main__":
    main()
