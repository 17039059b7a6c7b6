"""What keeps returns from being whole, and sums that stand without a margin, in words."""

from collections.abc import Iterator

from adjudicator.domain.canvass.results import ChoiceVotes
from adjudicator.domain.canvass.returns import NO_VOTES, WRITE_INS
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, UNQUALIFIED
from adjudicator.domain.wording import count, join_names
from adjudicator.services.canvass.canvassing import Canvass, Canvassed

_NAMED = 8
_BUCKETS = {OVER: "overvotes", UNDER: "undervotes", UNQUALIFIED: "unqualified write-ins"}
IF_ALL = "if these are all its counties"


def missing_words(found: Canvass, *, named: int = _NAMED) -> str:
    """Which counties are not in these returns, as a sentence; empty if all are.

    Where few are here the others are counted and not named.

    :param named: how many are named at most.
    """
    missing, due = found.missing, len(found.pack.counties)
    if not missing:
        return ""
    if len(missing) > _NAMED and len(missing) * 2 > due:
        return f"{len(missing):,} of {due:,} counties are not in these returns."
    if len(missing) <= named:
        return f"Not in these returns: {join_names(missing)}."
    more = len(missing) - named
    return f"Not in these returns: {', '.join(missing[:named])} and {more:,} more."


def gap_words(found: Canvassed) -> str:
    """``4 counties are missing and 1 row was put aside``; empty if nothing is known to be."""
    gaps = []
    if found.missing:
        gaps.append(f"{count(len(found.missing), 'county is', 'counties are')} missing")
    if found.set_aside:
        gaps.append(f"{count(found.set_aside, 'row was', 'rows were')} put aside")
    return " and ".join(gaps)


def gap_sentences(found: Canvassed) -> Iterator[str]:
    """What is missing of a contest beyond what its order says."""
    if found.so_far and found.assessment is None:
        yield f"The sums are not whole: {gap_words(found)}."
    if found.rowless:
        are = "is" if len(found.rowless) == 1 else "are"
        yield f"{join_names(found.rowless)} {are} in these returns without a row of it."
    if found.unsure:
        yield "Which counties vote on it these returns do not say: it holds if they are all in."


def choices_read(found: Canvassed) -> tuple[ChoiceVotes, ...]:
    """The choices and their sums as they were read, in the order they first came."""
    sums = found.sums
    parties = {} if found.part is None else found.part.returns.parties
    return tuple(
        ChoiceVotes(
            name="Write-ins" if name == WRITE_INS else name,
            votes=sums[name],
            party=party,
            lump=name == WRITE_INS,
        )
        for name, party in parties.items()
        if name not in NO_VOTES and name != BALLOTS
    )


def sums_sentence(found: Canvassed) -> str:
    """All that was read of it: ``As read: Ann 1,234 · Bo 456; overvotes 3, undervotes 44``."""
    choices, sums = choices_read(found), found.sums
    told = [" · ".join(f"{choice.name} {choice.votes:,}" for choice in choices)]
    told.append(", ".join(f"{word} {sums[b]:,}" for b, word in _BUCKETS.items() if b in sums))
    return f"As read: {'; '.join(part for part in told if part)}."
