"""Which ballots a practice holds this time, and in which order."""

from collections.abc import Collection
from random import Random

from adjudicator.services.practice.situations import PracticeSet, Situation


def draw(
    practice: PracticeSet, rng: Random, *, seen: Collection[str] = ()
) -> tuple[Situation, ...]:
    """Draw one practice: of every family what it needs, the rest from all, shuffled.

    :param seen: ids of situations practised just before; others go first.
    """
    order = list(practice.situations)
    rng.shuffle(order)
    order.sort(key=lambda situation: situation.id in seen)
    drawn: list[Situation] = []
    for family in practice.families:
        drawn += [s for s in order if s.family == family.id][: family.least]
    rest = [s for s in order if s not in drawn]
    drawn += rest[: practice.draw - len(drawn)]
    rng.shuffle(drawn)
    return tuple(drawn)
