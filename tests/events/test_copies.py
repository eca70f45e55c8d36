"""Four ways in which two documents can tell the same, on three topics each."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.made import ARMY, claim, document
from reportedly.events.copies import CopyIndex, compare, find_copies
from reportedly.events.independence import groups
from reportedly.events.records import SourceProfile
from reportedly.records.document import Document

WIRE = {
    "bridge": (
        "Eleven people died when a pontoon bridge gave way under a military lorry near Tessit, the "
        "mayor said by telephone.",
        "The crossing had been damaged by floods in August and was closed to heavy traffic, but "
        "convoys continued to use it after dark because the tarred road further east is mined.",
        "Divers recovered nine bodies before the search was called off for the night. Two of the "
        "dead were children who had been riding on sacks of millet.",
    ),
    "siege": (
        "Fighters besieging the grain town of Orel Kamen let a first column of ambulances through "
        "on Thursday after two weeks of negotiation.",
        "Forty-one wounded and thirty elderly residents were taken to the district hospital, where "
        "surgeons operated through the night by the light of torches.",
        "A second column is waiting at the checkpoint. Its drivers were told that the road would "
        "open at noon, and then that it would not.",
    ),
    "blast": (
        "An explosion tore through a tyre workshop opposite the provincial court in Sar Bagh, "
        "killing the owner and wounding his two apprentices.",
        "Shopkeepers said a man left a gas cylinder there in the morning and asked for it to be "
        "kept until he came back from the registry office.",
        "Investigators closed the street until evening. The court, which has tried several members "
        "of a smuggling ring this spring, was not damaged.",
    ),
}
OWN = {
    "bridge": "A bridge used by army convoys collapsed in the north on Friday and ten were "
    "drowned, according to the river police. Some blamed the driver of an overloaded lorry, "
    "who had ignored a barrier. Fishermen were still looking for three people at sunset.",
    "siege": "Ambulances entered Orel Kamen for the first time this month, the Red Cross said. "
    "Its delegate counted some seventy patients on the way out, many hurt by shelling, and "
    "asked both sides for a lasting arrangement.",
    "blast": "One man was killed in Sar Bagh when a cylinder blew up in a repair shop near the law "
    "courts, police reported. They have not said whether they regard it as an attack; neighbours "
    "certainly do, and many stayed at home.",
}
STATEMENT = (
    "\u201cWe did not come here to count the dead, and we will not leave before the last of the "
    "families has been heard by somebody who can answer for this,\u201d"
)


def wire(topic: str) -> Document:
    return document("\n\n".join(WIRE[topic]), "Halyard")


def reprint(topic: str) -> Document:
    text = "\n\n".join(WIRE[topic])
    return document("FROM THE AGENCIES\n\n" + text, "Courier")


def cut(topic: str) -> Document:
    first, second, _ = WIRE[topic]
    return document(first + "\n\n" + second, "Evening Post")


def quoting(topic: str, publisher: str) -> Document:
    parts = {
        "Gazette": f"{OWN[topic]} {STATEMENT} the committee's chairwoman told reporters.",
        "Tribune": f"At the graveside the chairwoman spoke for a minute. {STATEMENT} she said. "
        f"The crowd of some two hundred, most of them from {topic} quarter, was silent, and "
        "the prayer was read by a boy of twelve whose father is among the missing. Shops shut.",
    }
    return document(parts[publisher], publisher)


@pytest.mark.parametrize("topic", WIRE)
def test_a_reprint_a_cut_a_shared_statement_and_two_reports_are_told_apart(topic: str) -> None:
    whole = compare(wire(topic), reprint(topic))
    assert whole is not None
    assert whole.kind == "reprint"
    assert whole.likeness > 0.8
    shortened = compare(wire(topic), cut(topic))
    assert shortened is not None
    assert shortened.kind == "cut"
    quoted = compare(quoting(topic, "Gazette"), quoting(topic, "Tribune"))
    assert quoted is not None
    assert quoted.kind == "statement"
    assert compare(wire(topic), document(OWN[topic], "Own")) is None


@pytest.mark.parametrize("topic", WIRE)
def test_passages_are_exact_in_both_documents(topic: str) -> None:
    for a, b in combinations([wire(topic), reprint(topic), cut(topic)], 2):
        copy = compare(a, b)
        assert copy is not None
        for passage in copy.passages:
            passage.left.check(a.text)
            passage.right.check(b.text)
            assert passage.left.text.split() == passage.right.text.split()


def test_a_paragraph_taken_over_is_an_excerpt() -> None:
    borrowed = document(OWN["siege"] + "\n\n" + WIRE["bridge"][1] + "\n\n" + OWN["blast"], "Digest")
    copy = compare(wire("bridge"), borrowed)
    assert copy is not None
    assert copy.kind == "excerpt"


def test_the_index_finds_the_same_copies_in_any_order() -> None:
    documents = [f(t) for t in WIRE for f in (wire, reprint, cut)]
    documents += [quoting(t, p) for t in WIRE for p in ("Gazette", "Tribune")]
    documents += [document(OWN[t], "Own") for t in WIRE]
    expected = {frozenset((c.left_document, c.right_document)) for c in find_copies(documents)}
    index = CopyIndex()
    found = [c for d in reversed(documents) for c in index.add(d)]
    assert {frozenset((c.left_document, c.right_document)) for c in found} == expected
    assert index.add(documents[0]) == ()
    pairs = {
        frozenset((a.id, b.id)) for a, b in combinations(documents, 2) if compare(a, b) is not None
    }
    assert expected == pairs


def test_the_index_can_ask_for_texts_instead_of_holding_them() -> None:
    a, b = wire("blast"), reprint("blast")
    held = {a.id: a, b.id: b}
    index = CopyIndex(held.__getitem__)
    assert index.add(a) == ()
    (copy,) = index.add(b)
    assert copy.kind == "reprint"


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    copy = compare(Document(left), Document(right))
    for passage in copy.passages if copy else ():
        passage.left.check(left)
        passage.right.check(right)


def numbers(*claims: object, copies: tuple[object, ...] = (), **more: object) -> list[int]:
    found = groups(claims, copies, **more)  # type: ignore[arg-type]
    return [found[c.claim_id].group for c in claims]  # type: ignore[attr-defined]


def test_copies_are_one_voice_and_two_reports_are_two() -> None:
    documents = [wire("bridge"), reprint("bridge"), cut("bridge"), document(OWN["bridge"], "Own")]
    words = ("died", "died", "died", "drowned")
    first = WIRE["bridge"][0]
    claims = [
        claim(d, w, evidence=first if first in d.text else None)
        for d, w in zip(documents, words, strict=True)
    ]
    assert numbers(*claims, copies=find_copies(documents)) == [0, 0, 0, 1]
    assert numbers(*claims) == [0, 1, 2, 3]


def test_a_named_speaker_is_one_voice_wherever_quoted_a_doctor_is_not() -> None:
    a, b = document("The army said it shelled Dorn.", "A"), document("Shelled, the army said.", "B")
    quoted = [
        claim(a, "shelled", speaker="army", speaks=ARMY),
        claim(b, "Shelled", speaker="army", speaks=ARMY),
    ]
    assert numbers(*quoted) == [0, 0]
    c, d = document("Six died, a doctor said.", "A"), document("A doctor said five died.", "B")
    roles = [claim(c, "died", speaker="doctor"), claim(d, "died", speaker="doctor")]
    assert numbers(*roles) == [0, 1]


def test_a_publisher_that_speaks_for_the_speaker_is_the_same_voice() -> None:
    own = claim(document("We shelled Dorn.", "Press office of the Northland Army"), "shelled")
    quoted = claim(
        document("The army said it shelled Dorn.", "A"), "shelled", speaker="army", speaks=ARMY
    )
    assert numbers(own, quoted) == [0, 0]
    other = claim(document("Our guns shelled Dorn.", "Red Star"), "shelled")
    assert numbers(other, quoted) == [0, 1]
    profiles = {"Red Star": SourceProfile("Red Star", "state_media", party="t:army")}
    assert numbers(other, quoted, profiles=profiles) == [0, 0]


def test_one_document_tells_in_several_voices() -> None:
    page = document("Two died, a nurse said. Jets struck, the army said. The market burned.", "A")
    claims = [
        claim(page, "died", speaker="nurse"),
        claim(page, "struck", speaker="army", speaks=ARMY),
        claim(page, "burned"),
    ]
    assert numbers(*claims) == [0, 1, 2]
