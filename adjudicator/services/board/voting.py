"""The board votes: each member with their own key, the ruling computed, never chosen.

A member says *for*, *against* or *abstain* to a proposal.  For is recorded as the proposal's
outcome, against as no outcome at all (or as the dissenting member's own), and abstaining as that.
A majority is more than half of the board's seats, absent ones among them, for exactly one outcome;
then the presiding member's key records the ruling as one act per batch, and that act decides every
open objection: upheld if the outcome is what the objection claims or its ground demands, else
rejected.  Where no outcome tells, as with an objection to the procedure, the presiding member says
which, and nothing is recorded before they do.  Votes against and abstentions stay in the record
beside the ruling.

Each putting of a proposal is a vote of its own: what a member said to another one, to a group, or
before an objection was heard, decides nothing.  It stands in the record as what it was.

A voice vote the clerk hears is a list on the screen and nothing more: what is recorded is each
member's own key press.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.objections import Outcome
from adjudicator.domain.rulings import Disposition, Ruling, Tier
from adjudicator.domain.votes import (
    ABSTAIN,
    AGAINST,
    Say,
    Standing,
    Value,
    standing,
    standing_words,
)
from adjudicator.domain.wording import ruling_sentence
from adjudicator.ledger import bodies, seals
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.board.attendance import Attendance
from adjudicator.services.board.proposal import (
    Proposal,
    answers,
    check_as_shown,
    check_seat,
    unsaid,
)
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import label_of
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import ruling_item
from adjudicator.services.seating import Seat, Seating
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.record import Appended

_CASES_OF_A_VOTE = 64
"""The most cases one act covers (record format)."""


@dataclass(frozen=True, slots=True)
class VoteNow:
    """How the vote on a proposal stands."""

    standing: Standing
    words: str
    """``2 to 1, Lewis dissents: no vote.``."""
    waiting: tuple[str, ...]
    """Names of those in the room who have not spoken."""
    may_record: bool
    """Whether a majority stands and the presiding member is signed in at this station."""


class PartlyRecorded(Refusal):
    """Some of a group is recorded, and the rest was refused.

    :param recorded: the acts that stand.
    :param rest: the proposal for the cases left, as it was put; the votes on them stand, but on one
        objected to meanwhile.
    """

    def __init__(self, sentence: str, recorded: tuple[Appended, ...], rest: Proposal) -> None:
        super().__init__(sentence)
        self.recorded, self.rest = recorded, rest


def cast_vote(
    recount: Recount,
    seat: Seat,
    proposal: Proposal,
    say: Say,
    *,
    own: Outcome | None = None,
) -> tuple[Appended, ...]:
    """Record what a member says to a proposal, with their own session key.

    The same word said twice to one putting is recorded once; another one replaces it.

    :param own: the outcome a dissenting member is for; ``None``: against, without one.
    :returns: the acts; none if this very vote stands already.
    :raises Refusal: no seat, no quorum, or a case changed meanwhile; nothing was recorded.
    """
    check_seat(recount, seat.person.id)
    _check_quorum(recount)
    check_as_shown(recount, proposal)
    value = _value(proposal, say, own)
    data = recount.state.data
    if _votes(data, proposal).get(seat.person.id) == value:
        return ()
    said: Body | str = ABSTAIN if isinstance(value, str) else _fields(value)
    return tuple(
        recount.append(
            bodies.vote(
                cases=[case.seal for case in some],
                value=said,
                prior=[case.ruling for case in some],
            ),
            [seat.signer],
            session=True,
        )
        for some in chunks(proposal.cases, _CASES_OF_A_VOTE)
    )


def vote_now(recount: Recount, proposal: Proposal, seating: Seating | None = None) -> VoteNow:
    """How the vote on a proposal stands, from what was said to it since it was put."""
    data = recount.state.data
    seats = [person.id for person in data.board()]
    votes, vacant = _votes(data, proposal), len(data.vacant)
    told = standing(proposal.outcome, seats, data.present_ids(), votes, vacant=vacant)
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    outcomes = {o: outcome_words(recount, proposal.cases[0], o) for _, o in told.dissents}
    head = data.presiding()
    seated = () if seating is None else seating.seats
    here = head is not None and any(seat.person.id == head.id for seat in seated)
    return VoteNow(
        standing=told,
        words=standing_words(told, names, outcomes),
        waiting=tuple(names.get(p, p) for p in told.waiting),
        may_record=told.carried and here and data.quorum(),
    )


def record_ruling(
    recount: Recount,
    seating: Seating,
    proposal: Proposal,
    *,
    objections: Mapping[int, bool] | None = None,
) -> tuple[Appended, ...]:
    """Record the majority's ruling with the presiding member's session key.

    One act for each batch the cases lie in, of at most as many cases as a page has.

    :param objections: open objections, by entry, that the presiding member decides themselves.
    :raises Refusal: no majority, no quorum, a case changed since it was put to the vote, an
        objection that asks for no outcome is not decided, or the presiding member does not sit
        here; nothing of the act was recorded.
    :raises PartlyRecorded: something happened between two acts of a group.
    """
    _check_quorum(recount)
    check_as_shown(recount, proposal)
    presiding = presiding_seat(recount, seating)
    now = vote_now(recount, proposal, seating)
    if not now.standing.carried:
        needed = now.standing.needed
        raise Refusal(
            f"Not recorded: {now.words} A majority of the board's seats is {needed}. "
            "Nothing was lost. Let the others vote, propose something else, or defer the case."
        )
    _check_said(recount, proposal, objections)
    decided: dict[str, list[tuple[int, str]]] = {}
    for told in answers(recount, proposal, objections):
        decided.setdefault(told.case_seal, []).append((told.entry, told.answered.word))
    done: list[Appended] = []
    ruled: set[str] = set()
    for some in _acts(proposal, recount.state.data.rules.page_max):
        try:
            check_as_shown(recount, proposal.without(ruled))
            done.append(_rule(recount, some, proposal.ruling, decided, presiding))
        except Refusal as refused:
            if not done:
                raise
            raise _partly(proposal, ruled, tuple(done), refused) from refused
        ruled |= {case.seal for case in some}
    return tuple(done)


def _check_said(
    recount: Recount, proposal: Proposal, objections: Mapping[int, bool] | None
) -> None:
    if left := unsaid(recount, proposal, objections):
        raise Refusal(
            f"Not recorded: no outcome answers objection {label_of(recount.state, left[0])}. "
            "Nothing was lost: the votes stand. The presiding member says whether it is upheld."
        )


def _acts(proposal: Proposal, most: int) -> Iterator[Sequence[CaseRecord]]:
    """The cases of each act: of one batch, and no more than a page has."""
    for batch in sorted({case.batch for case in proposal.cases}):
        yield from chunks([case for case in proposal.cases if case.batch == batch], most)


def _partly(
    proposal: Proposal, ruled: set[str], done: tuple[Appended, ...], refused: Refusal
) -> PartlyRecorded:
    rest = proposal.without(ruled)
    total, left = len(proposal.cases), len(rest.cases)
    others = "the other is" if left == 1 else f"the other {left} are"
    return PartlyRecorded(
        f"{len(ruled)} of {total} are recorded, {others} not: {refused}",
        done,
        rest,
    )


def presiding_seat(recount: Recount, seating: Seating) -> Seat:
    """The seat of the presiding member at this station.

    :raises Refusal: nobody presides, or they do not sit here.
    """
    head = recount.state.data.presiding()
    if head is None:
        raise Refusal(
            "Not recorded: nobody of the board is here to preside. Nothing was lost. "
            "Sign a member in (F3)."
        )
    for seat in seating.seats:
        if seat.person.id == head.id:
            return seat
    with recount.reading() as connection:
        names = {p.person.id: p.person.name for p in list_people(connection)}
    raise Refusal(
        f"Not recorded: {names.get(head.id) or head.id} presides and is not signed in at this "
        "station. Nothing was lost: the votes stand. Sign in (F3)."
    )


def outcome_words(recount: Recount, case: CaseRecord, outcome: Outcome) -> str:
    """An outcome in a few words: ``a vote for Fetterhoff``; empty for "against" alone."""
    if outcome == AGAINST:
        return ""
    contest = recount.election.contest(case.row.contest)
    told = Ruling(outcome.disposition, outcome.votes)
    words = ruling_sentence(told, contest, case.row.machine, recount.rules)
    head = words.removesuffix(".").partition(";")[0]
    head = head[:1].lower() + head[1:]
    return f"a {head}" if head.startswith(("vote", "write-in")) else head


def vote_words(recount: Recount, connection: Connection, body: Body) -> str:
    """What a recorded vote says: ``for a vote for Fetterhoff``, ``against``, ``abstains``."""
    value = body["value"]
    if isinstance(value, str):
        return "abstains"
    case = case_by_seal(connection, body["cases"][0])
    outcome = Outcome(Disposition(value["disp"]), frozenset(value["votes"]), value["clause"])
    words = "" if case is None else outcome_words(recount, case, outcome)
    return f"for {words}" if words else "against"


def _check_quorum(recount: Recount) -> None:
    if not recount.state.data.quorum():
        raise Refusal(Attendance(recount).board().problem)


def _value(proposal: Proposal, say: Say, own: Outcome | None) -> Value:
    if say is Say.ABSTAIN:
        return ABSTAIN
    if say is Say.FOR:
        return proposal.outcome
    if own is None:
        return AGAINST
    if own == proposal.outcome:
        raise Refusal("Not recorded: this is what was proposed. Vote for it, or name another.")
    return own


def _votes(data: RecordData, proposal: Proposal) -> dict[str, Value]:
    """What each member says to the proposal now.

    Only votes given since it was put, in this sitting and on the case as it stands; and over a
    group only what a member said alike to all of it.
    """
    said: dict[str, set[Value]] = {}
    heard: dict[str, int] = {}
    for case in proposal.cases:
        current = data.cases[case.seal].current
        for person, vote in data.votes.get(case.seal, {}).items():
            if vote.prior != current or vote.index < proposal.put:
                continue
            value: Value = ABSTAIN
            if vote.value is not None:
                disp, votes = Disposition(vote.value.disp), frozenset(vote.value.votes)
                value = Outcome(disp, votes, vote.value.clause)
            said.setdefault(person, set()).add(value)
            heard[person] = heard.get(person, 0) + 1
    return {
        person: next(iter(values))
        for person, values in said.items()
        if len(values) == 1 and heard[person] == len(proposal.cases)
    }


def _fields(value: Outcome) -> Body:
    return {
        "disp": value.disposition.value,
        "votes": sorted(value.votes),
        "clause": value.clause,
    }


def _rule(
    recount: Recount,
    cases: Sequence[CaseRecord],
    ruling: Ruling,
    decided: Mapping[str, Sequence[tuple[int, str]]],
    presiding: Seat,
) -> Appended:
    openings: list[seals.Opening] = []
    items = []
    for case in cases:
        item, sealed = ruling_item(recount, case, ruling, decided.get(case.seal, ()))
        items.append(item)
        openings += sealed
    return recount.append(
        bodies.rule(batch=cases[0].batch, tier=Tier.BOARD.value, items=items),
        [presiding.signer],
        openings=openings,
        session=True,
    )
