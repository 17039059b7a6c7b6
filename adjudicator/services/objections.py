"""Objections as the table sees them: their numbers, and each as one sentence."""

from dataclasses import dataclass

from adjudicator.domain.election import Contest
from adjudicator.ledger.state import Objection as ObjectionState
from adjudicator.ledger.state import RecordState
from adjudicator.services.attesting import Ground


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """One objection."""

    label: str
    """``R-014``: the fourteenth of the recount, in record order."""
    entry: int
    person: str
    case_seal: str
    sentence: str


def label_of(state: RecordState, entry: int) -> str:
    """The number of the objection filed at an entry."""
    place = sorted(state.data.objections).index(entry) + 1
    return f"R-{place:03d}"


def objection_view(
    state: RecordState, entry: int, case_seal: str, contest: Contest, name: str
) -> ObjectionView:
    """Tell one objection: ``Objection R-014, Ortiz (REP): should not count. To the board.``."""
    objection = state.data.objections[entry]
    party = state.person(objection.person).party
    who = f"{name} ({party})" if party else name
    label = label_of(state, entry)
    told = _claim(objection, contest)
    return ObjectionView(
        label=label,
        entry=entry,
        person=objection.person,
        case_seal=case_seal,
        sentence=f"Objection {label}, {who}: {told}. To the board.",
    )


def _claim(objection: ObjectionState, contest: Contest) -> str:
    ground = Ground(objection.ground).label
    if objection.claim == "no_vote":
        return f"{ground}, should be no vote"
    if objection.claim is not None and contest.has_choice(objection.claim):
        return f"should be a vote for {contest.choice(objection.claim).name}"
    return ground
