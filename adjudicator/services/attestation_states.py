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
    """Every enrolled observer's state to one ruling, by person id.

    An answer stands until its owner strikes it out.  Silence is "present, did not answer", never
    agreement; whoever was not in attendance when the ruling was made was not at the table.
    """
    act = state.data.rulings[entry]
    case = state.data.cases[act.cases[item]]
    found: list[ObserverState] = []
    for person, enrolled in sorted(state.data.people.items()):
        if enrolled.person.role is not Role.OBSERVER:
            continue
        answer = next(
            (
                a
                for a in reversed(act.answers)
                if a.person == person and (a.items is None or item in a.items)
            ),
            None,
        )
        if answer is not None:
            late = case.closed is not None and answer.index > case.closed
            found.append(ObserverState(person, _BY_ANSWER[answer.answer], late))
        elif person in act.present:
            found.append(ObserverState(person, Attestation.SILENT))
        else:
            found.append(ObserverState(person, Attestation.ABSENT))
    return found
