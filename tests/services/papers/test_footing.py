"""Whatever the figures: cells add up to precincts, and precincts to the county, in every column."""

from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.domain.election import Choice, Contest, CountingGroup
from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.services.county_returns import ReturnsCell, figures_of, sum_of, together
from adjudicator.services.papers import printing_returns as setting

CONTEST = Contest("c", "Commission", tuple(Choice(f"x{n}", f"Name {n}") for n in range(3)), 2)
FIGURES = st.builds(Figure, st.integers(0, 10**7), st.integers(-99, 99))


def tallies() -> st.SearchStrategy[ContestTally]:
    return st.builds(
        lambda figures, over, under, unqualified, ballots: ContestTally(
            CONTEST,
            tuple(zip(("x0", "x1", "x2"), figures, strict=True)),
            over, under, unqualified, ballots, 0,
        ),
        st.lists(FIGURES, min_size=3, max_size=3),
        FIGURES, FIGURES, FIGURES, st.one_of(st.none(), st.integers(0, 10**7)),
    )  # fmt: skip


def cells() -> st.SearchStrategy[list[ReturnsCell]]:
    places = [(p, g.value) for p in ("p1", "p2", "p3") for g in list(CountingGroup)[:2]]
    chosen = st.lists(st.sampled_from(places), min_size=1, unique=True).map(sorted)
    return chosen.flatmap(
        lambda found: st.tuples(*(tallies() for _ in found)).map(
            lambda made: [ReturnsCell(*place, t) for place, t in zip(found, made, strict=True)]
        )
    )


def number(cell: str) -> int:
    return int(cell.replace(",", "").replace("+", ""))


@settings(max_examples=40, deadline=None)
@given(cells())
def test_every_column_of_the_returns_foots(found: list[ReturnsCell]) -> None:
    total = reduce(together, (cell.tally for cell in found))
    names = {cell.precinct: cell.precinct.upper() for cell in found}
    rows = list(setting.lines_of(found, names))
    table = setting.table_of(rows, total, slice(0, None))
    *body, county = table
    for column in range(2, len(county)):
        apart = [number(row[column]) for row in body if row[1] != "All groups"]
        assert sum(apart) == number(county[column])
    for start, row in enumerate(body):
        before, change, after = (number(cell) for cell in row[2:5])
        assert before + change == after
        if row[1] == "All groups":
            own: list[tuple[str, ...]] = []
            while not own or not body[start - len(own)][0]:
                own.append(body[start - len(own) - 1])
                if own[-1][0]:
                    break
            assert [sum(number(r[n]) for r in own) for n in range(2, len(row))] == [
                number(cell) for cell in row[2:]
            ]


@settings(max_examples=40, deadline=None)
@given(st.lists(tallies(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_cells_are_added_changes_nothing(
    found: list[ContestTally], chance: object
) -> None:
    turned = sorted(found, key=lambda _: chance.random())  # type: ignore[attr-defined]  # Hypothesis gives a Random
    assert reduce(together, found) == reduce(together, turned)
    assert sum_of(reduce(together, found)) == reduce(Figure.plus, map(sum_of, found))


def test_what_has_to_be_equal_is_told_in_numbers_and_a_difference_is_seen() -> None:
    figures = (("x0", Figure(5, 1)), ("x1", Figure(2, 0)), ("x2", Figure(0, 0)))
    rest = (Figure(2, 0), Figure(3, -1), Figure(0, 0))
    even = ContestTally(CONTEST, figures, *rest, 6, 0)
    assert setting.foots(even)[1] == (
        "After: 8 votes + 2 overvotes + 2 undervotes + 0 unqualified write-ins = 12 = 6 ballots "
        "x 2 votes."
    )
    odd = ContestTally(CONTEST, figures, *rest, 7, 0)
    assert setting.foots(odd)[0].endswith("= 12 \u2260 7 ballots x 2 votes.")


def test_undervotes_that_hold_the_write_ins_say_so() -> None:
    none, under = Figure(0, 0), Figure(7, -2)
    apart = ContestTally(CONTEST, (), none, under, none, 5, 0)
    assert [name for name, _ in figures_of(apart)][-2:] == ["Undervotes", "Unqualified write-ins"]
    held = ContestTally(CONTEST, (), none, under, none, 5, 0, writeins_as_under=True)
    assert figures_of(held)[1:] == (("Undervotes and unqualified write-ins", under),)
