"""The reconciliation as one JSON object, as ``adjudicator reconcile --json`` prints it."""

from typing import Any

from adjudicator.domain.reconciliation.lines import Line, Misfiled, Spot
from adjudicator.domain.reconciliation.places import Level, OverUnder, Place
from adjudicator.services.reconciliation.headlines import headline
from adjudicator.services.reconciliation.report import Reconciliation
from adjudicator.services.reconciliation.words import heading, line_words

STATES = {True: "yes", False: "no", None: "not checked"}


def reconciliation_value(found: Reconciliation, level: Level) -> dict[str, Any]:
    """Everything about every contest, and about the places of one level."""
    expected = found.expected
    lines = found.of(level)
    contests = [] if level is Level.CONTEST else found.of(Level.CONTEST)
    return {
        "headline": headline(found.election, found.lines),
        "balanced": STATES[found.balanced],
        "expected": None
        if expected is None
        else {
            "file": expected.name,
            "sha256": expected.sha256,
            "cases": expected.ballots.flagged,
            "entry": expected.entry,
            "kept_by": expected.by,
            "notices": list(expected.notices),
        },
        "trouble": found.trouble,
        "imports": [
            {
                "entry": record.entry,
                "reader": record.reader,
                "sheets": record.sheets,
                "cases": record.flagged,
                "quarantined": record.quarantined,
            }
            for record in found.imports
        ],
        "contests": [_line(found, line) for line in contests],
        "by": level.value,
        "places": [_line(found, line) for line in lines],
        "unexplained": [
            f"{heading(found.election, line.place, contests=len(found.contests))}: "
            f"{line_words(found.election, line)}"
            for line in found.unexplained
        ],
    }


def _line(found: Reconciliation, line: Line) -> dict[str, Any]:
    work = line.work
    return {
        **_place(line.place),
        "balanced": STATES[line.balanced],
        "sentence": line_words(found.election, line),
        "machine": _votes(line.machine),
        "here_in_votes": _votes(line.counted),
        "machine_ballots": line.cast,
        "listed_ballots": line.listed_cast,
        "expected_flagged": line.listed,
        "flagged_here": line.found,
        "cases": line.cases,
        "images_here": work.images,
        "ruled": work.ruled,
        "waiting": {"team": work.team, "board": work.board, "paper": work.paper},
        "lots": [
            {"lot": lot, "released": free, "held_back": held} for lot, free, held in work.lots
        ],
        "missing": list(line.astray.missing),
        "on_no_list": list(line.astray.strangers),
        "twice": list(line.astray.doubles),
        "misfiled": [_misfiled(each) for each in line.astray.misfiled],
        "stated_by_batches": list(found.batches(line)),
        "explained": found.explained(line),
        "explanations": [
            {
                "entry": x.entry,
                "batch": x.batch,
                "words": x.words,
                "votes": [list(v) for v in x.votes],
            }
            for x in found.explanations(line)
        ],
        "notes": [
            {"entry": n.entry, "words": n.words, "by": list(n.signers)} for n in found.noted(line)
        ],
    }


def _place(place: Place) -> dict[str, str]:
    return {
        "contest": place.contest,
        "precinct": place.precinct,
        "counting_group": place.group,
        "container": place.container,
    }


def _votes(figures: OverUnder | None) -> dict[str, int] | None:
    return None if figures is None else {"over": figures.over, "under": figures.under}


def _misfiled(found: Misfiled) -> dict[str, Any]:
    return {
        "ballot": found.ballot,
        "stands": _spot(found.stands),
        "listed": _spot(found.listed),
    }


def _spot(spot: Spot) -> dict[str, str]:
    return {**_place(spot.place), "lot": spot.lot}
