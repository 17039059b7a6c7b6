"""What comparing two sets of returns came to, in sentences and as a value."""

from typing import Any

from adjudicator.domain.canvass.matching import Match, Unlike, match
from adjudicator.domain.canvass.returns import WRITE_INS, ContestName, Returns
from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED
from adjudicator.domain.wording import count
from adjudicator.services.canvass.aligning import aligned

_WORDS = {
    OVER: "overvotes",
    UNDER: "undervotes",
    UNQUALIFIED: "unqualified write-ins",
    WRITE_INS: "write-in votes",
}
_SHOWN = 200
"""Differences told one by one; beyond that people look for a cause, not for more of them."""


def compare_returns(one: Returns, other: Returns) -> Match:
    """Compare two sets of returns, whatever spelling of the same names each has."""
    return match(one, aligned(other, one))


def bucket_words(bucket: str) -> str:
    """A choice by its name, and what is no choice in words."""
    return _WORDS.get(bucket, bucket)


def match_sentences(found: Match) -> tuple[str, ...]:
    """The answer first, then every difference."""
    told = [match_answer(found)]
    told += [_unlike(unlike) for unlike in found.unlike[:_SHOWN]]
    if len(found.unlike) > _SHOWN:
        told.append(f"... and {len(found.unlike) - _SHOWN:,} more; --json has all of them.")
    told += [f"Only in the first: {name.title}." for name in found.only_one]
    told += [f"Only in those compared with: {name.title}." for name in found.only_other]
    return tuple(told)


def match_answer(found: Match) -> str:
    """Whether they match, in one sentence."""
    if not found.numbers:
        return "Nothing was compared: no contest stands in both."
    compared = (
        f"{count(found.numbers, 'number')} in {count(found.contests, 'contest')}, "
        f"{count(found.places, 'place')}"
    )
    if found.agrees:
        return f"The results match: {compared}."
    if found.unlike:
        return f"The results do not match: of {compared}, {len(found.unlike):,} differ."
    return f"What stands in both matches ({compared}), but not every contest stands in both."


def _unlike(unlike: Unlike) -> str:
    place = unlike.place
    where = ", ".join(
        t
        for t in (
            unlike.contest.title,
            f"precinct {place.precinct}" if place.precinct else "no precinct",
            place.group,
        )
        if t
    )
    what = bucket_words(unlike.bucket)
    return f"{where}: {what} {_number(unlike.one)} and {_number(unlike.other)}."


def _number(n: int | None) -> str:
    return "not given" if n is None else f"{n:,}"


def match_value(found: Match) -> dict[str, Any]:
    """The value of ``adjudicator canvass --compare --json``."""
    return {
        "match": found.agrees,
        "contests": found.contests,
        "places": found.places,
        "numbers": found.numbers,
        "unlike": [
            {
                "contest": u.contest.title,
                "county": u.place.county,
                "precinct": u.place.precinct,
                "group": u.place.group,
                "choice": bucket_words(u.bucket),
                "one": u.one,
                "other": u.other,
            }
            for u in found.unlike
        ],
        "only_one": _titles(found.only_one),
        "only_other": _titles(found.only_other),
    }


def _titles(names: tuple[ContestName, ...]) -> list[str]:
    return [name.title for name in names]
