"""Who signed an entry: keys known, still good, signatures right, and the helpers rules ask with."""

from collections.abc import Callable, Collection, Iterable
from itertools import combinations
from typing import Final, NoReturn

import msgspec

from adjudicator.domain.people import Person, Role
from adjudicator.ledger import contexts, keys
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.errors import BadKey, by_id
from adjudicator.ledger.keys import KEY_BYTES
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import Enrolled, KeyInfo, KeyUse
from adjudicator.ledger.text import from_base64

SESSION_KINDS: Final = frozenset(
    {
        "rule",
        "attest",
        "withdraw",
        "vote",
        "attend",
        "reference",
        "look",
        "paper",
        "note",
        "signout",
    }
)
"""The kinds a session key may sign; ``signin`` it signs as the new key."""
_SESSION: Final = KeyUse.SESSION
"""Named once: of every signature it is asked, and to find a member takes as long as a call."""
_NEW_KEY: Final = {"open": "log_key", "enrol": "key", "signin": "key"}


class Signers(msgspec.Struct, frozen=True):
    """The signers of one entry, sorted by the kind of their key."""

    log: bool
    new: bool
    """Whether the key this entry introduces signed it."""
    identities: tuple[Enrolled, ...]
    sessions: tuple[Enrolled, ...]
    people: tuple[Person, ...]
    """Everyone who signed with a key of their own, known before this entry."""

    @classmethod
    def of(
        cls, *, log: bool, new: bool, identities: Iterable[Enrolled], sessions: Iterable[Enrolled]
    ) -> "Signers":
        """List the people once; rules ask for them again and again."""
        identities, sessions = tuple(identities), tuple(sessions)
        people = tuple([e.person for e in identities + sessions])
        return cls(log, new, identities, sessions, people)

    def are(
        self, *, log: bool = False, new: bool = False, identities: int = 0, sessions: int = 0
    ) -> bool:
        """Whether exactly these kinds of keys signed."""
        return (
            len(self.sessions) == sessions
            and len(self.identities) == identities
            and self.log == log
            and self.new == new
        )


def introduced_key(entry: Entry) -> bytes | None:
    """The raw public key this entry introduces, if its kind introduces one."""
    name = _NEW_KEY.get(entry.kind)
    return None if name is None else from_base64(entry.body[name], KEY_BYTES)


Verifier = Callable[[bytes, bytes, bytes], bool]
"""Whether a signature is good: public key, signature, message."""


def read_signers(data: RecordData, entry: Entry, verify: Verifier | None) -> Signers:
    """Who signed, each with a key that was good at this entry.

    :param verify: ``None`` for bytes that were verified before.
    :raises Refused: ``key``, ``session``, ``rights`` or ``signature``.
    """
    public = introduced_key(entry)
    if public is not None:
        _check_new_key(data, public, check_point=verify is not None)
    message = b""
    if verify is not None:
        origin = entry.body["origin"] if entry.index == 0 else data.origin
        message = contexts.act(origin, entry.body_bytes)
    log = new = False
    identities: list[Enrolled] = []
    sessions: list[Enrolled] = []
    for k, signature in entry.signatures:
        if k == entry.index and public is not None:
            new, used = True, public
        else:
            key = _known_key(data, entry, k)
            used = key.public
            if key.use is _SESSION:
                sessions.append(data.people[key.person])
            elif key.use is KeyUse.IDENTITY:
                identities.append(data.people[key.person])
            else:
                log = True
        if verify is not None and not verify(used, signature, message):
            refuse(
                "signature",
                f"a signature on entry {entry.index} is not good (key of entry {k})",
                "Sign in again and repeat the step.",
            )
    return Signers.of(log=log, new=new, identities=identities, sessions=sessions)


def _check_new_key(data: RecordData, public: bytes, *, check_point: bool) -> None:
    todo = "Make a new key for this person and enrol that."
    if public in data.publics:
        refuse("key", "this key is already part of the record", todo)
    if check_point:
        try:
            keys.check_public(public)
        except BadKey as error:
            why = str(error).rstrip(".")
            refuse("key", f"the new key may not be used ({why[:1].lower()}{why[1:]})", todo)


