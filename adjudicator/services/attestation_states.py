"""Where each observer stood to a ruling: the five states, in these words everywhere."""

from dataclasses import dataclass

from adjudicator.domain.people import Role
from adjudicator.ledger.state import RecordState
from adjudicator.services.attesting import Attestation


@dataclass(frozen=True, slots=True)
class ObserverState:
    """One observer and one ruling."""

    person: str
    state: Attestation
    late: bool = False
    """Answered after the batch was closed."""


_BY_ANSWER = {
    "none": Attestation.NO_OBJECTION,
    "object": Attestation.OBJECTION,
    "decline": Attestation.DECLINED,
}


def states_of(state: RecordState, entry: int, item: int) -> list[ObserverState]:
    """Every enrolled observer's state to one ruling, by person id."""
    return [
        state_of(state, person, entry, item)
        for person, enrolled in sorted(state.data.people.items())
        if enrolled.person.role is Role.OBSERVER
    ]


def state_of(state: RecordState, person: str, entry: int, item: int) -> ObserverState:
    """One observer's state to one ruling.

    An answer stands until its owner strikes it out.  Silence is "present, did not answer", never
    agreement; whoever was not there, or not signed in at its station, when the ruling was made was
    not at the table.
    """
    act = state.data.rulings[entry]
    answer = next(
        (
            a
            for a in reversed(act.answers)
            if a.person == person and (a.items is None or item in a.items)
        ),
        None,
    )
    if answer is not None:
        late = _is_late(state, answer.index, act.cases[item])
        return ObserverState(person, _BY_ANSWER[answer.answer], late)
    present = person in act.present
    return ObserverState(person, Attestation.SILENT if present else Attestation.ABSENT)


def _is_late(state: RecordState, answer: int, seal: str) -> bool:
    """Whether it came after the close.  An objection stays late when the case is reopened."""
    objection = state.data.objections.get(answer)
    if objection is not None:
        return seal in objection.late
    closed = state.data.cases[seal].closed
    return closed is not None and answer > closed
