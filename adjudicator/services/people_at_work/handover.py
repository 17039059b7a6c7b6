"""A team hands over a batch it has begun: it signs its part, and leaves.

The record gets a ``note`` of the category ``handed_over`` with words made here, signed by the
identity keys of both; then both are signed out, and the next team signs in and goes on with the
first case that waits.  Nothing else changes: the rulings stand, and either team may revise them
while the batch is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.domain.people import Role
from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.state.model import CaseState
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.seating import Seat, Seating
from adjudicator.storage.queries.cases import list_batches
from adjudicator.storage.record import Appended

_TEAM = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A team's part of a batch."""

    batch: int
    cases: int
    """How many there are to rule on."""
    own: int
    """How many of them have a ruling of exactly this team; a reopened case waits for a new one."""
    others: int
    """How many have a ruling of somebody else."""


def part_of(recount: Recount, batch: int, team: tuple[str, str]) -> Part:
    """How far a batch has come, and how much of it is this team's.

    :raises Refusal: there is no such batch.
    """
    data = recount.state.data
    if batch not in data.batches:
        raise Refusal(f"There is no batch {batch}. Nothing was handed over.")
    cases = [
        case
        for case in (data.cases[seal] for seal in data.batches[batch].cases)
        if data.is_released(case) and not data.is_void(case)
    ]

    def own(case: CaseState) -> bool:
        ruling = case.current
        return ruling is not None and set(team) <= set(data.rulings[ruling[0]].signers)

    ruled = [case for case in cases if case.current is not None and case.reopened is None]
    mine = sum(own(case) for case in ruled)
    return Part(batch, len(cases), mine, len(ruled) - mine)


def handover_words(recount: Recount, batch: int, team: tuple[str, str]) -> str:
    """``Batch 31, State House 26, precinct 214: 17 of 42 ruled by Ada and Ben, handed over``."""
    part, names = part_of(recount, batch, team), recount.names()
    with recount.reading() as connection:
        record = list_batches(connection, numbers=[batch])[0]
    election = recount.election
    where = (
        f"Batch {batch}, {election.contest(record.contest).title}, "
        f"precinct {election.precinct(record.precinct).name}"
    )
    who = join_names([names[person] for person in team])
    others = f", {part.others} by others" if part.others else ""
    return f"{where}: {part.own} of {part.cases} ruled by {who}{others}, handed over"


def leaving_team(seating: Seating) -> tuple[Seat, Seat]:
    """The two who sit here as the counting team.

    :raises Refusal: there are not two of them.
    """
    team = [seat for seat in seating.seats if seat.person.role is Role.TEAM]
    if len(team) != _TEAM:
        raise Refusal(
            f"{len(team)} of the two seats of the counting team are taken here, so there is no "
            "team to hand over. Nothing was changed. Sign in with F3."
        )
    return team[0], team[1]


def hand_over(
    recount: Recount, seating: Seating, batch: int, keys: Mapping[str, Signer]
) -> Appended:
    """Let the team that sits here sign its part of a batch, and sign it out.

    :param keys: the identity keys of both, by person.
    :returns: the note.
    :raises Refusal: no such batch, it is closed, or these are not the two who sit here.
    """
    seating.settle()
    first, second = leaving_team(seating)
    team = (first.person.id, second.person.id)
    if set(keys) != set(team):
        here = join_names([seat.person.name or seat.person.id for seat in (first, second)])
        raise Refusal(
            f"Only {here} sit here as the counting team, so only they hand over. Nothing was "
            "changed."
        )
    words = handover_words(recount, batch, team)
    data = recount.state.data
    if not data.scope([batch]):
        raise Refusal(f"Batch {batch} is closed; nothing of it is left to hand over.")
    sealed = recount.seal(words)
    note = recount.append(
        bodies.note(category="handed_over", words=sealed.seal, people=team),
        [keys[person] for person in sorted(team)],
        openings=[sealed],
    )
    for person in team:
        seating.sign_out(person)
    return note
