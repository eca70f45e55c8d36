"""Load the codebook: categories, crosswalk, triggers, noun classes, word lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportedly.codebook.compiled import parse_yaml, read_data
from reportedly.codebook.lexicon import Lexicon, parse_lexicon
from reportedly.codebook.plover import (
    Category,
    CrosswalkRow,
    parse_categories,
    parse_contexts,
    parse_crosswalk,
)
from reportedly.codebook.triggers import Trigger, check_unique, index_by_head, parse_triggers
from reportedly.errors import DataError
from reportedly.records.claim import Acled

_OVERRIDE_KEYS = frozenset({"triggers", "remove", "nouns", "lexicon"})


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that decides which words are which event.

    ``by_head`` is keyed by (pos, head lemma) and ordered as the reader must try the entries.
    ``noun_classes`` maps a lemma to the classes it belongs to; ``instruments`` maps classes of
    weapons to the mode of ASSAULT that an attack with them has. ``digest`` is SHA-256 over names
    and bytes of all data files, overrides included.
    """

    categories: Mapping[str, Category]
    contexts: Mapping[str, str]
    rows: tuple[CrosswalkRow, ...]
    triggers: tuple[Trigger, ...]
    by_head: Mapping[tuple[str, str], tuple[Trigger, ...]]
    noun_classes: Mapping[str, frozenset[str]]
    instruments: Mapping[str, str]
    lexicon: Lexicon
    digest: str

    def crosswalk(
        self, category: str, mode: str | None, recipient_kind: str | None = None
    ) -> tuple[str | None, Acled | None]:
        """CAMEO code and ACLED-style type of a PLOVER code; None where there is none."""
        for row in self.rows:
            if row.fits(category, mode, recipient_kind):
                return row.cameo, row.acled
        return None, None


def load_codebook(*overrides: Path) -> Codebook:
    """Load the codebook that comes with the package, changed by the user's files in their order.

    Without overrides the same object is returned each time. Raises `DataError` naming the file and
    the entry that is not as expected.
    """
    return _build(overrides) if overrides else _bundled()


@lru_cache(maxsize=1)
def _bundled() -> Codebook:
    return _build(())


def _build(overrides: tuple[Path, ...]) -> Codebook:
    raw, own = _read_bundled()
    user = [(str(path), _read_override(path)) for path in overrides]
    categories = parse_categories("plover.yaml", raw["plover.yaml"])
    nouns = raw["nouns.yaml"]["classes"]
    lexicon, forms = raw["lexicon.yaml"], _forms(raw["forms.yaml"])
    for path, (change, _) in user:
        _extend(path, "nouns", nouns, change.get("nouns"), new_keys=True)
        _extend(path, "lexicon", lexicon, change.get("lexicon"), new_keys=False)
    entries = _bundled_triggers(raw, categories, nouns)
    for path, (change, _) in user:
        _apply_override(path, change, entries, categories, nouns)
    digest = sha256("".join([own, *(d for _, (_, d) in user)]).encode()).hexdigest()
    return Codebook(
        categories=MappingProxyType(categories),
        contexts=MappingProxyType(parse_contexts("crosswalk.yaml", raw["crosswalk.yaml"])),
        rows=parse_crosswalk("crosswalk.yaml", raw["crosswalk.yaml"], categories),
        triggers=tuple(entries.values()),
        by_head=MappingProxyType(index_by_head(entries.values(), forms)),
        noun_classes=MappingProxyType(_noun_classes(nouns)),
        instruments=MappingProxyType(_instruments(raw["nouns.yaml"], categories)),
        lexicon=parse_lexicon("lexicon.yaml", lexicon, forms),
        digest=digest if user else own,
    )


def _read_bundled() -> tuple[dict[str, Any], str]:
    content, digest = read_data()
    for name in ("plover.yaml", "crosswalk.yaml", "nouns.yaml", "lexicon.yaml", "forms.yaml"):
        if not isinstance(content.get(name), dict):
            raise DataError(name, "the file is missing or no mapping; reinstall the package")
    return content, digest


