"""Have a head cosigned: right after the act that made it due, with the keys that are open anyway.

One passphrase per person serves both the act and the cosignature.  A cosigner signs only a head
that goes on from the last one they kept outside the folder, and keeps the new one before the
signature is let go (record format, section 5).  The note comes back into the record as a
``witness``, so that no cosignature can be dropped.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies, cosignatures
from adjudicator.ledger.cosignatures import MOST_COSIGNERS
from adjudicator.ledger.notes import Checkpoint, Note
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.witnesses import may_cosign
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.clocks import CLOCK_SLACK, clock_words
from adjudicator.services.proof.media import keep_heads, stick_head
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.storage.kept_heads import KeptHead
from adjudicator.storage.record import Appended


def append_cosigned(
    recount: Recount,
    fields: dict[str, Any],
    signers: Sequence[Signer],
    *,
    also: Sequence[Signer] = (),
    files: Sequence[Path] = (),
) -> Appended:
    """Append an act whose head is due, and have those who signed it cosign that head.

    :param signers: identity keys, and no other.
    :param also: identity keys of others who cosign with them, such as observers.
    Where they are not enough, as an officer and the presiding member who close in one tier, the
    head stays due, and waits on Overview for the board's majority.

    :returns: the act itself.
    :raises Refusal: the act is refused, and nothing was changed; or it stands, and its head could
        not be cosigned: the sentence says which.
    """
    appended = recount.append(fields, signers, files=files)
    cosign_due(recount, appended, [*signers, *also])
    return appended


def cosign_due(recount: Recount, appended: Appended, signers: Sequence[Signer]) -> None:
    """Have the head after an act cosigned by those who signed it, if they are enough.

    A head has room for 31 cosignatures, so those who have to sign come first, then the others;
    who comes later stands under the act and not under its head (:func:`no_room_words`).

    :raises Refusal: the act stands, and its head could not be cosigned.
    """
    data = recount.state.data
    signers = signers[:MOST_COSIGNERS]
    people = frozenset(person_of(recount, signer) for signer in signers)
    if not data.rules.cosign or not may_cosign(data, appended.index, people):
        return
    try:
        cosign_head(recount, signers)
    except Refusal as refusal:
        raise Refusal(
            f"Recorded as entry {appended.index}, but its head is not cosigned yet: {refusal} "
            "The head can be cosigned later, from Overview."
        ) from refusal


def no_room_words(recount: Recount, signers: Sequence[Signer]) -> str:
    """Who of these has no room under a head, in a sentence; empty where all have."""
    names = recount.names()
    late = [names[person_of(recount, signer)] for signer in signers[MOST_COSIGNERS:]]
    if not late or not recount.state.data.rules.cosign:
        return ""
    return (
        f"A head has room for {MOST_COSIGNERS} signatures: {join_names(late)} signed this, and "
        "could not cosign the record with it."
    )


def need_room(signers: Sequence[Signer]) -> None:
    """Refuse more cosigners than a head has room for.

    :raises Refusal: they are too many.
    """
    if len(signers) > MOST_COSIGNERS:
        raise Refusal(
            f"Not cosigned: a head has room for {MOST_COSIGNERS} signatures, and {len(signers)} "
            "people signed. Nothing was changed. Let the board sign, and of each party one person."
        )


def cosign_head(recount: Recount, signers: Sequence[Signer]) -> Appended:
    """Have the present head cosigned, and enter the note into the record.

    Whoever cosigns and has brought a stick takes the record along on it, up to this very note.

    :param signers: identity keys of the cosigners.
    :raises Refusal: somebody kept a head this record does not go on from, the clock was set back,
        a head cannot be kept, or those who sign are not enough, or more than it has room for.
    """
    need_room(signers)
    note = cosigned_note(recount, signers)
    appended = recount.append(bodies.witness(note=str(note)), [recount.log_signer])
    people = [person_of(recount, signer) for signer in signers]
    keep_heads(recount, [person for person in people if person in recount.sticks])
    return appended


def cosigned_note(recount: Recount, signers: Sequence[Signer]) -> Note:
    """The present head with its signatures; nothing is entered into the record.

    :raises Refusal: as :func:`cosign_head`, but for those missing.
    """
    state = recount.state
    checkpoint = Checkpoint(recount.origin, state.size, state.root)
    log = cosignatures.sign_head(checkpoint, recount.log_signer.key)
    lines = []
    for signer in signers:
        person = person_of(recount, signer)
        kept = _checked_kept(recount, state, person)
        time = _time_of(recount, person, kept)
        _keep(recount, checkpoint, person, time)
        lines.append(cosignatures.cosign(checkpoint, person, signer.key, time))
    return cosignatures.cosigned(checkpoint, log, lines)


def _checked_kept(recount: Recount, state: RecordState, person: str) -> KeptHead | None:
    """What a person kept on this computer; refuses a record that does not go on from it.

    :raises Refusal: nor from what is on their stick; or it cannot be read.
    """
    try:
        kept = recount.kept.load(recount.origin, person)
    except (OSError, ValueError) as error:
        raise Refusal(
            f"The head that {person} kept on this computer cannot be read ({error}). Nothing was "
            f"cosigned. Look at {recount.kept.path(recount.origin, person)}; it was damaged or "
            "altered, so keep it, move it away, and have the record verified before anybody "
            "cosigns."
        ) from error
    if kept is not None:
        check_goes_on(state, kept, f"{person} kept on this computer")
    on_stick = stick_head(recount, person)
    if on_stick is not None:
        check_goes_on(state, on_stick, f"{person} kept on the stick")
    return kept


def check_goes_on(state: RecordState, kept: KeptHead, whose: str) -> None:
    """Refuse a record that does not go on from a kept head.

    :param whose: such as ``Ada Moss kept on this computer``.
    :raises Refusal: the record is shorter than it, or another one.
    """
    if kept.size > state.size:
        raise Refusal(
            f"This record is shorter than what {whose}: it has {state.size} entries, and the kept "
            f"head {kept.code} has {kept.size}. This is an older copy. Stop, and bring the newer "
            "record."
        )
    if state.root_at(kept.size).hex() != kept.root:
        raise Refusal(
            f"The head {kept.code} that {whose} is not in this record: there are two records of "
            "one origin. Stop, keep both, and call the board."
        )


def _time_of(recount: Recount, person: str, kept: KeptHead | None) -> int:
    """Now, never before the person's last cosignature.

    :raises Refusal: the clock was set back by more than two computers may differ.
    """
    last = recount.state.data.cosigned.get(person)
    before = max(0 if last is None else last.time, 0 if kept is None else kept.time)
    now = recount.seconds()
    if now < before - CLOCK_SLACK:
        raise Refusal(
            f"This computer's clock says {clock_words(now)}, and {person} cosigned at "
            f"{clock_words(before)}. Nothing was cosigned. Set the clock right and cosign again. "
            "If it is right now, it was ahead then: let others cosign, or set it ahead again and "
            "have the board note why."
        )
    return max(now, before)


def _keep(recount: Recount, checkpoint: Checkpoint, person: str, time: int) -> None:
    """Keep the new head before the signature is let go.

    :raises Refusal: it cannot be kept.
    """
    head = KeptHead(checkpoint.origin, checkpoint.size, checkpoint.root.hex(), time)
    try:
        recount.kept.save(head, person)
    except OSError as error:
        raise Refusal(
            f"The head cannot be kept for {person} on this computer ({error.strerror or error}). "
            "Nothing was cosigned. Make room and cosign again."
        ) from error
