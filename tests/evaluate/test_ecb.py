from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.evaluate.ecb import cluster, evaluate_ecb
from reportedly.evaluate.ecb_files import load_ecb

XML = """<?xml version="1.0"?>
<Document doc_name="{name}" doc_id="1">
{tokens}
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="{one}"/></ACTION_OCCURRENCE>
<NEG_ACTION_STATE m_id="2"><token_anchor t_id="{two}"/></NEG_ACTION_STATE>
<HUMAN_PART_PER m_id="3"><token_anchor t_id="1"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="9" RELATED_TO="" instance_id="ACT7"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="5" note="ACT7"><source m_id="1"/><target m_id="9"/>
</CROSS_DOC_COREF></Relations>
</Document>
"""


def write(folder: Path, name: str, text: str, one: int, two: int) -> None:
    words = text.split()
    tokens = "\n".join(
        f'<token t_id="{i + 1}" sentence="0" number="{i}">{w}</token>' for i, w in enumerate(words)
    )
    folder.mkdir(parents=True, exist_ok=True)
    content = XML.format(name=name, tokens=tokens, one=one, two=two)
    (folder / f"{name}.xml").write_text(content, "utf-8")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    topic = tmp_path / "coref" / "ecbplus" / "1"
    write(topic, "a", "Workers of Arden Mill struck on Monday and marched .", 5, 9)
    write(topic, "b", "The Arden Mill workers struck Monday , owners said .", 5, 9)
    return tmp_path


def test_mentions_carry_their_event(corpora: Path) -> None:
    first, second = load_ecb(corpora / "coref" / "ecbplus")
    assert [m.event for m in first.mentions] == ["ACT7", "a#2"]
    assert second.mentions[0].tokens == (4,)
    assert first.sentences[0][4] == "struck"


def test_mentions_of_one_event_are_joined(corpora: Path) -> None:
    documents = load_ecb(corpora / "coref" / "ecbplus")
    heads = {(d.id, m.number): d.sentences[0][m.tokens[0]] for d in documents for m in d.mentions}
    found = cluster(documents, heads)
    assert found["a", 1] == found["b", 1]
    assert found["a", 1] != found["a", 2]


def test_the_figures_stand_beside_the_baseline(corpora: Path) -> None:
    figures = evaluate_ecb(corpora)
    assert figures["mentions"] == 4
    assert figures["program"]["b3"]["r"] == 1
    assert figures["alone"]["b3"]["p"] == 1
    assert set(figures) >= {"program", "same_head_lemma", "alone"}


def test_files_of_another_shape_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="topics"):
        load_ecb(tmp_path)
    (tmp_path / "1").mkdir()
    for text in ("<a", "<Document><token t_id='1'>x</token></Document>"):
        (tmp_path / "1" / "x.xml").write_text(text)
        with pytest.raises(DataError, match=r"x\.xml"):
            load_ecb(tmp_path)
    (tmp_path / "1").rename(tmp_path / "one")
    with pytest.raises(DataError, match="number"):
        load_ecb(tmp_path)
