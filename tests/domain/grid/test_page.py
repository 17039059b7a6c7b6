"""What two separate looks at a page leave to be recorded."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.grid.page import next_page, pages_left, split


@dataclass(frozen=True)
class Ballot:
    seal: str
    plain: bool = True


def _ballots(words: str) -> list[Ballot]:
    """Capitals are plain."""
    return [Ballot(letter, letter.isupper()) for letter in words]


def test_what_either_member_took_out_is_opened_singly() -> None:
    parted = split(_ballots("ABCD"), {"B"}, {"D", "B"})
    assert parted.blank == ("A", "C")
    assert parted.singly == ("B", "D")


def test_a_ballot_with_ink_is_never_swept_along() -> None:
    assert split(_ballots("AbC")).blank == ("A", "C")


def test_a_page_on_which_nothing_could_be_confirmed_is_not_shown() -> None:
    page, passed = next_page(_ballots("abcDe"), 3)
    assert [b.seal for b in page] == ["D", "e"]
    assert [b.seal for b in passed] == ["a", "b", "c"]
    assert next_page(_ballots("ab"), 3) == ((), tuple(_ballots("ab")))


def test_pages_are_counted_whole() -> None:
    assert [pages_left(n, 20) for n in (0, 1, 20, 21)] == [0, 1, 1, 2]


@given(
    st.lists(st.booleans(), max_size=64),
    st.sets(st.integers(0, 63)),
    st.sets(st.integers(0, 63)),
)
def test_every_ballot_is_recorded_or_opened_singly_never_both_nor_neither(
    plain: list[bool], first: set[int], second: set[int]
) -> None:
    page = [Ballot(str(n), each) for n, each in enumerate(plain)]
    parted = split(page, {str(n) for n in first}, {str(n) for n in second})
    assert sorted([*parted.blank, *parted.singly]) == sorted(b.seal for b in page)
    assert not set(parted.blank) & ({str(n) for n in first | second})
    assert all(page[int(seal)].plain for seal in parted.blank)
