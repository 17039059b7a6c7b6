"""The marks in words (F4), for people who cannot see the ballot: only what was measured."""

from collections.abc import Sequence

from adjudicator.desktop.ballot.found import KEPT, NOT_MEASURED, Found
from adjudicator.domain.election import Contest
from adjudicator.domain.finding.ink import ContestInk, InkPiece, TargetInk, short_fill
from adjudicator.domain.finding.place import Standing
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.wording import join_names, machine_sentence

NOTHING = "The machine gave no densities for this contest, so there is nothing to describe."
CHECK = "The place of this contest is to be checked: the figures may be of another one."
FILLED = 350
"""A fill in per mille from which an oval is filled, so that ink around it crosses nothing."""
_GIVEN = 50
"""A fill the machine gave from which an oval is told by itself, whatever was measured in it."""
_LITTLE = 200
"""A fill below it is told in words too: a dot or a faint line in an oval is easily missed."""
_DARKER = 50
"""By how much, per mille, an oval is darker than its fill explains where pencil is faint."""
_MANY = 3
"""So many unmarked ovals are told together."""
_FEW = 3
"""More pieces of ink at one place are counted, not listed."""


def describe(
    contest: Contest, machine: MachineReading, found: Found | None = None, *, kept: bool = False
) -> tuple[str, ...]:
    """What was measured, a sentence each: our own measurement, and what the machine gave.

    :param kept: whether the opening keeps measured ink from people until this ballot is ruled on;
        what the machine measured is kept too.
    """
    said = f"{machine_sentence(contest, machine)}."
    if kept:
        return said, KEPT
    ink = None if found is None else found.ink
    given = _given(contest, machine)
    if ink is None:
        lines = [
            f"Choice {_number(contest, choice)}, {contest.choice(choice).name}: "
            f"the machine gave {short_fill(fill)}."
            for choice, fill in given
        ]
        missing = () if found is None else (NOT_MEASURED,)
        return (said, *lines, *missing) if lines else (*missing, NOTHING)
    check = found is not None and found.place.standing is Standing.CHECK
    return (
        said,
        *((CHECK,) if check else ()),
        *_targets(contest, ink, given),
        *_elsewhere(contest, ink.telling),
        *(quality.label for quality in ink.quality),
    )


def _given(contest: Contest, machine: MachineReading) -> list[tuple[str, int]]:
    """Choice and fill, as far as the machine gave one."""
    return [
        (mark.choice, mark.density)
        for mark in machine.marks
        if mark.density is not None and contest.has_choice(mark.choice)
    ]


def _number(contest: Contest, choice: str) -> int:
    return 1 + [c.id for c in contest.choices].index(choice)


def _targets(contest: Contest, ink: ContestInk, given: Sequence[tuple[str, int]]) -> list[str]:
    """A sentence per target with ink, in paper order; the others together where they are many."""
    crossed = {choice for piece in ink.telling for choice in piece.crosses}
    known = [target for target in ink.targets if contest.has_choice(target.choice)]
    machine = _in_order(known, given)
    plain = [
        n
        for n, target in enumerate(known)
        if not target.inked and target.choice not in crossed and (machine[n] or 0) < _GIVEN
    ]
    if len(plain) < _MANY:
        plain = []
    lines = [
        f"Choice {_number(contest, target.choice)}, {contest.choice(target.choice).name}: "
        f"fill {short_fill(target.fill)}{_said(machine[n])}"
        f"{across(target.fill) if target.choice in crossed else _little(target)}."
        for n, target in enumerate(known)
        if n not in plain
    ]
    if plain:
        most = short_fill(max(known[n].fill for n in plain))
        other = "The other" if lines else "All"
        lines.append(f"{other} {len(plain)} ovals: fill {most} at most.")
    return lines


def across(fill: int) -> str:
    """What ink does that reaches from outside into an oval filled that much."""
    return ", ink goes over its edge" if fill >= FILLED else ", ink crosses the oval"


def _little(target: TargetInk) -> str:
    """A dot, or pencil too faint to fill anything, in so many words."""
    if not target.inked or target.fill >= _LITTLE:
        return ""
    if target.darkness >= target.fill + _DARKER:
        return f", darkness {short_fill(target.darkness)}: faint ink in the oval"
    return ", a little ink in the oval"


def _in_order(targets: Sequence[TargetInk], given: Sequence[tuple[str, int]]) -> list[int | None]:
    """What the machine gave of each target, if it gave anything."""
    left, found = list(given), list[int | None]()
    for target in targets:
        own = next((g for g in left if g[0] == target.choice), None)
        if own is not None:
            left.remove(own)
        found.append(None if own is None else own[1])
    return found


def _said(fill: int | None) -> str:
    return "" if fill is None else f" (the machine gave {short_fill(fill)})"


def _elsewhere(contest: Contest, pieces: Sequence[InkPiece]) -> list[str]:
    """Where ink is that is neither print nor in an oval."""
    lines = []
    for piece in pieces:
        names = [contest.choice(c).name for c in dict.fromkeys(piece.crosses)
                 if contest.has_choice(c)]  # fmt: skip
        if len(names) > 1:
            lines.append(f"One piece of ink crosses the ovals of {join_names(names)}.")
    beside = [piece for piece in pieces if not piece.crosses]
    near = [p.near for p in beside if p.near is not None and contest.has_choice(p.near)]
    lines += [
        f"{_count(near.count(choice))} near the name {contest.choice(choice).name}."
        for choice in dict.fromkeys(near)
    ]
    rest = len(beside) - len(near)
    lines.append(f"{_count(rest)} elsewhere in this contest." if rest else "No ink elsewhere.")
    return lines


def _count(pieces: int) -> str:
    if pieces == 1:
        return "Ink"
    return f"{pieces} pieces of ink" if pieces <= _FEW else "Much ink, in many pieces,"
