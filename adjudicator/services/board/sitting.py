"""A sitting of the board: its votes, its end with one passphrase per member, its recess.

A sitting runs from the end of the last one (or the beginning) to its own.  It ends with an act that
lists every vote given in it, signed with the identity key of exactly those members who hold a seat
and are in the room: one passphrase each.  Members who voted and left are listed and did not sign,
and are named so; they must not be able to block the end, so it needs no quorum.  After it the votes
of that sitting make no majority any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.services.board.attendance import Attendance, BoardPresence
from adjudicator.services.board.recesses import headline, note_recess
from adjudicator.services.board.voting import outcome_words
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.cosigning import append_cosigned
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.services.seating import Seat
from adjudicator.services.veil import LATER, is_any_veiled
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal
from adjudicator.storage.queries.votes import VoteRecord, votes_of_sitting
from adjudicator.storage.record import Appended


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One vote of the sitting."""

    entry: int
    time: str
    cases: tuple[str, ...]
    """Numbers as they are spoken."""
    words: str
    """``Case 4 1 7 K: for a vote for Fetterhoff.``; of a case reopened since, that it is told
    later."""


@dataclass(frozen=True, slots=True)
class MemberSitting:
    """What one member voted in this sitting."""

    person: str
    name: str
    votes: tuple[VoteLine, ...]
    signs: bool
    """Whether they hold a seat and are in the room, so that their passphrase is asked for."""


