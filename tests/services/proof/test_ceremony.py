"""The opening of a recount that counts: its steps in order, and another order refused in words."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.interchange.papers.pdf import render
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.people import constitute, enrol, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.proof.ceremony import (
    Done,
    Stage,
    Step,
    in_order,
    read_ceremony,
)
from adjudicator.services.proof.drawing import drawing_problem, drawn_from
from adjudicator.services.proof.handing_out import hand_out
from adjudicator.services.roster import enrol_everyone
from adjudicator.services.ruling import record_rulings
from adjudicator.services.status import recount_status
from adjudicator.services.tabulator_test import REMINDER
from adjudicator.storage.queries.acts import list_entries, open_body
from tests.interchange.papers.reading import read_pages
from tests.support.boardroom import ANN
from tests.support.scene import BOARD, ELECTION, ROSTER, Scene, Sheet, passphrase

DICE = "3 1 6 2 5 4 1 1 6 3 2 5 4 6 1 2 3 3 5 6"
SECRETS = {p.person: passphrase(p.person) for p in ROSTER}


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A recount that counts, with nobody enrolled yet."""
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    recount = new_recount(tmp_path / "recount", election=ELECTION, purpose=Purpose.RECOUNT)
    yield Scene(recount, tmp_path / "sources")
    recount.close()


def now(scene: Scene) -> Step | None:
    return read_ceremony(scene.recount).now


def begun(scene: Scene) -> Scene:
    """Everyone is enrolled and the board has fixed its roster."""
    enrol_everyone(scene.recount, ROSTER, SECRETS)
    constitute(scene.recount, [scene.identity(member) for member in BOARD])
    return scene


def draw(scene: Scene, text: str = DICE) -> None:
    keys = {member: scene.identity(member) for member in BOARD}
    note_here(scene.recount, keys)
    drawn = drawn_from(text)
    close_pile(scene.recount, list(keys.values()), seed=drawn.seed, drawn=drawn.words)


def test_the_steps_of_a_recount_come_in_their_order_and_each_says_by_whom(
    scene: Scene, tmp_path: Path
) -> None:
    recount, clerk = scene.recount, "cora"
    assert recount.watermark is None
    assert now(scene) is Step.PEOPLE
    for person in ROSTER:
        enrol(recount, person, SECRETS[person.person])
    assert now(scene) is Step.ROSTER
    constitute(recount, [scene.identity(member) for member in BOARD])
    assert now(scene) is Step.OPENING_CARD, "those who sign the roster cosign its head at once"
    stick = tmp_path / "stick"
    made = hand_out(recount, Step.OPENING_CARD, scene.identity(clerk), ["ortiz", "lee"], out=stick)
    assert {path.name for path in made.saved} == {
        "opening-card.pdf", "opening.tlog-proof", "recount.tlog-policy",
    }  # fmt: skip
    assert made.paper.parent == recount.folder.path / "papers"
    assert now(scene) is Step.IMPORT
    scene.import_sheets([Sheet(1), Sheet(2)])
    assert now(scene) is Step.PILE
    draw(scene)
    assert now(scene) is Step.PILE_CARD
    hand_out(recount, Step.PILE_CARD, scene.identity(clerk), ["ortiz"])
    assert now(scene) is Step.REPORT
    hand_out(recount, Step.REPORT, scene.identity("kelly"), BOARD)
    ceremony = read_ceremony(recount)
    assert (ceremony.now, ceremony.over) == (None, True)
    assert [line.step for line in ceremony.lines] == list(Step)
    told = {line.step: line.told for line in ceremony.lines}
    assert told[Step.PEOPLE] == "8 people"
    assert told[Step.ROSTER].endswith("Judge Kelly and Lou Lewis")
    assert told[Step.OPENING_HEAD].endswith("Judge Kelly and Lou Lewis")
    assert told[Step.OPENING_CARD] == "for Li Lee and Olga Ortiz \u00b7 Cora Clay"
    assert told[Step.REPORT] == "for Judge Kelly and Lou Lewis \u00b7 Judge Kelly"
    scene.sit()
    scene.rule(scene.cases()[0], ANN)
    assert read_ceremony(recount).ruled


def test_another_order_is_refused_in_words_and_changes_nothing(scene: Scene) -> None:
    begun(scene)
    recount, clerk = scene.recount, scene.identity("cora")
    size = recount.state.size
    with pytest.raises(Refusal, match="the step \u201cOpening card handed out\u201d comes first"):
        scene.import_sheets([Sheet(1)])
    with pytest.raises(
        Refusal, match=r"comes first\. Nothing was changed\. Print and save the open"
    ):
        hand_out(recount, Step.PILE_CARD, clerk)
    with pytest.raises(Refusal, match="Opening card handed out"):
        draw(scene)
    assert recount.state.size == size + 2, "that two members were here, and nothing else"
    hand_out(recount, Step.OPENING_CARD, clerk)
    with pytest.raises(Refusal, match="\u201cFlagged ballots imported\u201d comes first"):
        hand_out(recount, Step.REPORT, clerk)
    scene.import_sheets([Sheet(1)])
    with pytest.raises(Refusal, match=r"drawn in public.*Nothing was changed. Type in what was"):
        close_pile(recount, [scene.identity(member) for member in BOARD])
    scene.sit()
    draw(scene)
    assert recount_status(recount).waiting == [
        "Opening, step 9 of 10: Print and save the pile card, and hand it to every party.",
        REMINDER,
    ]
    (case,) = scene.cases()
    team = [scene.seating.seat("ada"), scene.seating.seat("ben")]
    for step in (Step.PILE_CARD, Step.REPORT):
        with pytest.raises(Refusal, match=f"Nobody can rule yet.*{step.label}"):
            record_rulings(recount, [(case, ANN)], team)
        hand_out(recount, step, clerk)
    record_rulings(recount, [(case, ANN)], team)
    with pytest.raises(Refusal, match="somebody has ruled"):
        hand_out(recount, Step.REPORT, clerk)


