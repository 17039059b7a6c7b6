"""The votes behind a ruling of the board, told afterwards from the record.

They are those the record counted when it took the ruling in: the newest votes of that sitting on
the case as it stood, of those who held a seat then.
"""

from dataclasses import dataclass

from adjudicator.domain.objections import Outcome
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.votes import ABSTAIN, Say, Standing, Value, standing, standing_words
from adjudicator.ledger.state.model import RulingAct
from adjudicator.services.board.voting import outcome_words
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import RulingRecord
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.objections import objections_of

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
    made: RulingRecord,
    case: CaseRecord,
    names: dict[str, str],
) -> BoardVote | None:
    """The vote behind a ruling; ``None`` if a team made it."""
    if made.tier is not Tier.BOARD:
        return None
    act = recount.state.data.rulings[made.entry]
    votes = _votes(act, made.item)
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


def _votes(act: RulingAct, item: int) -> dict[str, Value]:
    """What each member's vote was, as the record counted it for that ruling."""
    return {
        person: ABSTAIN
        if value is None
        else Outcome(Disposition(value.disp), frozenset(value.votes), value.clause)
        for person, value in act.counted[item]
    }