@dataclass(frozen=True, slots=True)
class SittingNow:
    """The sitting as it stands."""

    since: int
    """The entry that ended the last one; -1 for the first."""
    members: tuple[MemberSitting, ...]
    """Everyone who voted or signs, by person id."""
    presence: BoardPresence
    carried: tuple[str, ...] = ()
    """Spoken numbers of the cases whose votes make a majority, and no ruling was recorded yet."""

    @property
    def listed(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Every vote not signed yet: person, and the entries of their votes."""
        return tuple((m.person, tuple(v.entry for v in m.votes)) for m in self.members if m.votes)

    @property
    def votes(self) -> int:
        """Votes not signed yet."""
        return sum(len(member.votes) for member in self.members)

    @property
    def signing(self) -> tuple[str, ...]:
        """Ids of those whose passphrase ends it."""
        return tuple(member.person for member in self.members if member.signs)

    @property
    def left(self) -> tuple[str, ...]:
        """Names of those who voted and are not in the room: listed, and not signing."""
        return tuple(m.name for m in self.members if m.votes and not m.signs)

    @property
    def words(self) -> str:
        """``14 votes in this sitting, not signed yet``; empty without one."""
        return _unsigned(self.votes)


@dataclass(frozen=True, slots=True)
class Adjournment:
    """What the adjournment page and the public display say."""

    until: str
    headline: str
    """``In recess until 7:00 a.m.``."""
    record_code: str
    entries: int
    waiting: int
    """Cases left on the docket."""
    quorum: str
    unsigned: str
    """Votes the sitting has not signed; empty if none."""


def unsigned_words(recount: Recount) -> str:
    """``14 votes in this sitting, not signed yet``, counted in memory: asked after every key."""
    return _unsigned(sum(map(len, recount.state.data.sitting_votes.values())))


def _unsigned(votes: int) -> str:
    if not votes:
        return ""
    return f"{votes} {'vote' if votes == 1 else 'votes'} in this sitting, not signed yet"


def sitting_now(recount: Recount, attendance: Attendance | None = None) -> SittingNow:
    """The votes since the last sitting, and who signs them."""
    data = recount.state.data
    presence = (attendance or Attendance(recount)).board()
    names = {m.person: m.name for m in presence.members}
    signing = {m.person for m in presence.seated if m.here}
    with recount.reading() as connection:
        told = _vote_lines(recount, connection)
    return SittingNow(
        since=-1 if data.sitting is None else data.sitting,
        members=tuple(
            MemberSitting(
                person, names.get(person, person), told.get(person, ()), person in signing
            )
            for person in sorted(signing | told.keys())
        ),
        presence=presence,
        carried=_carried(recount),
    )


def end_sitting(recount: Recount, members: Sequence[Signer], *, seen: SittingNow) -> Appended:
    """End the sitting with the identity keys of the members in the room.

    :param seen: the sitting as it was shown to those who sign: exactly its votes are signed.
    :raises Refusal: somebody voted, came or went since it was shown; there is no vote to sign; or
        not exactly those in the room sign.  Nothing was recorded.
    """
    now = sitting_now(recount)
    if not now.votes:
        raise Refusal("There is no vote to sign: the sitting has none yet. Nothing was recorded.")
    if (now.listed, now.signing) != (seen.listed, seen.signing):
        raise Refusal(
            "Not recorded: the votes, or who signs them, are not those shown any more. "
            "Nothing was lost: the votes stand. Look at the list again and sign anew."
        )
    names = {m.person: m.name for m in now.members}
    signed = {person_of(recount, signer) for signer in members}
    missing = [names[p] for p in now.signing if p not in signed]
    if missing:
        raise Refusal(
            f"Not recorded: {join_names(missing)} sat in this sitting and has to sign it. "
            "Nothing was lost: the votes stand. Let them enter their passphrase, or note them as "
            "gone if they have left."
        )
    strangers = signed - set(now.signing)
    if strangers:
        known = recount.names()
        told = join_names(sorted(known[person] for person in strangers))
        raise Refusal(
            f"Not recorded: {told} holds no seat in the room now, and the members in the room "
            "sign. Nothing was lost."
        )
    return append_cosigned(recount, bodies.sitting(votes=seen.listed), list(members))


def adjournment(recount: Recount, until: str) -> Adjournment:
    """What is said of a recess, without recording one.

    :param until: as people say it: ``7:00 a.m.``.
    """
    now = sitting_now(recount)
    return Adjournment(
        until=until,
        headline=headline(until),
        record_code=recount.record_code(),
        entries=recount.state.size,
        waiting=count_waiting(recount),
        quorum=now.presence.sentence,
        unsigned=now.words,
    )


def recess(recount: Recount, until: str, presiding: Seat) -> Adjournment:
    """Note a recess in the record, with the presiding member's key, and give its words.

    The record code of the page is the one after the note, so that the page holds the note too.

    :raises Refusal: it is not the presiding member who says so, or no time is given.
    """
    note_recess(recount, until, presiding)
    return adjournment(recount, until.strip())


def _carried(recount: Recount) -> tuple[str, ...]:
    """The cases with a majority that are before the board still, in the order of their numbers."""
    data = recount.state.data
    found = (data.cases[seal] for seal in data.votes)
    carried = (c for c in found if data.before_board(c) and data.majority_value(c) is not None)
    return tuple(case.name for case in sorted(carried, key=lambda case: case.number))


def _vote_lines(recount: Recount, connection: Connection) -> dict[str, tuple[VoteLine, ...]]:
    """The votes of this sitting, by person; each case is read once."""
    cases = recount.state.data.cases
    said: dict[str, list[VoteLine]] = {}
    read: dict[str, CaseRecord | None] = {}
    cast = votes_of_sitting(connection)
    for _, act in groupby(cast, key=attrgetter("entry")):
        votes = list(act)
        first = votes[0]
        if first.case_seal not in read:
            read[first.case_seal] = case_by_seal(connection, first.case_seal)
        numbers = tuple(cases[vote.case_seal].name for vote in votes)
        one = len(numbers) == 1
        head = f"Case {numbers[0]}" if one else f"{len(numbers)} cases, {numbers[0]} first"
        seals = [vote.case_seal for vote in votes]
        if is_any_veiled(recount.state, first.entry, seals):
            words = LATER
        else:
            words = _said(recount, read[first.case_seal], first)
        line = VoteLine(first.entry, first.time, numbers, f"{head}: {words}.")
        said.setdefault(first.person, []).append(line)
    return {person: tuple(lines) for person, lines in said.items()}


def _said(recount: Recount, case: CaseRecord | None, vote: VoteRecord) -> str:
    if vote.value is None:
        return "abstains"
    words = "" if case is None else outcome_words(recount, case, vote.value)
    return f"for {words}" if words else "against"