def _read_override(path: Path) -> tuple[dict[str, Any], str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {error.strerror}") from None
    content = parse_yaml(str(path), data)
    if not isinstance(content, dict) or not set(content) <= _OVERRIDE_KEYS:
        raise DataError(str(path), f"expected only {', '.join(sorted(_OVERRIDE_KEYS))} at the top")
    return content, sha256(data).hexdigest()


def _bundled_triggers(
    raw: Mapping[str, Any], categories: Mapping[str, Category], nouns: Mapping[str, Any]
) -> dict[str, Trigger]:
    entries: dict[str, Trigger] = {}
    seen: dict[Any, str] = {}
    for name, content in raw.items():
        if name.startswith("triggers/"):
            found = _trigger_list(name, content, categories, nouns)
            check_unique(name, found, seen)
            entries.update((t.id, t) for t in found)
    return entries


def _trigger_list(
    path: str, content: Any, categories: Mapping[str, Category], nouns: Mapping[str, Any]
) -> list[Trigger]:
    rows = content.get("triggers") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise DataError(path, "expected a list under 'triggers'")
    return [t for row in rows for t in parse_triggers(path, row, categories, nouns)]


def _apply_override(
    path: str,
    change: Mapping[str, Any],
    entries: dict[str, Trigger],
    categories: Mapping[str, Category],
    nouns: Mapping[str, Any],
) -> None:
    for name in change.get("remove") or []:
        if not _remove(str(name), entries):
            raise DataError(path, "there is no entry of this id to remove", row=str(name))
    if "triggers" not in change:
        return
    found = _trigger_list(path, change, categories, nouns)
    check_unique(path, found, {})
    for row in change["triggers"]:
        _remove(row["id"], entries)
    by_key = {t.key: t.id for t in entries.values()}
    for trigger in found:
        other = by_key.get(trigger.key)
        if other is not None and other != trigger.id:
            raise DataError(
                path, f"replace or remove {other}, which has these words", row=trigger.id
            )
        entries[trigger.id] = trigger


def _remove(name: str, entries: dict[str, Trigger]) -> bool:
    """Remove an entry, or all that one entry with alternatives has written out."""
    gone = [key for key in entries if key == name or key.startswith(f"{name}/")]
    for key in gone:
        del entries[key]
    return bool(gone)


def _extend(path: str, key: str, base: Any, change: Any, *, new_keys: bool) -> None:
    """Add lists to lists and mappings to mappings, in place."""
    if change is None:
        return
    if not isinstance(change, dict):
        raise DataError(path, "expected a mapping", row=key)
    for name, value in change.items():
        old = base.get(name)
        if isinstance(old, list) and isinstance(value, list):
            old.extend(value)
        elif isinstance(old, dict) and isinstance(value, dict):
            _merge(path, f"{key}.{name}", old, value)
        elif old is None and new_keys and isinstance(value, list):
            base[name] = list(value)
        else:
            raise DataError(path, "no such list to extend", row=f"{key}.{name}")


def _merge(path: str, key: str, old: dict[str, Any], change: dict[str, Any]) -> None:
    for name, value in change.items():
        if isinstance(old.get(name), list) and isinstance(value, list):
            old[name].extend(value)
        elif isinstance(value, list) or isinstance(old.get(name), list):
            raise DataError(path, "no such list to extend", row=f"{key}.{name}")
        else:
            old[name] = value


def _noun_classes(nouns: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, lemmas in nouns.items():
        if not isinstance(lemmas, list) or not all(isinstance(v, str) for v in lemmas):
            raise DataError("nouns.yaml", "expected a list of lemmas", row=name)
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(classes) for lemma, classes in found.items()}


def _instruments(raw: Mapping[str, Any], categories: Mapping[str, Category]) -> dict[str, str]:
    found = raw.get("instruments")
    if not isinstance(found, dict):
        raise DataError(
            "nouns.yaml", "expected a mapping of noun classes to modes", row="instruments"
        )
    for name, mode in found.items():
        if name not in raw["classes"] or mode not in categories["ASSAULT"].modes:
            raise DataError("nouns.yaml", f"unknown noun class or mode in {name}: {mode}")
    return found


def _forms(raw: Mapping[str, Any]) -> dict[str, list[str]]:
    found = raw.get("verbs")
    if not isinstance(found, dict) or not all(isinstance(v, list) for v in found.values()):
        raise DataError("forms.yaml", "expected lists of forms under each verb", row="verbs")
    return found
