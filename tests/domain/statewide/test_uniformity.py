"""Counties that rule unlike the others are marked, and only where chance hardly does that."""

from adjudicator.domain.rates import Rate
from adjudicator.domain.statewide.uniformity import Reviewed, per_thousand, uniformity

CLAUSES = {"4c1": "(4)(c)1", "4c4": "(4)(c)4", "4c9": "(4)(c)9"}


def county(name: str, ruled: int, found: int, **more: int) -> Reviewed:
    clauses = {"4c1": found - more.get("crosses", 0), "4c4": more.get("crosses", 0)}
    return Reviewed(name, ruled, found, clauses, more.get("board", 10), more.get("objected", 5))


ALIKE = [county(f"county {n}", 1_000, 10) for n in range(20)]


def test_counties_that_rule_alike_are_not_marked() -> None:
    assert uniformity(ALIKE, CLAUSES).far == ()


def test_a_county_that_finds_five_times_as_many_votes_is_marked_and_says_why() -> None:
    found = uniformity([*ALIKE, county("Bay", 1_000, 50)], CLAUSES)
    (mark,) = found.far
    assert (mark.county, mark.name) == ("Bay", "ballots with a vote found")
    assert mark.words == (
        "50 of 1,000 (50.0 per 1,000), the others 200 of 20,000 (10.0 per 1,000): look here"
    )
    assert "is no reproach" in found.rule
    assert "84 comparisons" in found.rule


def test_the_clause_votes_are_found_under_is_a_share_of_the_votes_found() -> None:
    bay = county("Bay", 4_000, 40, board=40, objected=20, crosses=30)
    found = uniformity([*ALIKE, bay], CLAUSES)
    assert "found under (4)(c)9" not in found.names
    assert [(mark.county, mark.name) for mark in found.far] == [
        ("Bay", "found under (4)(c)1"),
        ("Bay", "found under (4)(c)4"),
    ]


def test_two_ballots_are_never_marked_and_one_tier_has_no_share_of_the_board() -> None:
    tiny = Reviewed("Lafayette", 2, 2, {"4c1": 2}, None, 2)
    found = uniformity([*ALIKE, tiny], CLAUSES)
    assert found.far == ()
    shares = dict(found.counties)["Lafayette"]
    assert shares[1].own == Rate(0, 0)


def test_shares_are_told_per_thousand_to_a_tenth() -> None:
    assert [per_thousand(Rate(*r)) for r in ((16, 1_854), (1, 3), (0, 9), (0, 0))] == [
        "8.6",
        "333.3",
        "0.0",
        "\u2013",
    ]
