"""Cosigned heads: the log key's signature under a checkpoint, and under it those of people.

A *cosignature* (C2SP ``tlog-cosignature``, Ed25519, type 0x04) is 8 bytes of time, seconds since
1970, and the signature by a person's identity key of :func:`contexts.cosign`.  Its name is
``origin/person``.  A *cosigned head* is a note in one strict order: the log key's line first, then
the cosigners' lines by name.  Whose cosignatures a head needs is the business of
:mod:`adjudicator.ledger.state.witnesses`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from adjudicator.ledger import contexts, keys, notes
from adjudicator.ledger.keys import SIGNATURE_BYTES, SigningKey
from adjudicator.ledger.notes import (
    COSIGNATURE,
    LOG,
    MAX_SIGNATURES,
    BadNote,
    Checkpoint,
    Note,
    NoteSignature,
    Vkey,
    parse_checkpoint,
    parse_note,
)

_TIME: Final = 8
MOST_COSIGNERS: Final = MAX_SIGNATURES - 1
"""Cosignatures a head has room for beside the log key's signature."""
MAX_TIME: Final = 2**53 - 1
"""The latest time a cosignature may name: the largest integer of the record's JSON."""


@dataclass(frozen=True, slots=True)
class Cosigner:
    """Somebody who cosigned a head, and when by their own clock."""

    person: str
    time: int
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class CosignedHead:
    """A head that was checked: the log's signature and every cosignature on it are good."""

    checkpoint: Checkpoint
    cosigners: tuple[Cosigner, ...]
    """By person id."""

    @property
    def people(self) -> frozenset[str]:
        """Who cosigned."""
        return frozenset(cosigner.person for cosigner in self.cosigners)


def vkey(origin: str, person: str, public: bytes) -> Vkey:
    """The verifier key of a person as a cosigner of this record."""
    return Vkey(f"{origin}/{person}", COSIGNATURE, public)


def sign_head(checkpoint: Checkpoint, key: SigningKey) -> NoteSignature:
    """The log key's line under a head."""
    return notes.sign_note(checkpoint.body.decode(), checkpoint.origin, key)


def cosign(checkpoint: Checkpoint, person: str, key: SigningKey, time: int) -> NoteSignature:
    """A person's line under a head.

    :param time: seconds since 1970, at least that of the person's last cosignature.
    :raises ValueError: no time a cosignature may name.
    """
    if not 0 <= time <= MAX_TIME:
        raise ValueError(f"{time} is not a time a cosignature may name.")
    known = vkey(checkpoint.origin, person, key.public)
    signature = key.sign(contexts.cosign(time, checkpoint.body))
    return NoteSignature(known.name, known.key_id, time.to_bytes(_TIME, "big") + signature)


def cosigned(
    checkpoint: Checkpoint, log: NoteSignature, cosigners: Iterable[NoteSignature]
) -> Note:
    """The note of a head: the log's line, then the cosigners' by name."""
    lines = sorted(cosigners, key=lambda line: line.name)
    return notes.join(checkpoint.body.decode(), [log, *lines])


def read_head(data: bytes, log: Vkey, people: Mapping[str, bytes]) -> CosignedHead:
    """Read and verify a cosigned head in its one strict form.

    :param log: the log key of the record the head has to be of.
    :param people: identity keys of everyone who may have cosigned, by person id.
    :raises BadNote: not of this record, a line out of order or of nobody known, or a signature
        that is not good.
    """
    note = parse_note(data)
    checkpoint = parse_checkpoint(note.text)
    if str(note).encode() != data:
        raise BadNote("The head is not written the one strict way.")
    if checkpoint.origin != log.name:
        raise BadNote("This is the head of another record.")
    first, *others = note.signatures
    if (first.name, first.key_id) != (log.name, log.key_id):
        raise BadNote("The first line under the head is not the record's own.")
    _check(keys.verify(log.key, first.signature, checkpoint.body), log.name)
    names = [line.name for line in others]
    if names != sorted(set(names)):
        raise BadNote("The cosigners of the head are not in the order of their names.")
    known = {v.name: (p, v) for p, v in _vkeys(checkpoint.origin, people)}
    cosigners = []
    for line in others:
        person, expected = known.get(line.name, ("", None))
        if expected is None or expected.key_id != line.key_id:
            raise BadNote(f"{line.name[:80]} is nobody who may cosign this record.")
        cosigners.append(Cosigner(person, _verified(line, expected, checkpoint)))
    return CosignedHead(checkpoint, tuple(cosigners))


def known_cosigners(note: Note, policy_log: Vkey, witnesses: Iterable[Vkey]) -> tuple[Vkey, ...]:
    """Which of these witnesses cosigned a note of anybody's making (C2SP ``signed-note``).

    Lines of unknown keys are passed over, as the standard asks of whoever reads a note.

    :raises BadNote: the log has not signed, or a line of a known key is not good.
    """
    if policy_log not in notes.verified(note, [policy_log]):
        raise BadNote(f"{policy_log.name} has not signed this head.")
    checkpoint = parse_checkpoint(note.text)
    known = {(v.name, v.key_id): v for v in witnesses if v.type == COSIGNATURE}
    found = []
    for line in note.signatures:
        witness = known.get((line.name, line.key_id))
        if witness is not None:
            _verified(line, witness, checkpoint)
            found.append(witness)
    return tuple(found)


def log_vkey(origin: str, public: bytes) -> Vkey:
    """The verifier key of a record's log key."""
    return Vkey(origin, LOG, public)


def _vkeys(origin: str, people: Mapping[str, bytes]) -> Iterable[tuple[str, Vkey]]:
    return ((person, vkey(origin, person, public)) for person, public in people.items())


def _verified(line: NoteSignature, known: Vkey, checkpoint: Checkpoint) -> int:
    """The time of a good cosignature."""
    time = int.from_bytes(line.signature[:_TIME], "big")
    good = len(line.signature) == _TIME + SIGNATURE_BYTES and time <= MAX_TIME
    message = contexts.cosign(time, checkpoint.body)
    _check(good and keys.verify(known.key, line.signature[_TIME:], message), known.name)
    return time


def _check(good: bool, name: str) -> None:  # noqa: FBT001 - a verdict
    if not good:
        raise BadNote(f"The signature of {name[:80]} under this head is not good.")
