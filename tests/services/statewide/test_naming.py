"""The same contest in several counties, its choices matched by name or named as a mismatch."""

import pytest

from adjudicator.domain.canvass.returns import WRITE_INS
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.services.statewide.naming import Part, Whole, group, name_key

SCOTT, NELSON = "Rick Scott", "Bill Nelson"


def part(county: str, *names: str, title: str = "U.S. Senate", **more: int) -> Part:
    return Part(county, title, tuple((name, name) for name in names), **more)


BAY, GULF = part("Bay", SCOTT, NELSON), part("Gulf", SCOTT, NELSON)


def only(wholes: tuple[Whole, ...]) -> Whole:
    (whole,) = wholes
    return whole


@pytest.mark.parametrize(
    "name", ["rick scott", "Scott, Rick", "RICK SCOTT (REP)", "Rick  Scott.", "Ríck Scott"]
)
def test_spellings_people_read_as_one_name_are_one(name: str) -> None:
    assert name_key(name) == name_key(SCOTT)


@pytest.mark.parametrize("name", ["Rick Scott Jr.", "R. Scott", "Rick Scot", "Rick Scott Nelson"])
def test_anything_else_is_another_name(name: str) -> None:
    assert name_key(name) != name_key(SCOTT)


def test_a_statewide_contest_is_one_whatever_the_spelling_and_order(pack: RulePack) -> None:
    whole = only(group([BAY, part("Gulf", "Nelson, Bill", "SCOTT, RICK")], pack))
    assert (whole.scope, whole.statewide) == (Scope.FEDERAL, True)
    bay, gulf = whole.parts
    assert bay.choices[SCOTT] == gulf.choices["SCOTT, RICK"]
    assert bay.choices[NELSON] == gulf.choices["Nelson, Bill"] != bay.choices[SCOTT]


def test_a_name_nobody_else_has_is_a_mismatch_with_a_hint_and_merged_nowhere(
    pack: RulePack,
) -> None:
    whole = only(
        group(
            [
                part("Bay", SCOTT, NELSON),
                part("Gulf", SCOTT, NELSON),
                part("Lake", SCOTT, "Bill Nelsen"),
            ],
            pack,
        )
    )
    wrong = [each for each in whole.parts if each.mismatch]
    assert [each.part.county for each in wrong] == ["Lake"]
    assert wrong[0].choices == {}
    assert wrong[0].mismatch == (
        'In Lake "Bill Nelsen" is no choice of U.S. Senate in Bay. Did you mean "Bill Nelson"?'
    )


def test_said_by_hand_two_spellings_are_one(pack: RulePack) -> None:
    parts = [
        part("Bay", SCOTT, NELSON),
        part("Gulf", SCOTT, NELSON),
        part("Lake", SCOTT, "B. Nelson"),
    ]
    whole = only(group(parts, pack, {"B. Nelson": NELSON}))
    assert not any(each.mismatch for each in whole.parts)


def test_a_record_without_a_choice_the_others_have_does_not_fit(pack: RulePack) -> None:
    parts = [part("Bay", SCOTT, NELSON), part("Gulf", SCOTT, NELSON), part("Lake", SCOTT)]
    assert "Lake does not have Bill Nelson." in [e.mismatch for e in only(group(parts, pack)).parts]


def test_two_choices_of_one_name_are_never_added_up(pack: RulePack) -> None:
    parts = [
        part("Bay", SCOTT, NELSON),
        part("Gulf", SCOTT, NELSON),
        part("Lake", SCOTT, "Scott, Rick", NELSON),
    ]
    told = [e.mismatch for e in only(group(parts, pack)).parts if e.mismatch]
    assert told == ['Lake has two choices of one name: "Rick Scott" and "Scott, Rick".']


def test_the_spelling_of_a_record_stands_before_that_of_returns(pack: RulePack) -> None:
    returns = [part(f"county {n}", "Scott", NELSON) for n in range(5)]
    whole = only(group([*returns, part("Bay", SCOTT, NELSON, weight=3)], pack))
    assert sum(bool(each.mismatch) for each in whole.parts) == 5


def test_write_ins_in_one_line_are_a_line_of_their_own(pack: RulePack) -> None:
    lump = Part("Gulf", "U.S. Senate", ((SCOTT, SCOTT), (NELSON, NELSON), (WRITE_INS, "Write-ins")))
    whole = only(group([part("Bay", SCOTT, NELSON), lump], pack))
    assert [c.name for c in whole.contest.choices] == [SCOTT, NELSON, "Write-ins"]
    assert not any(each.mismatch for each in whole.parts)


def test_a_local_office_is_one_contest_only_where_the_same_people_stand(pack: RulePack) -> None:
    parts = [
        part("Bay", "Ann", "Bob", title="Mayor"),
        part("Gulf", "Bob", "Ann", title="Mayor"),
        part("Lake", "Cy", "Di", title="Mayor"),
    ]
    found = group(parts, pack)
    assert [(w.contest.title, w.scope, len(w.parts)) for w in found] == [
        ("Mayor", Scope.MULTICOUNTY, 2),
        ("Mayor, Lake", Scope.LOCAL, 1),
    ]


def test_office_and_district_are_matched_as_returns_write_them(pack: RulePack) -> None:
    parts = [
        part("Volusia", "Ann", "Bob", title="State House, District 26"),
        part("Lake", "Ann", "Bob", title="State House 026"),
        part("Bay", "Ann", "Bob", title="State House 27"),
    ]
    assert sorted(len(whole.parts) for whole in group(parts, pack)) == [1, 2]
