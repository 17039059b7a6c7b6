"""The headline of a figure, and an outcome in sentences and as a JSON value."""

from fractions import Fraction
from typing import Any

from adjudicator.domain.ballots import Lot
from adjudicator.domain.canvass.outcome import Outcome, Standing
from adjudicator.domain.canvass.results import ContestKind
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.rulepack import Scope
from adjudicator.domain.tally import Figure
from adjudicator.domain.wording import count, join_names
from adjudicator.services.canvass.telling import percent, votes
from adjudicator.services.outcomes import ContestOutcome, ballots_of
from adjudicator.services.tallying import TallyLine

_MINUS = "\u2212"


def headline(line: TallyLine, figure: Figure, *, refiled: bool = False) -> str:
    """``Second returns 30,599 + found by hand 11 = 30,610``.

    Where nobody gave the machine's counts of the ballots nobody looks at, it is no return.

    :param refiled: whether the board files the first returns again.
    """
    before = "First returns filed again" if refiled else "Second returns"
    if line.machine_only_flagged:
        before = "Flagged ballots as read"
    if line.outside:
        before = "The machine read"
    sign, words = ("+", "found") if figure.change >= 0 else (_MINUS, "taken away")
    return (
        f"{before} {figure.before:,} {sign} {words} by hand {abs(figure.change):,} = "
        f"{figure.after:,}"
    )


def outcome_sentences(found: ContestOutcome) -> tuple[str, ...]:
    """Before, after, who has won or is tied, and what could still change it."""
    outcome = found.outcome
    told = [
        f"Before: {_standing(outcome, outcome.before)}",
        f"After: {_standing(outcome, outcome.after)}",
        _outcome(outcome),
    ]
    return (*told, *_elsewhere(found), *_doubts(found))


def outside_sentences(found: ContestOutcome) -> tuple[str, ...]:
    """What stands outside this total; how many ballots await their duplicate is always told."""
    waiting = found.awaiting_duplicate
    others = [x for x in found.outside if x.lot != Lot.AWAITING_DUPLICATE]
    lots = ", ".join(f"{Lot(x.lot).label.lower()} {ballots_of(x):,}" for x in others)
    told = [
        f"Awaiting duplicate: {count(waiting, 'ballot')}, outside every total."
        if waiting
        else "Awaiting duplicate: none."
    ]
    if found.stand_ins:
        told.append(
            f"Outside every total because the other one of a pair counts: {found.stand_ins:,}."
        )
    if lots:
        told.append(f"Outside every total until the board lets them in: {lots}.")
    if found.locked:
        n, them = found.locked, "it" if found.locked == 1 else "them"
        told.append(f"Locked by order: {count(n, 'ballot')}, counted as the machine read {them}.")
    return tuple(told)


def outcome_value(found: ContestOutcome) -> dict[str, Any]:
    """The outcome as a plain JSON value, for ``tally --json --outcome``."""
    outcome = found.outcome
    return {
        "contest": outcome.contest.title,
        "id": outcome.contest.id,
        "before": _value(outcome.before),
        "after": _value(outcome.after),
        "changed": outcome.changed,
        "pending": outcome.waiting,
        "pending_could_change": outcome.could_change,
        "outside": [
            {"lot": x.lot, "ballots": ballots_of(x), "cases": x.cases} for x in found.outside
        ],
        "with_outside_could_change": found.could_with_outside,
        "outside_of_a_pair_that_counts": found.stand_ins,
        "locked": found.locked,
        "sentences": [*outcome_sentences(found), *outside_sentences(found)],
    }


def _value(standing: Standing) -> dict[str, Any]:
    margin, share = standing.margin, standing.share
    return {
        "votes": standing.votes,
        "margin": None if margin is None else str(margin),
        "percent": None if share is None else percent(share).removesuffix(" %"),
        "tier": standing.tier.value,
        "winners": list(standing.winners),
        "tied": list(standing.tied),
        "seats_open": standing.seats_open,
    }


def _standing(outcome: Outcome, standing: Standing) -> str:
    """``Ann Ash ahead of Bob Birch by 61 votes of 61,159, 0.0997 %: manual recount``."""
    if not standing.votes:
        return "no votes."
    result = standing.result
    if standing.margin is None or standing.share is None:
        return f"{votes(standing.votes)}, and nobody can lose."
    tier = "" if standing.tier is Tier.NONE else f": {standing.tier.label}"
    by = f"{votes(standing.margin)} of {standing.votes:,}, {percent(standing.share)}{tier}."
    if result.kind is ContestKind.MEASURE:
        state = "approved" if standing.approved else "rejected"
        needs = "more than half" if result.approval == Fraction(1, 2) else str(result.approval)
        return f"{state}, which needs {needs} of the votes; {by}"
    if standing.ahead is None:
        return f"{_names(outcome, standing.tied)} are tied; {by}"
    first, second = (outcome.name(choice) for choice in standing.ahead)
    return f"{first} ahead of {second} by {by}"


def _outcome(outcome: Outcome) -> str:
    after = outcome.after
    same = "Another outcome than before." if outcome.changed else "The same outcome as before."
    head = "Outcome so far" if outcome.could_change else "Outcome"
    if not after.votes:
        return "Outcome: none yet."
    if after.tied:
        seats = "1 seat" if after.seats_open == 1 else f"{after.seats_open} seats"
        won = f"{_names(outcome, after.winners)} elected; " if after.winners else ""
        who = _names(outcome, after.tied)
        return f"{head}: {won}a tie of {who} for {seats}, decided by drawing lots. {same}"
    if after.result.kind is ContestKind.MEASURE:
        return f"{head}: {'approved' if after.approved else 'rejected'}. {same}"
    return f"{head}: {_names(outcome, after.winners)}. {same}"


def _elsewhere(found: ContestOutcome) -> list[str]:
    office = found.office
    if office is None or office.scope is Scope.LOCAL:
        return []
    where = "every county votes on it" if office.statewide else "other counties may vote on it too"
    return [f"These are the figures of this recount alone; {where}."]


def _doubts(found: ContestOutcome) -> list[str]:
    outcome, apart = found.outcome, found.outside_ballots
    told = []
    if outcome.waiting:
        cases = count(outcome.waiting, "pending case")
        can = "could still change" if outcome.could_change else "cannot change"
        told.append(f"{cases[0].upper()}{cases[1:]} {can} the outcome.")
    if apart:
        ballots = count(apart, "ballot")
        both = "with the pending cases " if outcome.waiting else ""
        can = "could change" if found.could_with_outside else "cannot change"
        told.append(f"{ballots} outside the totals {both}{can} the outcome.")
    return told


def _names(outcome: Outcome, choices: tuple[str, ...]) -> str:
    return join_names([outcome.name(choice) for choice in choices])
