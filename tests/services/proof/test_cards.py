"""Cards: what is proven, who stands behind it, the same bytes always, and when there is none."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.ledger import receipts, tlogpolicy
from adjudicator.ledger.cosignatures import known_cosigners
from adjudicator.ledger.origin import Purpose
from adjudicator.services.cosigning import cosign_head
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.proof.cards import (
    Card,
    CardKind,
    card_places,
    make_card,
    place_named,
    why_not,
    write_card,
    write_cards,
)
from adjudicator.services.proof.program import verifier_hash
from adjudicator.services.proof.receipts import make_receipt, write_receipt
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.interchange.papers.reading import read_pages
from tests.support.boardroom import MEMBERS, SHEETS, Boardroom
from tests.support.scene import ELECTION, Scene


def card(room: Scene, kind: CardKind, number: int = 1) -> Card:
    return make_card(room.recount, place_named(room.recount, kind, number))


def test_the_opening_card_proves_entry_0_under_a_head_of_the_boards_majority(
    evening: Boardroom,
) -> None:
    made = card(evening, CardKind.OPENING)
    receipt = receipts.parse(made.proof)
    assert receipt.entry.index == 0
    assert receipt.entry.body["origin"] == evening.recount.origin
    assert receipt.entry.body["verifier"] == verifier_hash()
    constituted = evening.recount.state.data.constituted
    assert receipt.checkpoint.size == (constituted or 0) + 1
    policy = tlogpolicy.parse(made.policy)
    signed = known_cosigners(receipt.head, policy.log, [v for _, v in policy.witnesses])
    names = {name for name, vkey in policy.witnesses if vkey in signed}
    assert len(names & set(policy.board)) >= policy.majority


def test_the_pile_card_proves_the_pile_before_anybody_ruled(evening: Boardroom) -> None:
    receipt = receipts.parse(card(evening, CardKind.PILE).proof)
    assert receipt.entry.kind == "pile"
    assert receipt.checkpoint.size == receipt.entry.index + 1
    assert min(evening.recount.state.data.rulings) > receipt.checkpoint.size


def test_a_record_is_held_against_its_cards(evening: Boardroom, tmp_path: Path) -> None:
    files = [write_card(card(evening, kind), tmp_path)[0] for kind in CardKind]
    anchors = [read_anchor(str(path)) for path in files]
    assert verify(evening.path, anchors, jobs=1).outcome is Outcome.HOLDS
    shown = card(evening, CardKind.OPENING).page.stamp.record_code
    assert verify(evening.path, [read_anchor(shown)], jobs=1).outcome is Outcome.HOLDS


def test_the_page_says_what_was_fixed_how_to_check_it_and_who_cosigned(
    evening: Boardroom, tmp_path: Path
) -> None:
    made = card(evening, CardKind.OPENING)
    page_file = write_card(made, tmp_path)[2]
    (page,) = read_pages(page_file.read_bytes())
    words = page.words
    code = made.page.stamp.record_code
    assert words.count(code) >= 2
    for told in (
        "Heron County",
        "before any ballot was imported",
        evening.recount.origin,
        verifier_hash(),
        f"--anchor {code}",
        "holds, and contains all you kept",
        "Judge Kelly, Chair",
        "cosigned 2018-11-17 12:00:00 UTC",
        "Olga Ortiz, Observer for HER",
        "not noted as here",
        "DEMONSTRATION - not an election record",
    ):
        assert told in words, told
    assert "printed" not in words.partition("Page 1 of 1")[2]


def test_the_same_card_is_the_same_bytes_whatever_happened_since(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path / "room")
    before = write_card(card(room, CardKind.PILE), tmp_path / "cards")
    kept = {path: path.read_bytes() for path in before}
    room.rule(room.mayor()[0])
    room.seating.sign_out("moss")
    assert write_card(card(room, CardKind.PILE), tmp_path / "cards") == before
    assert {path: path.read_bytes() for path in before} == kept
    room.recount.close()


def test_who_was_here_and_did_not_cosign_is_told_apart_from_who_was_not(tmp_path: Path) -> None:
    room = Boardroom.with_room(tmp_path)
    room.sit("ortiz", "lee", "moss")
    room.seating.attend("lee", "away")
    room.seating.sign_out("moss")
    room.import_sheets(SHEETS)
    room.pile()
    stood = {one.name.partition(",")[0]: one for one in card(room, CardKind.PILE).page.signers}
    assert stood["Olga Ortiz"].stood == "was here, did not cosign"
    assert stood["Li Lee"].stood == "not noted as here"
    assert stood["Mo Moss"].stood == "not noted as here"
    assert [one.signed for one in stood.values()][:2] == [True, True]
    assert not any(one.signed for one in list(stood.values())[2:])
    room.recount.close()


def test_a_further_pile_has_a_card_of_its_own(tmp_path: Path) -> None:
    room = Boardroom.with_room(tmp_path / "room")
    for sheets in (SHEETS[:6], SHEETS[6:]):
        room.import_sheets(sheets)
        room.pile()
    assert [place.name for place in card_places(room.recount)] == ["opening", "pile", "pile-2"]
    written = write_card(card(room, CardKind.PILE, 2), tmp_path / "out")
    assert [path.name for path in written] == [
        "pile-2.tlog-proof", "recount.tlog-policy", "pile-2.pdf",
    ]  # fmt: skip
    assert "Pile card 2" in read_pages(written[2].read_bytes())[0].words
    with pytest.raises(Refusal, match="There is no pile 3 yet"):
        card(room, CardKind.PILE, 3)
    room.recount.close()


def test_nothing_is_written_over(evening: Boardroom, tmp_path: Path) -> None:
    (tmp_path / "opening.tlog-proof").write_text("somebody else's", encoding="utf-8")
    with pytest.raises(UsageError, match=r"opening\.tlog-proof is there already"):
        write_card(card(evening, CardKind.OPENING), tmp_path)
    assert (tmp_path / "opening.tlog-proof").read_text(encoding="utf-8") == "somebody else's"


def test_where_one_of_several_files_cannot_be_written_none_is(
    evening: Boardroom, tmp_path: Path
) -> None:
    policy = tmp_path / "recount.tlog-policy"
    policy.write_text("of another recount", encoding="utf-8")
    with pytest.raises(UsageError, match=r"recount\.tlog-policy is there already"):
        write_card(card(evening, CardKind.OPENING), tmp_path)
    with pytest.raises(UsageError, match=r"recount\.tlog-policy is there already"):
        write_receipt(make_receipt(evening.recount, 0), tmp_path)
    assert list(tmp_path.iterdir()) == [policy]
    policy.unlink()
    (tmp_path / "pile.pdf").mkdir()
    cards = [card(evening, kind) for kind in CardKind]
    with pytest.raises(UsageError, match=r"pile\.pdf"):
        write_cards(cards, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["pile.pdf"]


def test_without_a_cosigned_head_there_is_no_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Boardroom.with_room(tmp_path)
    room.import_sheets(SHEETS)
    with pytest.raises(Refusal, match=r"no pile 1 yet.*Nothing was written"):
        card(room, CardKind.PILE)
    # The stick of the last member was pulled between the pile and its cosignatures.
    monkeypatch.setattr("adjudicator.services.cosigning.cosign_due", lambda *_told: None)
    room.pile()
    monkeypatch.undo()
    with pytest.raises(Refusal, match=r"not been cosigned by the board's majority yet.*Overview"):
        card(room, CardKind.PILE)
    cosign_head(room.recount, room.keys(*MEMBERS))
    made = card(room, CardKind.PILE)
    assert not why_not(room.recount, made.place)
    assert sum(one.signed for one in made.page.signers) == len(MEMBERS)
    room.recount.close()


def test_a_recount_whose_heads_are_not_cosigned_has_none_and_says_why(tmp_path: Path) -> None:
    scene = Scene.make(tmp_path, policy=replace(Policy(), cosign=False))
    with pytest.raises(Refusal, match=r"not cosigned, as its opening fixed"):
        card(scene, CardKind.OPENING)
    scene.recount.close()


def test_before_the_board_is_constituted_there_is_no_card(tmp_path: Path) -> None:
    recount = new_recount(tmp_path / "recount", election=ELECTION, purpose=Purpose.DEMO)
    assert card_places(recount) == ()
    with pytest.raises(Refusal, match=r"no opening card yet.*constitute the board first"):
        place_named(recount, CardKind.OPENING)
    recount.close()
