"""Rules of the opening, the roster, sessions and attendance.

Readings chosen where the format leaves a choice: the roster of ``constitute`` is everyone
enrolled and not removed, sorted by person id, and stays in that order for who presides;
``tlog_policy`` is the hash of exactly the policy file these keys give; there is at most one
chair, with or without the chair's seat; a removed person comes back only by ``replaces`` naming
their last enrolment; ``attend`` is signed by one key.

After the constitution a chair or member enrolled fills an empty seat if there is one; and whenever
another person holds a seat, by an enrolment or a removal, votes cast before in the sitting make no
majority any more (:mod:`adjudicator.ledger.state.seats`).
"""

from dataclasses import replace

from adjudicator.domain.people import Person, Role
from adjudicator.ledger import origin, tlogpolicy
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.errors import by_id
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import Attendance, Enrolled, KeyInfo, KeyUse, Policy, Session
from adjudicator.ledger.state.seats import fill_seat, seat_filled
from adjudicator.ledger.state.signers import (
    Signers,
    introduced_key,
    need,
    need_board,
    need_constituted,
    need_two_officers,
)
from adjudicator.ledger.state.witnesses import head_is_due

_REPORT = "Start a new recount; if this happens again, report it to the maker of the program."


def check_open(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Entry 0: origin and purpose agree, and only a demonstration goes without cosignatures."""
    body = entry.body
    if data.tree.size:
        refuse("order", "the record is already open", "Go on with the recount.")
    need(right=signers.are(new=True), who="the log key", entry=entry)
    try:
        parts = origin.parse(body["origin"])
    except ValueError:
        refuse("policy", "the record's origin is not well formed", _REPORT)
    if parts.purpose.value != body["purpose"]:
        refuse("policy", "the record's origin and its purpose do not agree", _REPORT)
    if parts.purpose is Purpose.RECOUNT and not body["policy"]["cosign"]:
        refuse(
            "policy",
            "only a demonstration or a rehearsal may go without cosigned heads",
            "Open it as a rehearsal, or with cosigned heads.",
        )
    _check_continues(parts, body)


def _check_continues(parts: origin.Origin, body: Body) -> None:
    continued = body["continues"]
    before = replace(parts, restore=parts.restore - 1)
    if (continued is not None) != (parts.restore > 1) or (
        continued is not None and continued["origin"] != str(before)
    ):
        refuse("policy", "the record does not say rightly which record it continues", _REPORT)


def apply_open(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The record is open."""
    body = entry.body
    data.origin = body["origin"]
    data.policy = Policy.of(body["policy"])
    data.contests = tuple(body["contests"])
    _introduce(data, entry, KeyUse.LOG)


def _introduce(data: RecordData, entry: Entry, use: KeyUse, person: str = "") -> None:
    public = introduced_key(entry)
    if public is not None:
        station = entry.body["st"] if use is KeyUse.SESSION else ""
        seen = entry.body["seen"][0]
        data.keys[entry.index] = KeyInfo(entry.index, public, use, person, station, seen=seen)
        data.publics.add(public)


def check_enrol(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The log and the new key sign; after the constitution two different officers as well."""
    body = entry.body
    need(
        right=signers.log and signers.new and not signers.sessions,
        who="the log key and the new key",
        entry=entry,
    )
    if data.constituted is not None:
        need_two_officers(data, signers, entry)
    else:
        need(right=not signers.identities, who="the log key and the new key", entry=entry)
    person = body["person"]
    if person in tlogpolicy.RESERVED:
        refuse("person", f"nobody can be enrolled as {person!r}", "Choose another short id.")
    known = data.people.get(person)
    if known is not None and known.active:
        refuse("person", f"{by_id(person)} is already enrolled", "Remove the old enrolment first.")
    if body["replaces"] != (None if known is None else known.key):
        refuse(
            "person",
            f"the enrolment of {by_id(person)} does not name the right earlier enrolment",
            "Enrol the person again from the list of people.",
        )
    chairs = [e for e in data.people.values() if e.active and e.person.role is Role.CHAIR]
    if body["role"] == Role.CHAIR and chairs:
        refuse("person", "there is a chair already", "Enrol this person as a member.")


def apply_enrol(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The person is enrolled, not yet in attendance."""
    body = entry.body
    known = data.people.get(body["person"])
    displaced = known is not None and known.person.displaced
    person = Person(body["person"], Role(body["role"]), body["party"], displaced=displaced)
    filled = seat_filled(data, body)
    if filled is not None:
        fill_seat(data, filled, person.id)
    if person.on_board:
        data.vacant.discard(person.id)
        data.seats_changed(entry.index)
    data.people[person.id] = Enrolled(person, entry.index, body["custody"], body["name"])
    _introduce(data, entry, KeyUse.IDENTITY, person.id)


def check_remove(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Two different officers remove somebody who is enrolled."""
    need(right=not signers.log and not signers.sessions, who="two different officers", entry=entry)
    need_two_officers(data, signers, entry)
    _need_enrolled(data, entry.body["person"])


def _need_enrolled(data: RecordData, person: str) -> Enrolled:
    enrolled = data.active(person)
    if enrolled is None:
        refuse(
            "person", f"{by_id(person)} is not enrolled", "Choose somebody from the list of people."
        )
    return enrolled


def apply_remove(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The person's key and sessions end; a seat they held is empty."""
    enrolled = data.people[entry.body["person"]]
    if enrolled.person.on_board:
        data.vacant.add(enrolled.person.id)
        data.seats_changed(entry.index)
    data.seated.pop(enrolled.person.id, None)
    enrolled.removed = entry.index
    data.keys[enrolled.key].ended = entry.index
    for who, station in list(data.sessions):
        if who == enrolled.person.id:
            _end_session(data, who, station, entry.index)
    set_attendance(data, enrolled, Attendance.OUT)


def roster_policy(data: RecordData) -> tlogpolicy.TlogPolicy:
    """The policy file of everyone enrolled, as a constitution fixes it."""
    return tlogpolicy.make(
        data.origin,
        data.keys[0].public,
        {name: data.keys[e.key].public for name, e in data.people.items() if e.active},
        frozenset(p.id for p in data.board()),
    )


def check_constitute(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The board's majority begins, over exactly the people and keys enrolled."""
    body = entry.body
    if data.constituted is not None:
        refuse("order", "the board has already begun", "Go on with the recount.")
    need_board(data, signers, entry)
    active = {name: e for name, e in data.people.items() if e.active}
    if body["roster"] != [[name, active[name].key] for name in sorted(active)]:
        refuse(
            "policy",
            "the roster is not the list of everyone enrolled",
            "Make the roster anew from the list of people.",
        )
    board = data.board()
    if data.rules.quorum > len(board):
        refuse(
            "policy",
            f"the quorum is {data.rules.quorum}, but the board has {len(board)} seats",
            "Enrol the missing members of the board.",
        )
    if body["tlog_policy"] != roster_policy(data).digest:
        refuse(
            "policy",
            "the policy file does not hold the keys of the roster",
            "Write the policy file anew.",
        )


def apply_constitute(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The board has begun, and the opening head is to be cosigned."""
    data.constituted = entry.index
    data.vacant.clear()
    head_is_due(data, entry.index)


def check_signin(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The person's identity key grants the new session key, which proves possession."""
    body = entry.body
    need_constituted(data)
    enrolled = _need_enrolled(data, body["person"])
    right = signers.are(new=True, identities=1) and signers.identities[0] is enrolled
    need(right=right, who=f"{by_id(body['person'])} and the new session", entry=entry)
    if body["kept"] is not None:
        size, root = body["kept"]
        if size > data.tree.size or data.tree.root_at(size).hex() != root:
            refuse(
                "kept",
                f"the record code {by_id(body['person'])} kept is not in this record",
                "Stop and compare the two: this may be an older copy, or another record.",
            )


def apply_signin(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """An earlier session there ends, the new one begins, the person is in attendance."""
    body = entry.body
    person, station = body["person"], body["st"]
    if (person, station) in data.sessions:
        _end_session(data, person, station, entry.index)
    _introduce(data, entry, KeyUse.SESSION, person)
    data.sessions[person, station] = Session(person, station, entry.index, body["idle"])
    set_attendance(data, data.people[person], Attendance.IN)


def end_all_sessions(data: RecordData, index: int) -> None:
    """Nobody is signed in any more."""
    for person, station in list(data.sessions):
        _end_session(data, person, station, index)
    for enrolled in data.people.values():
        set_attendance(data, enrolled, Attendance.OUT)


def _end_session(data: RecordData, person: str, station: str, index: int) -> None:
    session = data.sessions.pop((person, station))
    data.keys[session.key].ended = index


def check_signout(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The session itself signs, or the log key where the station locks."""
    person, station = entry.body["person"], entry.body["st"]
    if (person, station) not in data.sessions:
        refuse(
            "session", f"{by_id(person)} is not signed in at {station}", "Nothing needs to be done."
        )
    own = signers.are(sessions=1) and signers.sessions[0].person.id == person
    need(right=own or signers.are(log=True), who=f"{by_id(person)} or the station", entry=entry)


def apply_signout(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The session ends; with the last one the person leaves attendance."""
    person = entry.body["person"]
    _end_session(data, person, entry.body["st"], entry.index)
    if not any(who == person for who, _ in data.sessions):
        set_attendance(data, data.people[person], Attendance.OUT)


def check_attend(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The person, or an officer for them."""
    need_constituted(data)
    enrolled = _need_enrolled(data, entry.body["person"])
    one = signers.are(identities=1) or signers.are(sessions=1)
    right = one and (signers.people[0].officer or signers.people[0].id == enrolled.person.id)
    need(right=right, who=f"{by_id(entry.body['person'])} or an officer", entry=entry)


def apply_attend(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """Attendance changes."""
    set_attendance(data, data.people[entry.body["person"]], Attendance(entry.body["state"]))


def set_attendance(data: RecordData, enrolled: Enrolled, state: Attendance) -> None:
    """Note a person's attendance, and which observers are at the table."""
    enrolled.attendance = state
    data.observers = frozenset(
        name for name, e in data.people.items() if e.present and e.person.role is Role.OBSERVER
    )
