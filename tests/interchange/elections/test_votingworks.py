import json
from pathlib import Path
from typing import Any

import pytest

from adjudicator.domain.election import ChoiceKind
from adjudicator.interchange.elections.canonical import canonical_election
from adjudicator.interchange.elections.reading import read_election, read_election_bytes
from adjudicator.interchange.problems import Unreadable

AMENDMENT = "Shall-there-be-a-convention-to-amend-or-revise-the-constitution--15e8b5bc"


def older() -> dict[str, Any]:
    return {
        "title": "Test",
        "date": "2022-07-12T12:00:00.000-04:00",
        "state": "NH",
        "county": {"id": "1", "name": "Marsh"},
        "parties": [{"id": "h", "name": "Heron", "fullName": "Heron Party", "abbrev": "H"}],
        "precincts": [{"id": "p", "name": "Town"}],
        "ballotStyles": [{"id": "1", "precincts": ["p"], "districts": ["d"]}],
        "contests": [
            {
                "id": "council",
                "districtId": "d",
                "title": "Council",
                "type": "candidate",
                "seats": 3,
                "allowWriteIns": True,
                "candidates": [{"id": "cy", "name": "Cy", "partyIds": ["h"]}],
            },
            {"id": "m", "districtId": "d", "title": "Measure", "type": "yesno"},
        ],
    }


def test_write_in_lines_are_counted_from_the_grid() -> None:
    value = older()
    lines = [{"type": "write-in", "contestId": "council", "writeInIndex": n} for n in (0, 1)]
    value["gridLayouts"] = [{"gridPositions": lines}]
    election = read_election_bytes(json.dumps(value).encode(), "e.json")
    assert [c.id for c in election.contest("council").write_in_lines] == [
        "write-in-0",
        "write-in-1",
    ]


@pytest.mark.parametrize("index", [-1, 100, 10**12, 0.5, "0"])
def test_a_line_no_contest_has_is_named_and_not_made(index: object) -> None:
    value = older()
    line = {"type": "write-in", "contestId": "council", "writeInIndex": index}
    value["gridLayouts"] = [{"gridPositions": [line]}]
    with pytest.raises(Unreadable, match=r"gridLayouts\[1\].gridPositions\[1\].writeInIndex"):
        read_election_bytes(json.dumps(value).encode(), "e.json")


def test_where_a_choice_is_printed_is_not_asked_of_the_grid() -> None:
    value = older()
    place = {"contestId": "council", "optionId": "cy", "column": float("nan"), "row": -1e308}
    value["gridLayouts"] = [{"gridPositions": [place]}]
    election = read_election_bytes(json.dumps(value).encode(), "e.json")
    assert election.contest("council").has_choice("cy")


def test_without_a_grid_there_are_as_many_lines_as_votes() -> None:
    election = read_election_bytes(json.dumps(older()).encode(), "e.json")
    assert len(election.contest("council").write_in_lines) == 3
    assert [c.id for c in election.contest("m").choices] == ["m-option-yes", "m-option-no"]


def test_yes_and_no_are_called_as_the_grid_calls_them() -> None:
    value = older()
    cells = [{"type": "option", "contestId": "m", "optionId": i} for i in ("m-for", "m-against")]
    value["gridLayouts"] = [{"gridPositions": cells}]
    election = read_election_bytes(json.dumps(value).encode(), "e.json")
    assert [(c.id, c.name) for c in election.contest("m").choices] == [
        ("m-for", "Yes"),
        ("m-against", "No"),
    ]


def test_a_kind_of_contest_nobody_can_recount_is_refused() -> None:
    value = older()
    value["contests"][1]["type"] = "straight-party"
    with pytest.raises(Unreadable, match=r"contests\[2\]\.type.*straight-party"):
        read_election_bytes(json.dumps(value).encode(), "e.json")


def test_the_older_real_definition(shared_data: Path) -> None:
    election = read_election(shared_data / "nh-test-ballots" / "election.json")
    assert len(election.contests) == 14
    assert election.held.isoformat() == "2022-07-12"
    assert (election.state, election.county) == ("NH", "Test Ballot")
    house = election.contest("State-Representatives-Hillsborough-District-34-b1012d38")
    assert (house.seats, len(house.named_choices), len(house.write_in_lines)) == (3, 8, 3)
    assert [c.id for c in election.contest(AMENDMENT).choices] == [
        f"{AMENDMENT}-option-yes",
        f"{AMENDMENT}-option-no",
    ]
    sheriff = election.contest("Sheriff-4243fe0b")
    assert [c.id for c in sheriff.named_choices] == ["Edward-Randolph-bf4c848a"]
    assert len(sheriff.named_choices[0].parties) == 2
    assert read_election_bytes(canonical_election(election), "e.json") == election


def test_the_newer_real_definition_is_the_same_election(shared_data: Path) -> None:
    older_one = read_election(shared_data / "nh-test-ballots" / "election.json")
    newer = read_election(shared_data / "vx-cvr-export" / "nh-test-election.json")
    assert newer.contests == older_one.contests
    assert newer.styles == older_one.styles


def test_a_real_primary_keeps_parties_apart(shared_data: Path) -> None:
    election = read_election(shared_data / "vx-cvr-export" / "two-party-primary-election.json")
    mammal, fish = election.styles
    assert "best-animal-mammal" in mammal.contests
    assert "best-animal-mammal" not in fish.contests
    assert "fishing" in mammal.contests
    assert "fishing" in fish.contests
    fishing = election.contest("fishing")
    assert [(c.id, c.name, c.kind) for c in fishing.choices] == [
        ("ban-fishing", "YES", ChoiceKind.YES_NO),
        ("allow-fishing", "NO", ChoiceKind.YES_NO),
    ]
    assert election.contest("aquarium-council-fish").seats == 2
    assert len(election.contest("aquarium-council-fish").write_in_lines) == 2
