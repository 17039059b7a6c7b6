"""A head has room for 31 cosignatures, and a county may have more observers than that."""

from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.ledger.cosignatures import MOST_COSIGNERS
from adjudicator.ledger.origin import Purpose
from adjudicator.services.cosigning import cosign_head, no_room_words
from adjudicator.services.errors import Refusal
from adjudicator.services.opening import new_recount
from adjudicator.services.people import Enrolment, constitute, identity
from adjudicator.services.proof.heads import head_after
from adjudicator.services.recount import person_of
from adjudicator.services.roster import enrol_everyone
from tests.support.scene import BOARD, ELECTION, ROSTER, passphrase

CROWD = [Enrolment(f"o{n:02}", f"Observer {n}", Role.OBSERVER, None) for n in range(32)]


def test_those_who_have_to_cosign_come_first_and_whoever_has_no_room_is_told(
    tmp_path: Path,
) -> None:
    recount = new_recount(tmp_path / "recount", election=ELECTION, purpose=Purpose.DEMO)
    people = (*ROSTER, *CROWD)
    enrol_everyone(recount, people, {p.person: passphrase(p.person) for p in people})
    keys = [identity(recount, p, passphrase(p)) for p in (*BOARD, *(p.person for p in CROWD))]
    appended = constitute(recount, keys[:2], also=keys[2:])
    head = head_after(recount, appended.index)
    assert head is not None, "the opening is cosigned for all that"
    assert head.people == {person_of(recount, key) for key in keys[:MOST_COSIGNERS]}
    assert no_room_words(recount, keys).startswith(
        "A head has room for 31 signatures: Observer 29, Observer 30 and Observer 31 signed"
    )
    assert no_room_words(recount, keys[:MOST_COSIGNERS]) == ""
    size, kept = recount.state.size, recount.kept.load(recount.origin, "o00")
    with pytest.raises(Refusal, match=r"room for 31 signatures, and 34 people signed"):
        cosign_head(recount, keys)
    assert recount.state.size == size
    assert recount.kept.load(recount.origin, "o00") == kept, "nobody kept a head for nothing"
    recount.close()
