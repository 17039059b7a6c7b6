import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.interchange.texts import Names, clean_text, folded, is_clean_id


@given(st.text())
def test_clean_text_can_always_be_signed(text: str) -> None:
    clean = clean_text(text)
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in clean)
    assert clean_text(clean) == clean
    clean.encode()


def test_clean_text_keeps_what_people_read() -> None:
    assert clean_text(" Shall the\r\ntown\tbuy?\x07 ") == "Shall the\ntown buy?"


def test_ids_are_plain() -> None:
    assert is_clean_id("Governor-061a401b")
    assert not is_clean_id("")
    assert not is_clean_id(" a")
    assert not is_clean_id("a\nb")
    assert not is_clean_id("x" * 201)


def test_people_and_machines_spell_differently() -> None:
    assert folded("U.S. Senate") == folded("u.s. senate")
    assert folded("Nu\u0303n\u0303ez") == folded("N\u0169\u00f1ez")
    assert folded("P C T") != folded("PCT")


def test_names_are_found_exactly_then_loosely() -> None:
    names = Names.of({"p1": ["PCT 101"], "P1": ["PCT 102"]})
    assert names.find("p1") == "p1"
    assert names.find("P1") == "P1"
    assert names.find("pct  101") == "p1"
    assert names.find("pct 103") is None
    assert names.complaint("pct 103", "a precinct of this election").endswith(
        'Did you mean "PCT 101"?'
    )


def test_a_name_of_two_is_nobodys() -> None:
    names = Names.of({"a": ["John Smith"], "b": ["John Smith"]})
    assert names.find("John Smith") is None
    assert "more than one" in names.complaint("John Smith", "a choice")
    assert names.find("b") == "b"
