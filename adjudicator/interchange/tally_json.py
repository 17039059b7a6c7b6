"""``tally.json``: before, change and after, by contest and, if asked for, by its parts.

The value can be written as restricted canonical JSON; a batch's close signs the hash of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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
class TallyPart:
    """One part of a contest."""

    names: Mapping[str, Any]
    """What it is, as it stands before the figures."""
    tally: ContestTally


@dataclass(frozen=True, slots=True)
class TallySection:
    """One contest, whole and by its parts."""

    whole: ContestTally
    parts: Mapping[str, Sequence[TallyPart]] = field(default_factory=dict)
    """By dimension: ``precinct``, ``grp``, ``lot``."""


_LISTS = {"precinct": "precincts", "grp": "groups", "lot": "lots"}


def tally_value(head: TallyHead, sections: Iterable[TallySection]) -> dict[str, Any]:
    """The value of ``tally.json``.

    Contests and parts keep the order they are given in.  Names may repeat in an election, so ids
    stand beside them.
    """
    contests = []
    for section in sections:
        contest = section.whole.contest
        value = {"contest": contest.title, "id": contest.id, "seats": contest.seats}
        value |= _figures(section.whole)
        for dimension, parts in section.parts.items():
            value[_LISTS[dimension]] = [dict(p.names) | _figures(p.tally) for p in parts]
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
