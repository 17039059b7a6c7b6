"""The state report on paper, for the certification meeting: one file, the same bytes each time.

Nothing of the clock goes in.  The sources stand at the end, each with its SHA-256; the report's own
code in the foot is the hash of all of them, so that two reports of one code are of the same files.
"""

from collections.abc import Iterator
from hashlib import sha256

from adjudicator.domain.statewide.standing import CountyLine, Standing
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.ledger import canonical
from adjudicator.ledger.notes import record_code
from adjudicator.services.statewide.report import ContestReport, StateReport
from adjudicator.services.statewide.telling import (
    PART_HEADS,
    county_sentence,
    figure_rows,
    figure_words,
    outcome_sentences,
    parts_shown,
    standings_words,
    uniformity_sentences,
    watched,
)
from adjudicator.services.statewide.values import state_value
from adjudicator.services.statewide.weighing import Weighed

_NONE = "\u2013"
_ALONE = 82.0
_EVERY = 8
"""Digits of a SHA-256 that stand together."""


def state_paper(state: StateReport, size: PaperSize = PaperSize.LETTER) -> Document:
    """The whole report."""
    stamp = Stamp(
        recount=f"State of {state.pack.state} · {state.election or state.pack.title}",
        record_code=report_code(state),
        printed="",
        watermark=state.mark,
        size=size,
        code_of="Report",
    )
    return Document(
        stamp=stamp,
        kind="The state",
        about=state.pack.title,
        title=state.election or state.pack.title,
        subtitle=f"Rules: {state.pack.title}. Deadline: {state.deadline}.",
        lead=_lead(state),
        parts=tuple(_parts(state)),
    )


def report_code(state: StateReport) -> str:
    """Sixteen digits of the hash of everything the report says."""
    return record_code(sha256(canonical.encode(state_value(state), limit=None)).digest())


def _lead(state: StateReport) -> str:
    whole = [report for report in state.contests if report.whole]
    if state.contests and len(whole) == len(state.contests) and not state.exit_code:
        return "Every county is in: its record was verified, and its tally counted anew from it."
    return (
        "Not every county is in and verified. What was verified, what is believed from returns, "
        "and what was typed stand apart in every table; what is refused counts nowhere."
    )


def _parts(state: StateReport) -> Iterator[Part]:
    for report in state.contests:
        yield Part(
            report.contest.title,
            sentences=(f"{standings_words(report)}.",),
            grid=_figures(report),
            after=(*outcome_sentences(report), *report.problems, *report.notes),
        )
        told = watched(report)
        if told:
            sentences = tuple(county_sentence(line) for line in told)
            yield Part("What to know of single counties", sentences, under=True)
        yield Part("The counties", grid=_counties(report), under=True)
        marks = uniformity_sentences(report)
        if marks:
            yield Part("Do the counties rule alike?", marks, under=True)
    yield from _sources(state)


def _figures(report: ContestReport) -> Grid:
    parts = parts_shown(report)
    columns = [Column("")]
    for name, counties, shown in parts:
        group = f"{PART_HEADS[name]} ({counties:,})"
        # One column alone is as wide as the words above it need.
        least = _ALONE if len(shown) == 1 else 0.0
        columns += [
            Column(head.capitalize(), Kind.FIGURE, group=group, least=least) for head in shown
        ]
    rows = []
    for label, by_part in figure_rows(report):
        cells = [label]
        for name, _, shown in parts:
            figure = by_part[name]
            cells += [_NONE if figure is None else figure_words(figure, head) for head in shown]
        rows.append(tuple(cells))
    return Grid(tuple(columns), tuple(rows), narrow=True)


def _counties(report: ContestReport) -> Grid:
    choices = report.contest.choices
    columns = [Column("County", Kind.SHORT), Column("Standing", Kind.SHORT)]
    columns += [Column("Record", Kind.SHORT), Column("Entries", Kind.FIGURE)]
    for choice in choices:
        heads = ("Before", "After")
        columns += [Column(head, Kind.FIGURE, group=choice.name) for head in heads]
    rows = tuple(_county_row(report, line) for line in report.lines)
    return Grid(tuple(columns), rows, keys=2)


def _county_row(report: ContestReport, line: CountyLine) -> tuple[str, ...]:
    proof, figures = line.proof, line.figures
    known = proof is not None and line.standing is not Standing.REFUSED
    cells = [
        line.county,
        line.words + (", partial" if line.standing is Standing.IN and line.waits else ""),
        proof.record_code if known and proof is not None else _NONE,
        f"{proof.entries:,}" if known and proof is not None else _NONE,
    ]
    for choice in report.contest.choices:
        figure = None if figures is None else figures.choices.get(choice.id)
        cells += [_NONE, _NONE] if figure is None else [f"{figure.before:,}", f"{figure.after:,}"]
    return tuple(cells)


def _sources(state: StateReport) -> Iterator[Part]:
    if state.exports:
        heads: tuple[Column, ...] = (
            Column("County", Kind.SHORT),
            Column("Export", Kind.SHORT),
            Column("SHA-256 of its MANIFEST.json", share=1.2),
            Column("Verdict", share=1.6),
        )
        yield _table("Exports", heads, *(_export_row(each) for each in state.exports))
    if state.returns:
        heads = (Column("File"), Column("SHA-256", share=1.4))
        rows = ((each.name, _spaced(each.sha256)) for each in state.returns)
        yield _table("Returns, not verified", heads, *rows)
    if state.typed:
        heads = (Column("County", Kind.SHORT), Column("Typed by"), Column("State", share=1.6))
        typed = ((t.county, " and ".join(t.typists), t.why or "taken") for t in state.typed)
        yield _table("Typed figures, not verified", heads, *typed)
    if state.problems:
        yield Part("Put aside", tuple(state.problems))


def _table(title: str, heads: tuple[Column, ...], *rows: tuple[str, ...]) -> Part:
    return Part(title, grid=Grid(heads, rows))


def _export_row(each: Weighed) -> tuple[str, ...]:
    read = each.read
    return each.county or "?", read.name, _spaced(read.manifest), each.why or read.verdict.sentence


def _spaced(digest: str) -> str:
    """A hash in groups, so that it can be read aloud and breaks into lines."""
    return " ".join(digest[n : n + _EVERY] for n in range(0, len(digest), _EVERY)) or _NONE
