from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.interchange.people import affiliations, read_people
from adjudicator.interchange.problems import Unreadable
from tests.interchange.makers import small_election, written

HEADER = "person,name,role,party,table\n"


def test_a_whole_room(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "people.csv",
        HEADER
        + "judge,Judge Ruth Bell,chair,,\n"
        + "sup,Sue Pine,Board member,none,\n"
        + "c1,Cleo Ray,Clerk,NPA,\n"
        + "t1,Tom Oak,team,Heron Party,1\n"
        + "t2,Tea Ash,Counting Team,egr,1\n"
        + "o1,Oz Fir,observer,Ada Palm,Table 1\n",
    )
    file = read_people(path, small_election())
    assert file.problems == ()
    assert [(p.person, p.role, p.party, p.table) for p in file.people] == [
        ("judge", Role.CHAIR, None, ""),
        ("sup", Role.MEMBER, None, ""),
        ("c1", Role.CLERK, None, ""),
        ("t1", Role.TEAM, "Heron Party", "1"),
        ("t2", Role.TEAM, "Egret Party", "1"),
        ("o1", Role.OBSERVER, "Ada Palm", "Table 1"),
    ]
    assert file.people[0].name == "Judge Ruth Bell"


def test_headers_and_separators_may_differ(tmp_path: Path) -> None:
    path = written(tmp_path, "p.csv", "\ufeffID;Full name;Role;Affiliation\nx;A B;Team;HER\n")
    (person,) = read_people(path, small_election()).people
    assert (person.person, person.party) == ("x", "Heron Party")


def test_every_problem_with_its_row_and_the_good_rows_stay(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "people.csv",
        HEADER
        + "T 1,Tom Oak,team,,\n"
        + "t2,,team,,\n"
        + "t3,Tea,tem,,\n"
        + "t4,Tess,team,Heren Party,\n"
        + "t5,Tim,team,,\n"
        + "t5,Tam,team,,\n"
        + "t6,Tam,,,\n",
    )
    file = read_people(path, small_election())
    assert [str(p) for p in file.problems] == [
        (
            'people.csv, row 2, column person: "T 1" is not an id: 1 to 20 small letters a to z and'
            " digits, as team1."
        ),
        "people.csv, row 3, column name: A name is missing, or longer than 120 letters.",
        (
            'people.csv, row 4, column role: "tem" is not a role (chair, member, alternate, clerk,'
            ' team, observer). Did you mean "team"?'
        ),
        (
            'people.csv, row 5, column party: "Heren Party" is not a party or candidate of this'
            ' election. Did you mean "Heron Party"? For nobody, leave it empty.'
        ),
        'people.csv, row 7, column person: "t5" stands in row 6 already; each id once.',
        (
            "people.csv, row 8, column role: This is missing; it is one of chair, member,"
            " alternate, clerk, team, observer."
        ),
    ]
    assert [p.name for p in file.people] == ["Tim"]


def test_the_controlled_list_holds_parties_and_people_on_the_ballot() -> None:
    assert affiliations(small_election()) == (
        *("Heron Party", "Egret Party", "Ada Palm", "Bo Cedar", "Quill Reed"),
        *("Cy Oak", "Di Elm", "Ed Núñez"),
    )


def test_a_file_of_nobody(tmp_path: Path) -> None:
    file = read_people(written(tmp_path, "p.csv", HEADER), small_election())
    assert [p.message for p in file.problems] == ["The file names nobody."]
    with pytest.raises(Unreadable, match="column role is missing"):
        read_people(written(tmp_path, "q.csv", "person,name\n"), small_election())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ada\u202eneB", "U+202E (right-to-left override)"),
        ("Ada\u200b Palm", "U+200B (zero width space)"),
        ("Ada\u2066 Palm", "U+2066 (left-to-right isolate)"),
        ("Ada\x07 Palm", "U+0007 (a control character)"),
        ("Ada\u00ad Palm", "U+00AD (soft hyphen)"),
        ("Ada\u3164 Palm", "U+3164 (hangul filler)"),
        ("Ada\ufe0f Palm", "U+FE0F (variation selector-16)"),
    ],
)
def test_a_name_with_a_character_nobody_sees_is_refused_in_its_place(
    tmp_path: Path, name: str, told: str
) -> None:
    path = written(tmp_path, "p.csv", f"{HEADER}t1,{name},team,HER,1\nt2,Tea Ash,team,EGR,1\n")
    found = read_people(path, small_election())
    assert [p.person for p in found.people] == ["t2"]
    (problem,) = found.problems
    assert problem.where == "p.csv, row 2, column name"
    assert told in problem.message
    assert problem.message.endswith("Type the name anew without it.")


def test_names_of_any_script_and_with_accents_are_taken(tmp_path: Path) -> None:
    names = [
        "Jos\u00e9 N\u00fa\u00f1ez-O\u2019Hara",
        "\u5f20\u4f1f",
        "\u05d0\u05d1\u05d2",
        "Zoe\u0308 A.",
    ]
    rows = "".join(f"t{n},{name},team,HER,1\n" for n, name in enumerate(names))
    found = read_people(written(tmp_path, "p.csv", HEADER + rows), small_election())
    assert found.problems == ()
    assert [p.name for p in found.people] == names


def test_one_name_twice_in_a_file_is_told_and_both_stay(tmp_path: Path) -> None:
    rows = "t1,Jos\u00e9 Ash,team,HER,1\nt2,Tea Ash,team,EGR,1\nt3,JOSE\u0301  ASH,team,HER,2\n"
    found = read_people(written(tmp_path, "p.csv", HEADER + rows), small_election())
    assert [p.person for p in found.people] == ["t1", "t2", "t3"]
    (notice,) = found.notices
    assert notice.where == "p.csv, row 4, column name"
    assert "stands in row 2 already, as t1" in notice.message
