"""Heads that wait to be cosigned: told in words, and cosigned by those who may."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.services.closing import Unsigned
from adjudicator.services.entry_details import read_details
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import notes_register
from adjudicator.services.proof.due import cosign, read_heads
from adjudicator.services.tally_hash import tally_hash
from adjudicator.storage.queries.acts import list_entries
from tests.services.proof.scenes import worked
from tests.support.scene import Scene


def close_without_cosigning(scene: Scene, batch: int) -> int:
    """A close whose head nobody cosigned, as when the power went right after it."""
    recount = scene.recount
    counts = recount.state.close_counts([batch])
    with recount.reading() as connection:
        tally = tally_hash(connection, recount.election)
    fields = bodies.close(
        batches=[batch],
        cases=counts.cases,
        ruled=counts.ruled,
        escalated=counts.escalated,
        disp=counts.disp,
        answers=counts.answers,
        absent=counts.absent,
        tally=tally,
    )
    return recount.append(fields, [scene.identity("ada"), scene.identity("ben")]).index


def test_where_nothing_is_due_nothing_is_told(scene: Scene) -> None:
    assert read_heads(scene.recount).heads == ()
    with pytest.raises(Refusal, match="No head waits"):
        cosign(scene.recount, scene.board())


def test_a_close_that_was_not_cosigned_is_told_and_cosigned_by_the_board(scene: Scene) -> None:
    worked(scene)
    entry = close_without_cosigning(scene, 1)
    due = read_heads(scene.recount)
    assert due.sentence == (
        f"The head after entry {entry} (close of batch 1) is to be cosigned by Ada Alder and Ben "
        "Beech, or by the board."
    )
    assert {p.id for p in due.team} == {"ada", "ben"}
    assert {p.id for p in due.parties} == {"ortiz", "lee"}
    signers = [scene.identity(p) for p in ("kelly", "lewis", "ortiz")]
    size = scene.recount.state.size
    appended = cosign(scene.recount, signers, {"lee": Unsigned.DECLINED})
    assert appended.index == size + 1, "the note about who declined comes first"
    assert read_heads(scene.recount).heads == ()
    with scene.recount.reading() as connection:
        (witness,) = list_entries(connection, first=appended.index, limit=1)
    told = read_details(scene.recount, witness)
    assert told.headline.endswith("was cosigned by Judge Kelly, Lou Lewis and Olga Ortiz.")
    assert told.sentences == ("Li Lee did not cosign.", "Olga Ortiz cosigned.")
    (note,) = notes_register(scene.recount)
    assert note.words == f"Li Lee declined to cosign the head after entry {entry}."


def test_the_team_that_closed_is_enough_and_one_of_it_is_not(scene: Scene) -> None:
    worked(scene)
    close_without_cosigning(scene, 1)
    with pytest.raises(Refusal, match="2 of the 3 seats of the board have to sign, or everyone"):
        cosign(scene.recount, [scene.identity("ada")], {"lee": Unsigned.GONE})
    assert not notes_register(scene.recount), "of what was refused nothing is noted"
    cosign(scene.recount, [scene.identity("ada"), scene.identity("ben")])
    assert read_heads(scene.recount).heads == ()


def test_several_heads_are_told_in_one_sentence_and_cosigned_at_once(scene: Scene) -> None:
    worked(scene)
    entries = [close_without_cosigning(scene, batch) for batch in (1, 2)]
    due = read_heads(scene.recount)
    assert due.sentence.startswith(
        f"The heads after entries {entries[0]} (close of batch 1) and {entries[1]} (close of batch "
        "2) are to be cosigned"
    )
    cosign(scene.recount, scene.board())
    assert read_heads(scene.recount).heads == ()
