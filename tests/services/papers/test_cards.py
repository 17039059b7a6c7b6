"""The card of a newly enrolled person: what it says, and where its file may lie."""

from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.printing_people import Newcomer, newcomers_cards, save_cards
from adjudicator.services.people import Enrolment, enrol, identity
from adjudicator.services.tables import seat_tables
from tests.interchange.papers.reading import read_pages
from tests.support.scene import Scene, passphrase

NORA = Newcomer(
    Enrolment("nora", "Nora Diaz", Role.TEAM, "Heron Party", "4"), "bako-rinu-feso-vadi"
)
PIP = Newcomer(Enrolment("pip", "Pip Reed", Role.OBSERVER, None), "my own four words", chosen=True)


@pytest.fixture
def joined(scene: Scene) -> Scene:
    """Both are enrolled, and Nora has a table."""
    officers = [identity(scene.recount, p, passphrase(p)) for p in ("kelly", "cora")]
    for made in (NORA, PIP):
        enrol(scene.recount, made.who, made.passphrase, officers=officers)
    seat_tables(scene.recount, {"nora": "4"})
    return scene


def test_a_card_names_the_person_and_prints_only_what_the_program_proposed(joined: Scene) -> None:
    made = newcomers_cards(joined.recount, [NORA, PIP])
    for words in (b"Nora Diaz", b"Counting team", b"Heron Party", b"Pip Reed", b"Observer"):
        assert words in made
    assert b"bako-rinu-feso-vadi" in made
    assert b"my own four words" not in made
    assert joined.recount.record_code().encode() in made
    assert made.count(b"/Type /Page\n") == 2


def test_a_card_tells_the_table_and_the_key(joined: Scene) -> None:
    (page,) = read_pages(newcomers_cards(joined.recount, [NORA]))
    assert "Return" in page.words
    assert "F2" in page.words
    assert "Table 4" in page.words


def test_nobody_gets_a_card_who_is_not_enrolled(scene: Scene) -> None:
    with pytest.raises(Refusal, match="Nobody is enrolled as 'nora'"):
        newcomers_cards(scene.recount, [NORA])


def test_the_file_is_for_this_account_alone(joined: Scene, tmp_path: Path) -> None:
    path = save_cards(joined.recount, [NORA], tmp_path / "card.pdf")
    assert path.stat().st_mode & 0o777 == 0o600


def test_cards_are_not_put_into_the_recount_nor_over_another_file(
    scene: Scene, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="do not belong into the recount folder"):
        save_cards(scene.recount, [NORA], scene.path / "card.pdf")
    (tmp_path / "card.pdf").write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        save_cards(scene.recount, [NORA], tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_text() == "mine"
    with pytest.raises(Refusal, match="There is no folder"):
        save_cards(scene.recount, [NORA], tmp_path / "nowhere" / "card.pdf")
