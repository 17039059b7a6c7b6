"""What a canvass found, in sentences and as the value of ``--json``."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from adjudicator.domain.canvass.results import ContestKind, ContestResult, Stage
from adjudicator.domain.canvass.tiers import Assessment, Line, NotOrdered, Tier
from adjudicator.domain.rulepack import Scope
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.domain.wording import count, join_names
from adjudicator.services.canvass.canvassing import Canvass, Canvassed
from adjudicator.services.canvass.gaps import (
    IF_ALL,
    choices_read,
    gap_sentences,
    gap_words,
    sums_sentence,
)
from adjudicator.services.canvass.joining import Unclear
from adjudicator.services.canvass.loading import Loaded

_UNCLEAR = {
    Unclear.SEVERAL: "More than one contest stands under this name; give each seat a district.",
    Unclear.NOBODY: "No choice has a row in these returns, only over- and undervotes.",
    Unclear.CHOICES: "A measure has one line for it and one against; these returns have others.",
}
_ORDERS = {
    Tier.MACHINE: "a machine recount of every ballot",
    Tier.MANUAL: "a manual recount of the overvotes and undervotes",
}


def orders(scope: Scope) -> str:
    """Who orders a recount of such a contest (ss. 102.141(7), 102.166(1), Fla. Stat.)."""
    board = "the county canvassing board"
    return board if scope is Scope.LOCAL else "the Secretary of State"


def votes(number: Fraction | int) -> str:
    """``12,562 votes``; of a measure that needs a greater share, ``617 2/5 votes``."""
    whole, rest = divmod(Fraction(number), 1)
    words = f"{whole:,}" if not rest else f"{whole:,} {rest}" if whole else str(rest)
    return f"{words} {'vote' if number == 1 else 'votes'}"


def percent(share: Fraction) -> str:
    """A share to four places, such as ``0.1535 %``; never rounded to 0 or across a half."""
    digits = 4
    scaled = round(share * 100 * 10**digits)
    text = f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}} %"
    return "less than 0.0001 %" if share and not scaled else text


def sentences(found: Canvassed, stage: Stage) -> tuple[str, ...]:
    """Everything about one contest, a sentence or two each."""
    told: list[str] = []
    if found.unclear is not None:
        told += [_UNCLEAR[found.unclear], sums_sentence(found)]
    if found.result is not None and found.assessment is not None:
        told.append(_outcome(found.result, so_far=found.so_far))
        held = Held(gap_words(found), unsure=found.unsure)
        told += assessment_sentences(found.assessment, stage, orders(found.scope), held)
        told += _write_ins(found.result)
    told += gap_sentences(found)
    if words := _told(found):
        told.append(words)
    if found.set_aside:
        rows = count(found.set_aside, "row")
        were = "was" if found.set_aside == 1 else "were"
        told.append(f"{rows} of this contest {were} put aside; its sums are not whole.")
    return tuple(told)


def _told(found: Canvassed) -> str:
    """What stands in no file of returns but was said by people."""
    parts = []
    if found.seats_told is not None:
        parts.append(f"{found.seats_told} {'is' if found.seats_told == 1 else 'are'} elected")
    if found.opted_out:
        names = join_names(sorted(found.opted_out))
        parts.append(f"{names} asked in writing that no recount be made")
    return f"Told by people, not read from the returns: {'; '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True)
class Held:
    """How far an answer holds."""

    gap: str = ""
    """What is known to be missing, in words."""
    unsure: bool = False
    """Whether counties may be missing."""


_WHOLE = Held()


def assessment_sentences(
    found: Assessment, stage: Stage, by: str, held: Held = _WHOLE
) -> tuple[str, ...]:
    """What the margin gives, and what is ordered."""
    if found.margin is None or found.share is None:
        return (_no_margin(found, held),)
    told = [f"Margin {votes(found.margin)} of {found.votes:,} cast, {percent(found.share)}."]
    told += [_line(line) for line in (found.machine, found.manual) if line is not None]
    told.append(_order(found, stage, by, held))
    if found.ordered is Tier.MANUAL:
        told.append(_enough(found))
    return tuple(told)


def _no_margin(found: Assessment, held: Held) -> str:
    if not found.votes:
        return f"No votes are in yet{f': {held.gap}' if held.gap else ''}."
    if found.so_far:
        return f"Whether somebody can lose cannot be told yet: {held.gap}."
    return f"Nobody can lose: no recount{f', {IF_ALL}' if held.unsure else ''}."


def _flagged(number: int | None) -> str:
    return f"{number or 0:,} over- and undervotes"


def _enough(found: Assessment) -> str:
    """Why the exception of too few over- and undervotes, s. 102.166(1)(b), does not hold."""
    needed = votes(found.needed or 0)
    if found.flagged is None:
        return (
            "How many over- and undervotes there are is not known here: no manual recount is made "
            f"if they are fewer than the {needed} needed to change the outcome."
        )
    return (
        f"The {_flagged(found.flagged)} are no fewer than the {needed} needed to change the "
        "outcome."
    )


def _line(line: Line) -> str:
    share = threshold_words(line.threshold)
    where = f"{votes(line.away)} inside" if line.inside else f"{votes(-line.away)} outside"
    return f"{where} the line of {share}, which lies at {votes(line.at)}."


def threshold_words(share: Fraction) -> str:
    """``0.5 %``, ``0.25 %``: without the places a rule pack does not need."""
    return percent(share).removesuffix(" %").rstrip("0").rstrip(".") + " %"


def _order(found: Assessment, stage: Stage, by: str, held: Held) -> str:
    reason = found.not_ordered
    if reason is NotOrdered.INCOMPLETE:
        return _so_far(found, held)
    if found.tier is Tier.NONE:
        return f"No recount{f', {IF_ALL}' if held.unsure else ''}."
    gives = f"The margin gives a {found.tier.label}"
    if reason is NotOrdered.OPTED_OUT:
        return f"{gives}; everybody defeated by that little asked in writing that none be made."
    if reason is NotOrdered.TOO_FEW:
        return (
            f"{gives}; none is made: the {_flagged(found.flagged)} are fewer than the "
            f"{votes(found.needed or 0)} needed to change the outcome."
        )
    if found.ordered is Tier.NONE:
        return f"{gives}; {stage.label} order none."
    later = (
        " Whether a manual recount follows, the second unofficial returns say."
        if reason is NotOrdered.STAGE
        else ""
    )
    return f"Ordered by {by}: {_ORDERS[found.ordered]}.{later}"


def _so_far(found: Assessment, held: Held) -> str:
    if found.tier is Tier.NONE:
        return (
            f"So far no recount: {held.gap}. Nothing is ordered on part of a contest, and nothing "
            "is ruled out."
        )
    return (
        f"So far the margin gives a {found.tier.label}: {held.gap}; nothing is ordered on part of "
        "a contest."
    )


def so_far_line(found: Canvassed) -> str:
    """One line of a contest that is not whole, for a list of them."""
    gives = found.assessment
    aside = count(found.set_aside, "row was", "rows were")
    rows = f"; {aside} put aside" if found.set_aside else ""
    if gives is None or gives.margin is None or gives.share is None:
        return f"{found.title}: no margin yet{rows}."
    margin = f"{votes(gives.margin)}, {percent(gives.share)}"
    return f"{found.title}: margin so far {margin}; so far {gives.tier.label}{rows}."


def _outcome(result: ContestResult, *, so_far: bool) -> str:
    if result.kind is ContestKind.MEASURE:
        for_it, against = result.choices
        state = {True: "approved", False: "rejected", None: "no votes yet"}[result.approved]
        if so_far:
            state = f"so far {state}"
        return (
            f"{for_it.name} {for_it.votes:,}, {against.name} {against.votes:,}: {state}; "
            f"it needs {'more than half' if result.approval == Fraction(1, 2) else result.approval}"
            " of the votes cast."
        )
    tie = ""
    if result.tied and result.votes:
        names = join_names([choice.name for choice in result.at_the_line])
        tie = f" {names} have equal votes{' so far.' if so_far else ': lots decide.'}"
    elected = f" {result.seats} are elected." if result.seats > 1 else ""
    return " · ".join(f"{c.name} {c.votes:,}" for c in result.ranked) + "." + elected + tie


def _write_ins(result: ContestResult) -> list[str]:
    """Votes for write-in candidates in one line are nobody's until they are told apart."""
    close = result.ranked[: result.seats + 1]
    if any(choice.lump and choice.votes for choice in close) and len(result.choices) > 1:
        return [
            "The write-in votes stand in one line and decide here; tell the candidates apart first."
        ]
    return []


