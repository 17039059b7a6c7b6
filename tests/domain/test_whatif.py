"""The tally if one side's open objections were upheld."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.objections import NO_VOTE, Ground
from adjudicator.domain.readings import read_votes
from adjudicator.domain.tally import Cell, ContestTally, MachineCount, TallyBook
from adjudicator.domain.whatif import OpenClaim, WhatIf, with_upheld
from tests.domain.builders import COUNCIL, SENATE

CELL = Cell("senate", "", "", "")


def official(pending: int = 3) -> ContestTally:
    book = TallyBook()
    for bucket, n in (("eddy", 50), ("hill", 40), ("under", 8), ("over", 2), ("ballots", 100)):
        book.add_count(MachineCount(CELL, bucket, n))
    book.pending[CELL] = pending
    return book.contest_tally(SENATE, [CELL])


def claim(
    case: str,
    wanted: str | None,
    *,
    ground: Ground = Ground.SHOULD_COUNT,
    label: str = "R-001",
    marked: tuple[str, ...] = (),
) -> OpenClaim:
    return OpenClaim(label, case, "senate", ground, wanted, read_votes(SENATE, marked))


def after(of: WhatIf) -> dict[str, int]:
    return {choice: figure.after for choice, figure in of.tally.choices}


def test_a_claimed_vote_moves_from_the_undervotes() -> None:
    told = with_upheld(
        official(), [claim("1", "hill"), claim("2", "hill", marked=("hill", "eddy"))]
    )
    assert after(told) == {"eddy": 50, "hill": 42}
    assert (told.tally.under.after, told.tally.over.after) == (7, 1)
    assert (told.upheld, told.tally.pending, told.tally.balanced) == (2, 1, True)


def test_a_claimed_write_in_stays_among_the_undervotes_where_they_are_counted_so() -> None:
    among = replace(official(), writeins_as_under=True)
    told = with_upheld(among, [claim("1", "w0"), claim("2", "w0", marked=("hill", "eddy"))])
    assert (told.tally.under.after, told.tally.unqualified.after) == (9, 0)
    assert told.tally.balanced is True


def test_no_vote_leaves_the_machine_s_reading_of_an_overvote() -> None:
    told = with_upheld(official(), [claim("1", NO_VOTE, marked=("hill", "eddy"))])
    assert (after(told), told.tally.over.after) == ({"eddy": 50, "hill": 40}, 2)


def test_should_not_count_demands_no_vote_without_saying_so() -> None:
    told = with_upheld(official(), [claim("1", None, ground=Ground.SHOULD_NOT, marked=("eddy",))])
    assert after(told) == {"eddy": 49, "hill": 40}


def test_what_claims_no_outcome_is_named_and_not_guessed() -> None:
    told = with_upheld(official(), [claim("4 1 7 K", None, label="R-014")])
    assert [n.words for n in told.not_computed] == ["R-014, case 4 1 7 K: claims no outcome"]
    assert (after(told), told.upheld, told.tally.pending) == ({"eddy": 50, "hill": 40}, 0, 3)


def test_two_claims_to_one_case_count_once_if_alike_and_not_at_all_if_unlike() -> None:
    alike = [claim("1", "hill"), claim("1", "hill", label="R-002")]
    assert after(with_upheld(official(), alike))["hill"] == 41
    unlike = with_upheld(official(), [claim("1", "hill"), claim("1", "eddy", label="R-002")])
    assert after(unlike) == {"eddy": 50, "hill": 40}
    assert [n.label for n in unlike.not_computed] == ["R-001", "R-002"]


def test_a_further_vote_in_a_full_contest_cannot_be_computed() -> None:
    machine = read_votes(COUNCIL, ["eddy", "hill", "bell"])
    wanted = OpenClaim("R-001", "1", "council", Ground.SHOULD_COUNT, "cutts", machine)
    told = with_upheld(TallyBook().contest_tally(COUNCIL, []), [wanted])
    assert "which of the 3 votes gives way" in told.not_computed[0].why


_CLAIMS = st.lists(
    st.builds(
        lambda case, wanted, ground, marked: claim(
            str(case), wanted, ground=ground, marked=tuple(marked)
        ),
        st.integers(0, 5),
        st.sampled_from(["eddy", "hill", "w0", NO_VOTE, None]),
        st.sampled_from(Ground),
        st.sets(st.sampled_from(["eddy", "hill"])),
    ),
    max_size=12,
)


@given(_CLAIMS)
def test_upholding_never_makes_or_loses_a_ballot(claims: list[OpenClaim]) -> None:
    first = {c.case: c for c in reversed(claims)}
    claims = [OpenClaim(c.label, c.case, c.contest, c.ground, c.claim, first[c.case].machine)
              for c in claims]  # fmt: skip
    told = with_upheld(official(pending=20), claims)
    assert told.tally.balanced is True
    assert told.tally.pending == 20 - told.upheld
    assert told.upheld + len({n.case for n in told.not_computed}) >= len({c.case for c in claims})
