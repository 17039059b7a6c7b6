"""The votes behind a ruling of the board, told afterwards from the record.

They are the newest votes of the sitting the ruling was made in, cast on the case as it stood, of
members who held their seats still.
"""

from dataclasses import dataclass

from adjudicator.domain.objections import Outcome
from adjudicator.domain.rulings import Tier
from adjudicator.domain.votes import ABSTAIN, Say, Standing, Value, standing, standing_words
from adjudicator.ledger.state import RecordState
from adjudicator.services.board.voting import outcome_words
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import RulingRecord
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.objections import objections_of
from adjudicator.storage.queries.reopenings import list_reopenings
from adjudicator.storage.queries.votes import VoteRecord, list_sittings, votes_of_case

_SAID = {Say.FOR: "for", Say.AGAINST: "against", Say.ABSTAIN: "abstained"}


@dataclass(frozen=True, slots=True)
class BoardVote:
    """How the board came to one ruling."""

    standing: Standing
    words: str
    """``2 to 1, Lou Lewis dissents: no vote.``."""
    by_member: tuple[tuple[str, str], ...]
    """Person and what they said: ``for``, ``against`` or ``abstained``."""
    dissents: tuple[tuple[str, str], ...]
    """Members against it, and the outcome each names (empty without one)."""


def board_vote(
    recount: Recount,
    connection: Connection,
    made: RulingRecord,
    case: CaseRecord,
    names: dict[str, str],
) -> BoardVote | None:
    """The vote behind a ruling; ``None`` if a team made it."""
    if made.tier is not Tier.BOARD:
        return None
    votes = _votes(recount.state, connection, made)
    ruling = made.ruling
    outcome = Outcome(ruling.disposition, ruling.votes, ruling.clause)
    told = standing(outcome, sorted(votes), frozenset(), votes)
    outcomes = {o: outcome_words(recount, case, o) for _, o in told.dissents}
    return BoardVote(
        standing=told,
        words=standing_words(told, names, outcomes),
        by_member=tuple((person, _SAID[say]) for person, say in told.says),
        dissents=tuple((person, outcomes[o]) for person, o in told.dissents),
    )


def decided_objections(connection: Connection, made: RulingRecord) -> tuple[str, ...]:
    """The objections a ruling decided: ``R-014 upheld``."""
    filed = objections_of(connection, [made.case_seal]).get(made.case_seal, [])
    return tuple(f"{o.label} {o.outcome}" for o in filed if o.decided == made.entry)


def _votes(state: RecordState, connection: Connection, made: RulingRecord) -> dict[str, Value]:
    began = [s.entry for s in list_sittings(connection) if s.entry < made.entry]
    began += [
        r.entry
        for r in list_reopenings(connection, case_seal=made.case_seal)
        if r.entry < made.entry
    ]
    first = max(began, default=-1)
    found: dict[str, Value] = {}
    for vote in votes_of_case(connection, made.case_seal):
        now = first < vote.entry < made.entry and vote.prior == made.prior
        if now and _keeps_seat(state, vote, made.entry):
            found[vote.person] = ABSTAIN if vote.value is None else vote.value
    return found


def _keeps_seat(state: RecordState, vote: VoteRecord, ruled: int) -> bool:
    """Whether nobody took the member's seat between the vote and the ruling."""
    removed = state.data.people[vote.person].removed
    if removed is not None and removed < ruled:
        return False
    return not any(
        vote.entry < index < ruled
        and motion.effect == "seat"
        and motion.target["for"] == vote.person
        for index, motion in state.data.motions.items()
    )
