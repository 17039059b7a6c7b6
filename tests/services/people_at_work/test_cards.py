"""The card of a newly enrolled person: what it says, and where its file may lie."""

from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment
from adjudicator.services.people_at_work.cards import Newcomer, enrolment_cards, save_cards
from tests.support.scene import Scene

NORA = Newcomer(
    Enrolment("nora", "Nora Diaz", Role.TEAM, "Heron Party", "4"), "bako-rinu-feso-vadi"
)
PIP = Newcomer(Enrolment("pip", "Pip Reed", Role.OBSERVER, None), "my own four words", chosen=True)


def test_a_card_names_the_person_and_prints_only_what_the_program_proposed(scene: Scene) -> None:
    made = enrolment_cards(scene.recount, [NORA, PIP])
    for words in (b"Nora Diaz", b"Counting team", b"Heron Party", b"Pip Reed", b"Observer"):
        assert words in made
    assert b"bako-rinu-feso-vadi" in made
    assert b"my own four words" not in made
    assert scene.recount.record_code().encode() in made
    assert made.count(b"/Type /Page\n") == 2


def test_the_file_is_for_this_account_alone(scene: Scene, tmp_path: Path) -> None:
    path = save_cards(scene.recount, [NORA], tmp_path / "card.pdf")
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
