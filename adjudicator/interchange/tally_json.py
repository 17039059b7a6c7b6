"""``tally.json``: before, change and after, by contest and, if asked for, by precinct.

The value can be written as restricted canonical JSON; a batch's close signs the hash of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from adjudicator.domain.election import Precinct
from adjudicator.domain.tally import ContestTally, Figure


@dataclass(frozen=True, slots=True)
class TallyHead:
    """What the figures are of."""

    origin: str
    """The record's origin."""
    purpose: str
    """recount, rehearsal or demo."""
    watermark: str | None = None
    """The words on every file of a demonstration or rehearsal."""
    basis: str = "every ruling"
    """Which rulings count: ``every ruling`` that stands, or those of ``closed batches``."""


@dataclass(frozen=True, slots=True)
class TallySection:
    """One contest, whole and by precinct."""

    whole: ContestTally
    precincts: Sequence[tuple[Precinct, ContestTally]] = ()


def tally_value(
    head: TallyHead, sections: Iterable[TallySection], *, by_precinct: bool = False
) -> dict[str, Any]:
    """The value of ``tally.json``.

    Contests and precincts keep the order they are given in.  Names may repeat in an election, so
    ids stand beside them.
    """
    contests = []
    for section in sections:
        contest = section.whole.contest
        value = {"contest": contest.title, "id": contest.id, "seats": contest.seats}
        value |= _figures(section.whole)
        if by_precinct:
            value["precincts"] = [
                {"precinct": precinct.name, "id": precinct.id} | _figures(tally)
                for precinct, tally in section.precincts
            ]
        contests.append(value)
    return {
        "origin": head.origin,
        "purpose": head.purpose,
        "watermark": head.watermark,
        "basis": head.basis,
        "contests": contests,
    }


def _figures(tally: ContestTally) -> dict[str, Any]:
    return {
        "choices": [
            {"id": choice, "name": tally.contest.choice(choice).name} | _figure(figure)
            for choice, figure in tally.choices
        ],
        "overvotes": _figure(tally.over),
        "undervotes": _figure(tally.under),
        "unqualified": _figure(tally.unqualified),
        "ballots": tally.ballots,
        "pending": tally.pending,
        "balanced": tally.balanced,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"before": figure.before, "change": figure.change, "after": figure.after}
