"""Whether two sets of returns match, number by number."""

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.canvass.matching import Unlike, match
from adjudicator.domain.canvass.returns import ContestName, Place, Returns

MAYOR, COUNCIL = ContestName("Marsh", "Mayor", ""), ContestName("Marsh", "Council", "")
P1, P2 = Place("Marsh", "P1", ""), Place("Marsh", "P2", "")
EARLY, DAY = P1._replace(group="early"), P1._replace(group="election day")


def returns(*numbers: tuple[ContestName, Place, str, int]) -> Returns:
    found = Returns()
    for name, place, bucket, n in numbers:
        contest = found.contest(name)
        contest.parties.setdefault(bucket, "")
        contest.numbers[place, bucket] += n
    return found


def test_the_same_numbers_match() -> None:
    one = returns((MAYOR, P1, "Ash", 5), (MAYOR, P2, "Ash", 6))
    found = match(one, returns((MAYOR, P2, "Ash", 6), (MAYOR, P1, "Ash", 5)))
    assert found.agrees
    assert (found.contests, found.places, found.numbers) == (1, 2, 2)


def test_a_number_that_differs_is_named_with_both() -> None:
    one = returns((MAYOR, P1, "Ash", 5), (MAYOR, P2, "Ash", 6))
    found = match(one, returns((MAYOR, P1, "Ash", 5), (MAYOR, P2, "Ash", 9)))
    assert found.unlike == (Unlike(MAYOR, P2, "Ash", 6, 9),)
    assert not found.agrees


def test_a_number_left_out_matches_0_and_nothing_else() -> None:
    one = returns((MAYOR, P1, "Ash", 5), (MAYOR, P1, "Birch", 0), (MAYOR, P2, "Ash", 1))
    found = match(one, returns((MAYOR, P1, "Ash", 5)))
    assert found.unlike == (Unlike(MAYOR, P2, "Ash", 1, None),)


def test_groups_are_added_up_where_the_other_has_none() -> None:
    one = returns((MAYOR, EARLY, "Ash", 2), (MAYOR, DAY, "Ash", 3))
    assert match(one, returns((MAYOR, P1, "Ash", 5))).agrees
    assert match(returns((MAYOR, P1, "Ash", 5)), one).agrees
    assert match(one, returns((MAYOR, P1, "Ash", 6))).unlike == (Unlike(MAYOR, P1, "Ash", 5, 6),)


def test_votes_in_another_group_do_not_match() -> None:
    one = returns((MAYOR, EARLY, "Ash", 2), (MAYOR, DAY, "Ash", 3))
    other = returns((MAYOR, EARLY, "Ash", 3), (MAYOR, DAY, "Ash", 2))
    assert [u.place.group for u in match(one, other).unlike] == ["early", "election day"]


def test_contests_of_one_side_are_named_and_nothing_agrees() -> None:
    one = returns((MAYOR, P1, "Ash", 5), (COUNCIL, P1, "Cole", 1))
    found = match(one, returns((MAYOR, P1, "Ash", 5)))
    assert found.only_one == (COUNCIL,)
    assert not found.unlike
    assert not found.agrees
    assert not match(Returns(), Returns()).agrees, "nothing was compared"


_NUMBERS = st.lists(
    st.tuples(
        st.sampled_from([MAYOR, COUNCIL]),
        st.sampled_from([P1, P2]),
        st.sampled_from(["Ash", "Birch"]),
        st.integers(1, 9),
    ),
    min_size=1,
)


@given(_NUMBERS, st.data())
def test_one_vote_moved_is_always_seen(
    numbers: list[tuple[ContestName, Place, str, int]], data: st.DataObject
) -> None:
    one, other = returns(*numbers), returns(*numbers)
    assert match(one, other).agrees
    contest, place, bucket, _ = data.draw(st.sampled_from(numbers))
    moved = data.draw(st.sampled_from([P1, P2]))
    other.contests[contest].numbers[place, bucket] -= 1
    other.contests[contest].numbers[moved, bucket] += 1
    assert match(one, other).agrees == (moved == place)
    assert len(match(one, other).unlike) == (0 if moved == place else 2)
