"""Exact spans are checked on whatever texts a folder of corpora holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import DataError, GroundingError, UnsupportedLanguage
from reportedly.evaluate.corpus_texts import corpus_files
from reportedly.evaluate.spans import evaluate_spans
from reportedly.records.claim import Attribution
from reportedly.records.document import Document
from reportedly.records.mentions import Voice
from reportedly.records.reading import Reading
from reportedly.records.span import Span

LONG = "Troops entered the town. " * 20


class Fake:
    """Finds one sentence; wrong, refused or ungrounded where the text says so."""

    def read(self, document: Document) -> Reading:
        text = document.text
        if "refuse" in text:
            raise UnsupportedLanguage(document.uri or "", "not read")
        if "ungrounded" in text:
            raise GroundingError("span 0-1 is not there")
        words = "X" if "wrong" in text else text[0]
        voice = Voice(Attribution(None, None, "asserts"), Span(0, 1, words))
        return Reading(document, voices=(voice,))


def corpora(folder: Path) -> Path:
    rows = [
        {"id": "a", "dct": "1998-01-08", "text": LONG},
        {"doc_id": "b", "text": "wrong " + LONG},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "news").mkdir()
    (folder / "news" / "dev.jsonl").write_text(lines, "utf-8")
    (folder / "news" / "list.json").write_text(json.dumps([{"tokens": ["A", "b"]}, 3]), "utf-8")
    (folder / "table.csv").write_text("text,label\nrefuse this,1\n", "utf-8")
    (folder / "table.tsv").write_text("ungrounded\t1\n", "utf-8")
    (folder / "keys.json").write_text("{}", "utf-8")
    (folder / "readme.txt").write_text("no corpus", "utf-8")
    xml = '<d><token sentence="0">It</token><token sentence="1">fell</token></d>'
    (folder / "tokens.xml").write_text(xml, "utf-8")
    return folder


def test_every_shape_of_corpus_is_read(tmp_path: Path) -> None:
    report = evaluate_spans(corpora(tmp_path), Fake())
    found = {name: (f.documents, f.refused, len(f.wrong)) for name, f in report.items()}
    assert found == {
        "news/dev.jsonl": (2, 0, 1),
        "news/list.json": (1, 0, 0),
        "table.csv": (1, 1, 0),
        "table.tsv": (1, 0, 1),
        "tokens.xml": (1, 0, 0),
    }
    assert report["news/dev.jsonl"].as_json()["exact"] == 0.5


def test_only_the_first_texts(tmp_path: Path) -> None:
    assert evaluate_spans(corpora(tmp_path), Fake(), limit=1)["news/dev.jsonl"].documents == 1


def test_dates_and_keys_are_taken_over(tmp_path: Path) -> None:
    files = {name: list(texts) for name, texts in corpus_files(corpora(tmp_path))}
    first = files["news/dev.jsonl"][0]
    assert (first.uri, first.published) == ("corpus:news/dev.jsonl#a", "1998-01-08")


def test_single_sentences_are_read_together(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"Sentence {n} of many."}) for n in range(1000))
    (tmp_path / "hedge.jsonl").write_text(lines, "utf-8")
    ((_, texts),) = corpus_files(tmp_path)
    documents = list(texts)
    assert 1 < len(documents) < 10
    assert sum(d.text.count("Sentence") for d in documents) == 1000


@pytest.mark.parametrize("content", ["{", '{"text": 1}'])
def test_a_corpus_without_texts_is_an_error(content: str, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(content, "utf-8")
    with pytest.raises(DataError):
        evaluate_spans(tmp_path, Fake())
