"""The marks in words (F4), for people who cannot see the ballot: only what the machine measured."""

from adjudicator.domain.election import Contest
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.wording import machine_sentence


def describe(contest: Contest, machine: MachineReading) -> tuple[str, ...]:
    """Each target's fill as the machine gave it, a line each; says so where it gave none."""
    measured = [m for m in machine.marks if m.density is not None and contest.has_choice(m.choice)]
    if not measured:
        return ("The machine gave no densities for this contest, so there is nothing to describe.",)
    places = {choice.id: n for n, choice in enumerate(contest.choices, start=1)}
    parts = []
    for mark in measured:
        share = (mark.density or 0) / 1000
        fill = f"{share:.2f}".removeprefix("0")
        parts.append(
            f"Choice {places[mark.choice]}, {contest.choice(mark.choice).name}: fill {fill}."
        )
    return (f"{machine_sentence(contest, machine)}.", *parts)
