import json
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.election import ChoiceKind
from adjudicator.interchange.elections.canonical import canonical_election, election_value
from adjudicator.interchange.elections.reading import read_election, read_election_bytes
from adjudicator.interchange.problems import Unreadable
from tests.interchange.makers import small_election, written

TOML = """
title = "Town Election"
held = 2025-11-04
state = "FL"
county = "Marsh County"

[[precincts]]
id = "p1"
name = "PCT 101"

[[precincts]]
id = "p2"
name = "PCT 102"

[[parties]]
id = "h"
name = "Heron Party"
abbreviation = "HER"

[[contests]]
id = "mayor"
title = "Mayor"
write_ins = 1
choices = [
    { id = "ada", name = "Ada Palm", parties = ["h"] },
    { id = "quill", name = "Quill Reed", kind = "qualified_write_in" },
]

[[contests]]
id = "council"
title = "Council"
seats = 2
precincts = ["p1"]
write_ins = 2
choices = [{ id = "cy", name = "Cy Oak" }]
"""

TABLE = """\
contest_id,title,seats,choice_id,choice_name,kind,party,precincts,election,held,state,county
mayor,Mayor,1,ada,Ada Palm,,HER,,Town Election,2025-11-04,FL,Marsh County
mayor,,,write-in-0,Write-in,write-in,,,,,,
council,Council,2,cy,Cy Oak,candidate,,p1=PCT 101; p2=PCT 102,,,,
park,Park,,park-yes,Yes,yes_no,,p2,,,,
park,Park,,park-no,No,yes/no,,p2,,,,
"""


def problems(path: Path) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read_election(path)
    return [str(p) for p in caught.value.problems]


def test_our_own_form_comes_back_as_it_went(tmp_path: Path) -> None:
    election = small_election()
    data = canonical_election(election)
    path = tmp_path / "election.json"
    path.write_bytes(data)
    assert read_election(path) == election
    assert canonical_election(read_election(path)) == data


def test_our_own_form_is_restricted_canonical_json() -> None:
    data = canonical_election(small_election())
    assert b'{"contests":[{"choices":[{"id":"ada"' in data
    assert "Núñez".encode() in data
    text = data.decode()
    assert "\n" not in text
    assert json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_one_changed_letter_changes_the_bytes() -> None:
    election = small_election()
    other = replace(election, title="Town Elektion")
    assert canonical_election(election) != canonical_election(other)


def test_the_written_toml_form(tmp_path: Path) -> None:
    election = read_election(written(tmp_path, "election.toml", TOML))
    assert [c.id for c in election.contests] == ["mayor", "council"]
    assert [c.id for c in election.contest("mayor").choices] == ["ada", "quill", "write-in-0"]
    assert [c.name for c in election.contest("council").write_in_lines] == [
        "Write-in 1",
        "Write-in 2",
    ]
    assert election.contest("mayor").choice("quill").kind is ChoiceKind.QUALIFIED_WRITE_IN
    assert [(s.precincts, s.contests) for s in election.styles] == [
        (("p1",), ("mayor", "council")),
        (("p2",), ("mayor",)),
    ]


def test_every_mistake_in_toml_is_named_by_its_key(tmp_path: Path) -> None:
    wrong = TOML.replace("seats = 2", "seat = 2").replace('title = "Mayor"', "title = 3")
    wrong = wrong.replace('kind = "qualified_write_in"', 'kind = "qualified_writein"')
    assert problems(written(tmp_path, "e.toml", wrong)) == [
        (
            'e.toml, contests[1].choices[2].kind: "qualified_writein" is not a kind of choice;'
            " it is one of candidate, write_in, qualified_write_in, yes_no."
            ' Did you mean "qualified_write_in"?'
        ),
        "e.toml, contests[1].title: This must be a text.",
        'e.toml, contests[2].seat: This key is not known here. Did you mean "seats"?',
    ]


def test_a_party_nobody_has_heard_of(tmp_path: Path) -> None:
    wrong = TOML.replace('parties = ["h"]', 'parties = ["H"]')
    assert problems(written(tmp_path, "e.toml", wrong)) == [
        'e.toml, contest mayor, choice ada: "H" is not a party of this election. Did you mean "h"?'
    ]


def test_the_csv_form(tmp_path: Path) -> None:
    election = read_election(written(tmp_path, "contests.csv", TABLE))
    assert election.title == "Town Election"
    assert election.held.isoformat() == "2025-11-04"
    assert [(p.id, p.name) for p in election.precincts] == [("p1", "PCT 101"), ("p2", "PCT 102")]
    assert election.contest("council").seats == 2
    assert election.contest("park").choice("park-no").kind is ChoiceKind.YES_NO
    assert {s.precincts: s.contests for s in election.styles} == {
        ("p1",): ("mayor", "council"),
        ("p2",): ("mayor", "council", "park"),
    }
    assert read_election_bytes(canonical_election(election), "e.json") == election


def test_mistakes_in_the_csv_form_are_named_by_row(tmp_path: Path) -> None:
    wrong = TABLE.replace("park,Park,,park-no,No,yes/no", "park,Pork,0,park-no,No,maybe")
    assert problems(written(tmp_path, "contests.csv", wrong)) == [
        (
            'contests.csv, row 6, column title: An earlier row of this contest says "Park",'
            ' this one "Pork".'
        ),
        'contests.csv, row 6, column seats: An earlier row of this contest says "1", this one "0".',
        (
            'contests.csv, row 6, column kind: "maybe" is not a kind of choice: candidate,'
            " write_in, qualified_write_in, yes_no."
        ),
    ]


def test_ids_must_differ_and_words_of_the_tally_are_taken(tmp_path: Path) -> None:
    value = election_value(small_election())
    value["contests"][0]["choices"][0]["id"] = "over"
    value["contests"][1]["choices"][1]["id"] = "cy"
    value["styles"][1]["contests"] = ["mayr"]
    path = written(tmp_path, "e.json", json.dumps(value))
    assert problems(path) == [
        'e.json, contest mayor: "over" is a word of the tally and cannot be the id of a choice.',
        'e.json, contest council-7, choices: The id "cy" is used 2 times; each must differ.',
        'e.json, style less: "mayr" is not a contest of this election. Did you mean "mayor"?',
    ]


def test_a_contest_on_no_ballot_is_refused(tmp_path: Path) -> None:
    value = election_value(small_election())
    value["styles"][0]["contests"] = ["mayor", "park"]
    assert problems(written(tmp_path, "e.json", json.dumps(value))) == [
        "e.json, contest council-7: No ballot style carries this contest."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "The file is empty."),
        ("{", "This is not JSON"),
        ("[]", "This is not TOML"),
        ("title = ", "This is not TOML"),
        ("{}", "This JSON file is no election definition"),
        ('{"format":"adjudicator-election/9"}', "newer version"),
    ],
)
def test_what_is_no_definition_is_said_so(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in problems(written(tmp_path, "e.any", text))[0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problems(tmp_path / "e.json") == [
        "e.json: The file cannot be opened: No such file or directory."
    ]
