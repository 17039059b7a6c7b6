"""Receipts: under which head, for whom what is opened, and what they prove."""

from pathlib import Path

import pytest

from adjudicator.domain.objections import Ground
from adjudicator.ledger import receipts, tlogpolicy
from adjudicator.services.attesting import Objection, object_to
from adjudicator.services.cosigning import cosign_head
from adjudicator.services.errors import UsageError
from adjudicator.services.opening import Policy
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.proof.heads import newest_over
from adjudicator.services.proof.receipts import MadeReceipt, make_receipt, write_receipt
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.support.boardroom import ANN, Boardroom


def opened(made: MadeReceipt) -> dict[str, object]:
    return {each.path: each.value for each in receipts.parse(made.proof).opened}


@pytest.fixture
def room(tmp_path: Path) -> Boardroom:
    """One ruling with a written word, and one objection to it with words, all kept back."""
    made = Boardroom.begun(tmp_path / "room", Policy())
    made.rule(made.mayor()[0], ANN)
    return made


def objection(room: Boardroom) -> int:
    seat = room.seating.seat("lee")
    said = Objection(Ground.SHOULD_NOT, None, "That is a stray mark.")
    return object_to(room.recount, seat, room.ruling(room.now(room.mayor()[0])), said).index


def test_an_observer_gets_the_words_of_the_own_objection_and_nobody_elses(room: Boardroom) -> None:
    entry = objection(room)
    assert opened(make_receipt(room.recount, entry, ["lee"])) == {"/words": "That is a stray mark."}
    for others in ((), ("ortiz",), ("kelly",)):
        made = make_receipt(room.recount, entry, others)
        assert opened(made) == {}
        assert made.told[-1] == "1 is not, as the policy of this recount has it."
    assert opened(make_receipt(room.recount, entry, ["ortiz", "lee"]))
    room.recount.close()


def test_a_clerk_gets_everything_and_a_team_its_own_rulings(room: Boardroom) -> None:
    (entry,) = room.recount.state.data.rulings
    for holder in ("cora", "ada", "ben"):
        found = opened(make_receipt(room.recount, entry, [holder]))
        assert found.keys() == {"/items/0/case", "/items/0/row", "/items/0/words"}
        assert found["/items/0/words"] == ANN.words
    assert opened(make_receipt(room.recount, entry, ["lee"])) == {}
    room.recount.close()


def test_a_receipt_lies_under_the_newest_head_that_the_board_cosigned(evening: Boardroom) -> None:
    data = evening.recount.state.data
    sizes = {}
    for due in data.covered_heads:
        head = newest_over(evening.recount, due)
        sizes[due] = (head.checkpoint.size, sorted(head.people))
    constituted, pile, *closes = sorted(sizes)
    assert data.constituted == constituted
    # The pile's covers the opening too, and is newer.
    assert sizes[constituted] == sizes[pile] == (pile + 1, ["kelly", "lewis"])
    # What came after it lies under the head of the close, cosigned by the team that closed.
    (rule, *_) = data.rulings
    made = make_receipt(evening.recount, rule)
    assert closes
    assert made.head.people == {"ada", "ben"}
    assert "That is not a majority of the board." in made.told[1]
    assert make_receipt(evening.recount, pile).told[1].endswith("by Judge Kelly and Lou Lewis.")


def test_who_sits_now_changes_nothing_about_what_the_policy_file_alone_shows(
    room: Boardroom,
) -> None:
    policy = tlogpolicy.parse((room.path / "recount.tlog-policy").read_bytes())
    recount = room.recount
    (pile,), (ruling,) = recount.state.data.piles, recount.state.data.rulings
    room.sit("osei")
    yes = [("kelly", "yes"), ("lewis", "yes")]
    target = targets.seat("osei", "lewis")
    carry(recount, Effect.SEAT, target, "Ill.", yes, room.keys("kelly", "lewis"))
    cosign_head(recount, room.keys("kelly", "osei"))
    # The opening's board stands under the pile, though one of the two holds no seat any more.
    before = make_receipt(recount, pile)
    assert before.head.people == {"kelly", "lewis"}
    assert policy.is_met_by(before.head.note.signatures)
    assert before.told[1].endswith("by Judge Kelly and Lou Lewis.")
    # What came later lies under a head of the board as it sits, and the file does not show that.
    after = make_receipt(recount, ruling)
    assert after.head.people == {"kelly", "osei"}
    assert not policy.is_met_by(after.head.note.signatures)
    assert "The policy file names the board of the opening" in after.told[1]
    recount.close()


def test_before_any_head_covers_it_the_records_own_key_alone_signs_and_that_is_said(
    room: Boardroom, tmp_path: Path
) -> None:
    entry = objection(room)
    made = make_receipt(room.recount, entry, ["lee"])
    assert made.head.cosigners == ()
    assert made.head.checkpoint.size == room.recount.state.size
    assert "signed by the record's own key alone" in made.told[1]
    path = write_receipt(made, tmp_path / "out")
    assert path.name == f"entry-{entry}-at-{room.recount.state.size}.tlog-proof"
    assert (path.parent / "recount.tlog-policy").read_bytes() == made.policy
    verdict = verify(room.path, [read_anchor(str(path))], jobs=1)
    assert verdict.outcome is Outcome.HOLDS
    room.recount.close()


def test_every_kind_of_entry_has_a_receipt_that_the_record_contains(
    evening: Boardroom, tmp_path: Path
) -> None:
    size = evening.recount.state.size
    paths = [write_receipt(make_receipt(evening.recount, n), tmp_path) for n in range(size)]
    for n, path in enumerate(paths):
        assert receipts.parse(path.read_bytes()).entry.index == n
    verdict = verify(evening.path, [read_anchor(str(p)) for p in paths], jobs=1)
    assert verdict.outcome is Outcome.HOLDS
    assert len(verdict.compared) == size


def test_what_is_not_there_is_refused_in_words(evening: Boardroom) -> None:
    size = evening.recount.state.size
    for entry in (-1, size):
        with pytest.raises(UsageError, match=f"its last is {size - 1}. Nothing was written"):
            make_receipt(evening.recount, entry)
    with pytest.raises(UsageError, match="Nobody is enrolled as 'nobody'"):
        make_receipt(evening.recount, 0, ["nobody"])