def _known_key(data: RecordData, entry: Entry, k: int) -> KeyInfo:
    key = data.keys.get(k)
    if key is None:
        refuse(
            "key",
            f"entry {k} introduces no key, but entry {entry.index} claims one of it",
            "Sign in again and repeat the step.",
        )
    if key.use is _SESSION and (entry.kind not in SESSION_KINDS or entry.body["st"] != key.station):
        _refuse_session(entry, key)
    if key.ended is not None:  # the key of the log never ends
        refuse(
            "session" if key.use is _SESSION else "rights",
            f"the key {by_id(key.person)} signed with ended at entry {key.ended}",
            f"Let {by_id(key.person)} sign in (F3) and repeat the step."
            if data.active(key.person) is not None
            else f"{by_id(key.person)} was removed; two different officers can enrol them anew.",
        )
    return key


def _refuse_session(entry: Entry, key: KeyInfo) -> NoReturn:
    if entry.kind not in SESSION_KINDS:
        refuse(
            "rights",
            f"a key held only while signed in cannot sign this ({entry.kind})",
            f"Ask {by_id(key.person)} for the passphrase.",
        )
    refuse(
        "session",
        f"{by_id(key.person)} is signed in at {key.station}, not at {entry.body['st']}",
        f"Let {by_id(key.person)} sign in here (F3) and repeat the step.",
    )


def need(*, right: bool, who: str, entry: Entry) -> None:
    """Refuse unless the right people signed.

    :raises Refused: ``rights``, naming who has to sign.
    """
    if not right:
        refuse(
            "rights",
            f"this step ({entry.kind}) has to be signed by {who}",
            "Let the right people sign in (F3) and repeat the step.",
        )


def need_role(person: Person, roles: Collection[Role], who: str, entry: Entry) -> None:
    """Refuse unless this signer has one of these roles.

    :raises Refused: ``rights``.
    """
    need(right=person.role in roles, who=who, entry=entry)


def need_present(data: RecordData, people: Collection[Person]) -> None:
    """Refuse unless all of these are in attendance.

    :raises Refused: ``attendance``, naming the first who is not.
    """
    for person in people:
        if not data.people[person.id].present:
            refuse(
                "attendance",
                f"{by_id(person.id)} is not in attendance",
                f"Mark {by_id(person.id)} as here (Alt and their key), or let them sign in (F3).",
            )


def need_quorum(data: RecordData) -> None:
    """Refuse unless the board has its quorum.

    :raises Refused: ``quorum``.
    """
    if not data.quorum():
        here = data.present_ids()
        count = sum(p.id in here for p in data.board())
        refuse(
            "quorum",
            f"quorum is {count} of {data.rules.quorum}",
            "Wait for a member or sign one in (F3).",
        )


def need_different(data: RecordData, people: Collection[Person]) -> None:
    """Refuse unless there are two of these who are different from one another.

    :raises Refused: ``different``.
    """
    if not any(data.different(a, b) for a, b in combinations(people, 2)):
        refuse(
            "different",
            "this takes two different people, of different parties where both have one",
            "Let somebody of another party sign, or ask the board for a waiver.",
        )


def need_two_officers(data: RecordData, signers: Signers, entry: Entry) -> None:
    """Refuse unless the identities that signed are officers, two of them different.

    :raises Refused: ``rights`` or ``different``.
    """
    people = [e.person for e in signers.identities]
    right = len(people) >= 2 and all(p.officer for p in people)  # noqa: PLR2004 - two officers
    need(right=right, who="two different officers", entry=entry)
    need_different(data, people)


def need_board(data: RecordData, signers: Signers, entry: Entry) -> None:
    """Refuse unless a majority of the board's seats, all board members, signed by identity key.

    :raises Refused: ``rights``.
    """
    people = [e.person for e in signers.identities]
    right = (
        signers.are(identities=len(people))
        and all(p.on_board for p in people)
        and bool(people)
        and len(people) >= data.majority()
    )
    need(right=right, who="a majority of the board", entry=entry)


def need_board_in_session(data: RecordData, signers: Signers, entry: Entry) -> None:
    """Like :func:`need_board`, with every signer in attendance and a quorum.

    :raises Refused: ``rights``, ``attendance`` or ``quorum``.
    """
    need_board(data, signers, entry)
    need_present(data, signers.people)
    need_quorum(data)


def need_constituted(data: RecordData) -> int:
    """Refuse anything that needs the board before it has begun.

    :returns: the entry that constituted it.
    :raises Refused: ``order``.
    """
    if data.constituted is None:
        refuse("order", "the board has not begun yet", "Let the board's majority constitute it.")
    return data.constituted
