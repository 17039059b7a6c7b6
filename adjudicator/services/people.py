"""Enrol people, constitute the roster, open a person's key by passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.interchange.people import hidden_words
from adjudicator.interchange.texts import hidden_character
from adjudicator.ledger import bodies, keyfile, tlogpolicy
from adjudicator.ledger.errors import BadKey
from adjudicator.ledger.keyfile import KdfCost, WrongPassphrase
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.origin import Purpose
from adjudicator.services.cosigning import cosign_due
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.storage.files import make_folder, write_whole
from adjudicator.storage.record import Appended

DEMONSTRATION_COST = KdfCost(t=1, m=8 * 1024, p=1)
"""Demonstration people have published passphrases; stretching them would protect nothing."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who is to be enrolled."""

    person: str
    name: str
    role: Role
    party: str | None
    table: str | None = None
    """The table they will sit at; a plan, not part of the record."""


def key_path(recount: Recount, person: str) -> Path:
    """Where a person's key file lies in the key store."""
    return recount.folder.keys / f"{person}.key"


def enrol(
    recount: Recount, who: Enrolment, passphrase: str, *, officers: Sequence[Signer] = ()
) -> Appended:
    """Make a person's identity key, wrap it by passphrase, and enter them into the record.

    Somebody who was removed, as after a lost passphrase, comes back with a new key; what the old
    one signed stays good.

    :param officers: two different officers, once the roster is constituted.
    :raises Refusal: the passphrase is too short, the name holds a character nobody can see, the
        person is enrolled already, or rights lack.
    """
    try:
        keyfile.check_chosen(passphrase)
    except ValueError as error:
        raise Refusal(str(error)) from error
    if hidden := hidden_character(who.name):
        raise Refusal(f"{who.person} is not enrolled. {hidden_words(hidden)} Nothing was changed.")
    known = recount.state.data.people.get(who.person)
    if known is not None and known.active:
        raise Refusal(f"{who.person} is enrolled already. Nothing was changed.")
    key = SigningKey.generate()
    cost = DEMONSTRATION_COST if recount.purpose is Purpose.DEMO else keyfile.PRODUCTION
    wrapped = keyfile.wrap(key, recount.origin, who.person, passphrase, kdf=cost)
    make_folder(recount.folder.keys)
    path = key_path(recount, who.person)
    # Beside the old one until the record has it: a key the record names is never lost.
    waiting = path.with_suffix(".key.new")
    write_whole(waiting, wrapped)
    name = recount.seal(who.name)
    try:
        appended = recount.append(
            bodies.enrol(
                person=who.person,
                role=who.role.value,
                party=who.party,
                name=name.seal,
                key=key.public,
                custody="store",
                replaces=None if known is None else known.key,
            ),
            [recount.log_signer, *officers, Signer(key, None)],
            openings=[name],
        )
    except Refusal:
        waiting.unlink(missing_ok=True)
        raise
    waiting.replace(path)
    return appended


def identity(recount: Recount, person: str, passphrase: str) -> Signer:
    """Open a person's identity key.  Slow on purpose: never on the GUI thread.

    Wrong passphrases make that person wait at this station, and nobody else.

    :raises Refusal: unknown or removed person, no key file here.
    :raises adjudicator.services.people_at_work.patience.NotOpened: the wrong passphrase, or the
        wait after earlier ones is not over.
    """
    known = recount.state.data.people.get(person)
    if known is None:
        raise Refusal(f"Nobody is enrolled as {person!r}. Check the list of people.")
    if not known.active:
        raise Refusal(
            f"{recount.names()[person]} was removed from this recount and can sign nothing any "
            "more. What they signed before stays valid. Two officers can enrol them anew."
        )
    path = key_path(recount, person)
    _settle_waiting(path, recount.state.data.keys[known.key].public)
    if not path.exists():
        raise Refusal(
            f"The key file of {recount.names()[person]} is not here ({path}). Insert the holder's "
            "stick."
        )
    recount.patience.look(person)
    try:
        key = keyfile.unwrap(path.read_bytes(), recount.origin, person, passphrase)
    except WrongPassphrase as error:
        raise recount.patience.wrong(person) from error
    except BadKey as error:
        raise Refusal(
            f"The key file of {recount.names()[person]} cannot be used: {error}"
        ) from error
    recount.patience.right(person)
    return Signer(key, known.key)


def _settle_waiting(path: Path, public: bytes) -> None:
    """After a crash between the record and the rename: the key the record names takes its place."""
    waiting = path.with_suffix(".key.new")
    if waiting.exists() and keyfile.public_of(waiting.read_bytes()) == public:
        waiting.replace(path)


def constitute(
    recount: Recount, board: Sequence[Signer], *, also: Sequence[Signer] = ()
) -> Appended:
    """Fix the roster of everyone enrolled, and write ``recount.tlog-policy``.

    :param board: identity keys of the board's majority.
    :param also: of others who cosign the opening with them, such as observers.
    :raises Refusal: no majority, nobody enrolled holds a seat of the board, or fewer do than the
        quorum asks for.
    """
    state = recount.state
    roster = {e.person.id: e for e in state.roster()}
    keys = state.data.keys
    seats = frozenset(p.id for p in state.data.board())
    if not seats:
        raise Refusal("The roster has no board. Enrol a chair and members first.")
    quorum = state.data.rules.quorum
    if quorum > len(seats):
        raise Refusal(
            f"The quorum was fixed at {quorum} and the board has {len(seats)} of them, so it could "
            "never act. Nothing was changed. Enrol the other members first."
        )
    policy = tlogpolicy.make(
        recount.origin, keys[0].public, {p: keys[e.key].public for p, e in roster.items()}, seats
    )
    fields = bodies.constitute(
        roster=[(p, e.key) for p, e in roster.items()], tlog_policy=policy.digest
    )
    path = recount.folder.path / "recount.tlog-policy"
    begins = state.data.constituted is None
    if begins:
        write_whole(path, policy.text())
    try:
        appended = recount.append(fields, board)
    except Refusal:
        if begins:
            # No copy takes along the policy of a roster that was refused.
            path.unlink(missing_ok=True)
        raise
    cosign_due(recount, appended, [*board, *also])
    return appended


def remove(recount: Recount, person: str, reason: str, officers: Sequence[Signer]) -> Appended:
    """Remove a person from the recount; what they signed stays valid.

    :param officers: identity keys of two different officers; nobody removes themselves.
    :raises Refusal: no reason, rights lack, or the person is not enrolled.
    """
    if not reason.strip():
        raise Refusal("A removal needs its reason. Nothing was changed. Write down why.")
    if any(person_of(recount, officer) == person for officer in officers):
        raise Refusal(
            f"{recount.names()[person]} cannot sign their own removal. Nothing was changed. Let "
            "two other officers sign."
        )
    sealed = recount.seal(reason)
    return recount.append(
        bodies.remove(person=person, reason=sealed.seal), list(officers), openings=[sealed]
    )
