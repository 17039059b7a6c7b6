"""The state report as plain JSON values, and as rows of a table."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from adjudicator.domain.canvass.outcome import Standing as Result
from adjudicator.domain.statewide.figures import REST, Totals
from adjudicator.domain.statewide.standing import CountyLine
from adjudicator.domain.statewide.uniformity import CountyShare
from adjudicator.domain.tally import Figure
from adjudicator.services.canvass.telling import percent
from adjudicator.services.statewide.report import ContestReport, StateReport
from adjudicator.services.statewide.telling import (
    BUCKETS,
    PART_HEADS,
    TOGETHER,
    outcome_sentences,
    uniformity_sentences,
)

COLUMNS: Final = (
    *("contest", "county", "standing", "late", "basis", "choice", "before", "change", "after"),
    *("record_code", "entries", "export", "manifest_sha256", "verdict", "why", "watermark"),
)
"""Heads of the table: one row for each county and choice, then the totals."""


def state_value(state: StateReport) -> dict[str, Any]:
    """The object of ``adjudicator statewide --json``."""
    return {
        "rules": state.pack.id,
        "election": state.election,
        "watermark": state.mark,
        "deadline": state.deadline,
        "contests": [_contest(report) for report in state.contests],
        "exports": [
            {
                "export": each.read.name,
                "county": each.county,
                "counts": each.counts,
                "why": each.why,
                "todo": each.todo,
                "sentence": each.read.verdict.sentence,
                "origin": each.read.origin,
                "entries": each.read.verdict.size,
                "record_code": each.read.verdict.record_code,
                "manifest_sha256": each.read.manifest,
                "watermark": each.read.watermark,
                "anchors": [anchor.words for anchor in each.read.verdict.compared],
            }
            for each in state.exports
        ],
        "statuses": [
            {"file": each.file, "county": each.county, "why": each.why, "says": each.words}
            for each in state.statuses
        ],
        "typed": [
            {
                "county": each.county,
                "typists": list(each.typists),
                "files": list(each.files),
                "taken": each.taken,
                "why": each.why,
                "todo": each.todo,
                "differences": [differing.words for differing in each.differing],
            }
            for each in state.typed
        ],
        "returns": [{"file": each.name, "sha256": each.sha256} for each in state.returns],
        "problems": list(state.problems),
        "exit_code": state.exit_code,
    }


def _contest(report: ContestReport) -> dict[str, Any]:
    totals = {basis.value: _totals(report, found) for basis, found in report.split.parts}
    totals[TOGETHER] = _totals(report, report.split.together)
    return {
        "contest": report.contest.title,
        "scope": report.scope.value,
        "seats": report.contest.seats,
        "counties": [_county(report, line) for line in report.lines],
        "totals": totals,
        "before": _result(report, report.outcome.before, so_far=report.so_far),
        "after": _result(report, report.outcome.after, so_far=report.open),
        "outcome_changed": report.outcome.changed,
        "waiting": report.outcome.waiting,
        "waiting_could_change": report.outcome.could_change,
        "missing": list(report.missing),
        "rows_set_aside": report.set_aside,
        "whole": report.whole,
        "sentences": list(outcome_sentences(report)),
        "problems": list(report.problems),
        "notes": list(report.notes),
        "uniformity": {
            "counties": [
                {"county": county, "shares": [_share(share) for share in shares]}
                for county, shares in report.uniformity.counties
            ],
            "sentences": list(uniformity_sentences(report)),
        },
    }


def _share(share: CountyShare) -> dict[str, Any]:
    return {
        "share": share.name,
        "n": share.own.hits,
        "of": share.own.of,
        "others_n": share.rest.hits,
        "others_of": share.rest.of,
        "look_here": share.far,
    }


def _county(report: ContestReport, line: CountyLine) -> dict[str, Any]:
    proof, how_far, figures = line.proof, line.how_far, line.figures
    return {
        "county": line.county,
        "standing": line.standing.value,
        "late": line.late,
        "why": line.why,
        "todo": line.todo,
        "status": line.status,
        "notes": list(line.notes),
        "basis": None if figures is None else figures.basis.value,
        "figures": None
        if figures is None
        else {
            "choices": _choices(report, figures.choices),
            "rest": {bucket: _figure(figures.rest.get(bucket)) for bucket in REST},
            "pending": figures.pending,
        },
        "record": None
        if proof is None
        else {
            "export": proof.file,
            "origin": proof.origin,
            "entries": proof.entries,
            "record_code": proof.record_code,
            "sentence": proof.verdict,
            "last_entry": proof.last,
            "manifest_sha256": proof.manifest,
            "watermark": proof.watermark,
            "noted": list(proof.noted),
        },
        "how_far": None
        if how_far is None
        else {
            "words": how_far.words,
            "cases": how_far.cases,
            "ruled": how_far.ruled,
            "batches": how_far.batches,
            "closed_batches": how_far.closed,
            "contest_closed": how_far.contest_closed or None,
            "at": how_far.at,
            "source": how_far.source,
        },
    }


def _choices(report: ContestReport, found: Mapping[str, Figure]) -> list[dict[str, Any]]:
    return [
        {"choice": choice.name} | (_figure(found.get(choice.id)) or {})
        for choice in report.contest.choices
    ]


def _figure(figure: Figure | None) -> dict[str, int] | None:
    if figure is None:
        return None
    return {"before": figure.before, "change": figure.change, "after": figure.after}


def _totals(report: ContestReport, totals: Totals) -> dict[str, Any]:
    return {
        "counties": totals.counties,
        "choices": _choices(report, dict(totals.choices)),
        "rest": {
            bucket: (_figure(told.figure) or {}) | {"counties_untold": told.untold}
            for bucket, told in totals.rest
        },
        "pending": totals.pending,
    }


def _result(report: ContestReport, found: Result, *, so_far: bool) -> dict[str, Any]:
    name = {choice.id: choice.name for choice in report.contest.choices}
    margin = found.margin
    whole = margin is not None and margin.denominator == 1
    return {
        "votes": found.votes,
        "margin": None if margin is None else int(margin) if whole else str(margin),
        "percent": None if found.share is None else percent(found.share).removesuffix(" %"),
        "tier": found.tier.value,
        "so_far": so_far,
        "winners": [name[choice] for choice in found.winners],
        "tied": [name[choice] for choice in found.tied],
        "approved": found.approved,
    }


def table_rows(state: StateReport) -> Iterator[tuple[str | int | None, ...]]:
    """The rows under :data:`COLUMNS`."""
    for report in state.contests:
        for line in report.lines:
            yield from _line_rows(report, line, state.mark)
        parts = [(PART_HEADS[basis.value], found) for basis, found in report.split.parts]
        parts.append((PART_HEADS[TOGETHER], report.split.together))
        for label, totals in parts:
            figures = {report.contest.choice(c).name: f for c, f in totals.choices}
            figures |= {BUCKETS[bucket]: told.figure for bucket, told in totals.rest}
            for name, figure in figures.items():
                numbers = (figure.before, figure.change, figure.after)
                head = (report.contest.title, "ALL", count_words(totals), "", label)
                yield (*head, name, *numbers, "", None, "", "", "", "", state.mark)


def count_words(totals: Totals) -> str:
    """``61 counties``."""
    return f"{totals.counties} {'county' if totals.counties == 1 else 'counties'}"


def _line_rows(
    report: ContestReport, line: CountyLine, mark: str | None
) -> Iterator[tuple[str | int | None, ...]]:
    proof, figures = line.proof, line.figures
    head = (report.contest.title, line.county, line.standing.label, "late" if line.late else "")
    tail: tuple[str | int | None, ...] = ("", None, "", "", "", line.why, mark)
    if proof is not None:
        known = (proof.record_code, proof.entries, proof.file, proof.manifest, proof.verdict)
        tail = (*known, line.why, proof.watermark)
    if figures is None:
        yield (*head, "", "", None, None, None, *tail)
        return
    for choice in report.contest.choices:
        figure = figures.choices.get(choice.id)
        yield (*head, figures.basis.label, choice.name, *_numbers(figure), *tail)
    for bucket in REST:
        figure = figures.rest.get(bucket)
        yield (*head, figures.basis.label, BUCKETS[bucket], *_numbers(figure), *tail)


def _numbers(figure: Figure | None) -> tuple[int | None, int | None, int | None]:
    if figure is None:
        return None, None, None
    return figure.before, figure.change, figure.after
