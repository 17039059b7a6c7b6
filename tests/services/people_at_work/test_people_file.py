"""A CSV of people after the board has begun: whom it would enrol, and enrolling them."""

from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.ledger import passphrases as proposals
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment, enrol, identity, remove
from adjudicator.services.people_at_work.people_file import FilePlan, enrol_file, plan_file
from adjudicator.services.tables import tables
from adjudicator.storage.queries.acts import list_entries
from tests.support.scene import Scene, passphrase

HEAD = "person,name,role,party,table\n"
GOOD = HEAD + "nora,Nora Diaz,team,HER,4\npip,Pip Reed,team,Egret Party,4\n"


def plan(scene: Scene, tmp_path: Path, text: str) -> FilePlan:
    path = tmp_path / "late.csv"
    path.write_text(text)
    return plan_file(scene.recount, path)


def enrolled(scene: Scene) -> set[str]:
    return {p for p, e in scene.recount.state.data.people.items() if e.active}


def test_a_file_is_enrolled_with_two_officers_who_sign_each_entry(
    scene: Scene, tmp_path: Path
) -> None:
    made = plan(scene, tmp_path, GOOD)
    assert [p.person for p in made.people] == ["nora", "pip"]
    assert made.problems == made.notices == ()
    secrets = {p.person: proposals.propose() for p in made.people}
    steps: list[tuple[int, int]] = []
    keys = [scene.identity("kelly"), scene.identity("cora")]
    done = enrol_file(
        scene.recount, made.people, secrets, keys, lambda n, of: steps.append((n, of))
    )
    assert done == 2
    assert steps == [(1, 2), (2, 2)]
    with scene.recount.reading() as connection:
        entries = list_entries(connection, kinds=("enrol",), limit=1000)[-2:]
    assert [e.body["person"] for e in entries] == ["nora", "pip"]
    assert all({"kelly", "cora"} <= set(e.signers) for e in entries)
    assert identity(scene.recount, "nora", secrets["nora"]).introduced is not None
    assert tables(scene.recount)["pip"] == "4"


def test_rows_that_cannot_be_enrolled_are_told_by_file_row_and_column(
    scene: Scene, tmp_path: Path
) -> None:
    remove(scene.recount, "lee", "Sent home.", [scene.identity("kelly"), scene.identity("cora")])
    made = plan(
        scene,
        tmp_path,
        HEAD + "ada,Ada Alder,team,HER,\n"
        "zed,Zed Moor,chair,,\n"
        "board,Bo Ard,team,,\n"
        "UPPER,Una Pine,team,,\n"
        "una,Una Pine,tem,,\n"
        "lee,Li Lee,observer,EGR,\n"
        "ada2,Ada Alder,team,HER,\n",
    )
    told = {p.where: p.message.split(".")[0] for p in made.problems}
    unknown = '"tem" is not a role (chair, member, alternate, clerk, team, observer)'
    assert told == {
        "late.csv, row 2, column person": '"ada" is enrolled already',
        "late.csv, row 3, column role": '"kelly" is the chair already, and a board has one',
        "late.csv, row 4, column person": 'Nobody can be enrolled as "board"',
        "late.csv, row 5, column person": (
            '"UPPER" is not an id: 1 to 20 small letters a to z and digits, as team1'
        ),
        "late.csv, row 6, column role": unknown,
    }
    assert list(told) == sorted(told)
    assert [p.person for p in made.people] == ["lee", "ada2"]
    assert [(p.where, p.message.split(".")[0]) for p in made.notices] == [
        (
            "late.csv, row 7, column person",
            '"lee" was removed before and comes back with a new key',
        ),
        ("late.csv, row 8, column name", '"Ada Alder" is enrolled already as ada'),
    ]


def test_nobody_is_enrolled_where_one_passphrase_is_too_short(scene: Scene, tmp_path: Path) -> None:
    made = plan(scene, tmp_path, GOOD)
    before = enrolled(scene)
    keys = [scene.identity("kelly"), scene.identity("cora")]
    secrets = {"nora": proposals.propose(), "pip": "short"}
    with pytest.raises(Refusal, match="Pip Reed cannot be used, and nobody was enrolled"):
        enrol_file(scene.recount, made.people, secrets, keys)
    with pytest.raises(Refusal, match="nobody to enrol"):
        enrol_file(scene.recount, [], {}, keys)
    assert enrolled(scene) == before


@pytest.mark.parametrize(
    "signing", [(), ("kelly",), ("ada", "ben"), ("ortiz", "lee"), ("kelly", "ada")]
)
def test_without_two_officers_nobody_of_the_file_is_enrolled(
    scene: Scene, tmp_path: Path, signing: tuple[str, ...]
) -> None:
    made = plan(scene, tmp_path, GOOD)
    before = enrolled(scene)
    secrets = {p.person: passphrase(p.person) for p in made.people}
    with pytest.raises(Refusal, match="two different officers"):
        enrol_file(scene.recount, made.people, secrets, [scene.identity(p) for p in signing])
    assert enrolled(scene) == before
    assert not (scene.recount.folder.keys / "nora.key").exists()


def test_a_file_that_stops_midway_says_how_far_it_came_and_can_go_on(
    scene: Scene, tmp_path: Path
) -> None:
    made = plan(scene, tmp_path, GOOD)
    secrets = {p.person: passphrase(p.person) for p in made.people}
    keys = [scene.identity("kelly"), scene.identity("cora")]

    def remove_the_clerk(done: int, _of: int) -> None:
        if done == 1:
            others = [scene.identity("kelly"), scene.identity("lewis")]
            remove(scene.recount, "cora", "Went home.", others)

    with pytest.raises(Refusal, match=r"^1 of 2 people are enrolled, and Pip Reed is not"):
        enrol_file(scene.recount, made.people, secrets, keys, remove_the_clerk)
    again = plan(scene, tmp_path, GOOD)
    assert [p.person for p in again.people] == ["pip"]
    assert [p.column for p in again.problems] == ["person"]


def test_nobody_is_enrolled_under_a_name_with_a_character_nobody_sees(scene: Scene) -> None:
    officers = [scene.identity("kelly"), scene.identity("cora")]
    turned = Enrolment("nora", "Nora\u202eneB", Role.TEAM, "h")
    with pytest.raises(Refusal, match=r"nora is not enrolled.*U\+202E.*without it"):
        enrol(scene.recount, turned, proposals.propose(), officers=officers)
    assert "nora" not in enrolled(scene)