def answer_value(found: Canvass, loaded: Loaded) -> dict[str, Any]:
    """The value of ``adjudicator canvass --json``: the answer, and what it was read from."""
    return canvass_value(found) | {
        "rows": loaded.rows,
        "files": loaded.files,
        "read": [{"file": f.name, "sha256": f.sha256, "rows": f.rows} for f in loaded.read],
        "set_aside": [str(q.problem) for q in loaded.quarantined],
        "notices": [str(notice) for notice in loaded.notices],
    }


def canvass_value(found: Canvass) -> dict[str, Any]:
    """The answer for every contest."""
    return {
        "stage": found.stage.value,
        "rules": found.pack.id,
        "counties": list(found.counties),
        "missing": list(found.missing),
        "unknown": list(found.unknown),
        "contests": [_contest_value(contest, found.stage) for contest in found.contests],
    }


def _contest_value(found: Canvassed, stage: Stage) -> dict[str, Any]:
    value: dict[str, Any] = {"contest": found.title, "scope": found.scope.value}
    if found.assessment is not None:
        value |= assessment_value(found.assessment)
        value["by"] = orders(found.scope)
    if found.result is not None:
        result = found.result
        value["choices"] = [[choice.name, choice.party, choice.votes] for choice in result.choices]
        value["over"], value["under"] = result.over, result.under
        value["seats"] = result.seats
        value["winners"] = [choice.name for choice in result.winners]
        value["tied"] = [choice.name for choice in result.at_the_line]
    else:
        choices, sums = choices_read(found), found.sums
        value["choices"] = [[choice.name, choice.party, choice.votes] for choice in choices]
        value["votes"] = sum(choice.votes for choice in choices)
        value["over"], value["under"] = sums.get(OVER), sums.get(UNDER)
    value["sums"] = dict(found.sums)
    value["unclear"] = found.unclear.value if found.unclear else None
    value["opted_out"] = sorted(found.opted_out)
    value["seats_told"] = found.seats_told
    value["counties"], value["missing"] = list(found.counties), list(found.missing)
    value["unsure"] = found.unsure
    value["rows_set_aside"], value["final"] = found.set_aside, found.final
    value["sentences"] = list(sentences(found, stage))
    return value


def assessment_value(found: Assessment) -> dict[str, Any]:
    """The figures of one assessment: whole votes, and fractions as text such as ``3087/5``."""
    margin = found.margin
    whole = margin is not None and margin.denominator == 1
    return {
        "margin": None if margin is None else int(margin) if whole else str(margin),
        "votes": found.votes,
        "percent": None if found.share is None else percent(found.share).removesuffix(" %"),
        "tier": found.tier.value,
        "ordered": found.ordered.value,
        "not_ordered": found.not_ordered.value if found.not_ordered else None,
        "needed_to_change": found.needed,
        "over_and_under": found.flagged,
        "lines": {
            name: None if line is None else {"at": line.at, "inside_by": line.away}
            for name, line in (("machine", found.machine), ("manual", found.manual))
        },
    }