def test_what_the_pile_was_drawn_from_stands_in_the_record_and_anyone_can_work_the_seed_out(
    scene: Scene,
) -> None:
    begun(scene)
    hand_out(scene.recount, Step.OPENING_CARD, scene.identity("cora"))
    scene.import_sheets([Sheet(1)])
    text = f"3..1 {DICE}"
    draw(scene, text)
    (entry,) = scene.recount.state.data.piles
    with scene.recount.reading() as connection:
        body = list_entries(connection, first=entry, limit=1)[0].body
    assert body["seed"] == sha256(text.encode()).hexdigest()
    assert f'"{text}"' in body["drawn"]
    report = gather(scene.recount, Kind.OPENING_REPORT)
    assert f'"{text}"' in " ".join(p.words for p in read_pages(render(*report.papers)))
    assert body["drawn"].startswith("Dice thrown in public")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3 1 6 2", "has 4 of at least 20"),
        ("d\u00e9s " * 10, "without accents"),
        ("6" * 401, "at most 400"),
    ],
)
def test_a_drawing_that_anybody_could_try_out_is_refused(text: str, why: str) -> None:
    assert why in drawing_problem(text)
    with pytest.raises(UsageError, match="Nothing was changed"):
        drawn_from(text)


def test_the_card_of_a_later_pile_waits_and_holds_nothing_up(scene: Scene) -> None:
    begun(scene)
    recount, clerk = scene.recount, scene.identity("cora")
    hand_out(recount, Step.OPENING_CARD, clerk)
    for number in (1, 2):
        scene.import_sheets([Sheet(number)])
        draw(scene)
        hand_out(recount, Step.PILE_CARD, clerk) if number == 1 else None
    waits = "Pile card 2 is not handed out."
    assert any(line.startswith(waits) for line in recount_status(recount).waiting)
    hand_out(recount, Step.REPORT, clerk)
    assert recount_status(recount).opening.over
    made = hand_out(recount, Step.PILE_CARD, clerk, pile=2)
    assert made.paper.name == "pile-2-card.pdf"
    assert not recount_status(recount).further_cards


def test_spaces_do_not_make_another_seed() -> None:
    assert drawn_from(f"  {DICE.replace(' ', '   ')}\n").seed == drawn_from(DICE).seed


def test_a_rehearsal_is_led_and_refused_nothing_more_than_the_record_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    recount = new_recount(tmp_path / "r", election=ELECTION, purpose=Purpose.REHEARSAL)
    scene = begun(Scene(recount, tmp_path / "sources"))
    assert "A rehearsal can go on without." in " ".join(recount_status(recount).waiting)
    scene.import_sheets([Sheet(1)])
    scene.pile()
    ceremony = read_ceremony(recount)
    stages = {line.step: line.stage for line in ceremony.lines}
    assert stages[Step.OPENING_CARD] is Stage.LEFT_OUT
    assert (ceremony.now, ceremony.over) == (Step.PILE_CARD, False)
    scene.sit()
    scene.rule(scene.cases()[0], ANN)
    assert read_ceremony(recount).over
    recount.close()


def test_a_recount_is_never_without_cosigned_heads(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"always cosigned.*Nothing was created"):
        new_recount(
            tmp_path / "r",
            election=ELECTION,
            purpose=Purpose.RECOUNT,
            policy=Policy(cosign=False),
        )
    assert not (tmp_path / "r").exists()


def test_only_what_is_first_undone_comes_now() -> None:
    done = {Step.OPEN: Done("t"), Step.PEOPLE: Done("t")}
    stages = [line.stage for line in in_order(done)]
    assert stages == [Stage.DONE, Stage.DONE, Stage.NOW, *[Stage.LATER] * 7]
    without = in_order(done, cosign=False)
    assert [line.step for line in without if "CARD" in line.step.name] == []
    assert len(without) == 6


def test_the_opening_card_names_a_recount_that_counts(scene: Scene) -> None:
    begun(scene)
    with scene.recount.reading() as connection:
        assert open_body(connection)["purpose"] == "recount"
    assert identity(scene.recount, "cora", SECRETS["cora"]).introduced is not None
    assert scene.recount.origin.count("/") == 2
