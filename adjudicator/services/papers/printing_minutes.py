"""Sets the minutes of the board: what the record tells of a recount, for its members to sign."""

from collections.abc import Iterator
from dataclasses import replace

from adjudicator.domain.wording import count, join_names
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.grid import Grid
from adjudicator.services.county_returns import county_returns, figures_of, sum_of
from adjudicator.services.minutes.board_votes import vote_parts
from adjudicator.services.minutes.course import (
    course_part,
    motion_part,
    note_part,
    objection_parts,
    reconciliation_part,
)
from adjudicator.services.minutes.looks import look_parts
from adjudicator.services.minutes.presence import attendance_parts
from adjudicator.services.minutes.rulings import ruling_parts, table_parts
from adjudicator.services.papers.printing_returns import FOOTS, figure_cells, figure_columns
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.policies import policy_sentences

_KEPT_BACK = (
    "By the policy of this recount the names of teams and observers, what voters wrote on ballots, "
    "and the observers' own words are kept back; ids of the record stand for the names."
)


def minutes(paper: RecordPaper) -> Document:
    """The minutes, as far as the record goes."""
    election = paper.recount.election
    return Document(
        stamp=paper.stamp,
        kind="Minutes",
        about=f"{election.county} · canvassing board",
        title="Minutes of the canvassing board",
        subtitle=paper.subtitle,
        lead=_lead(paper),
        parts=_numbered(_parts(paper)),
        closing=(
            (
                f"These minutes tell the record as it stood at {paper.state.size:,} entries. "
                "Whoever signs has read them; the record itself is what proves them."
            ),
        ),
        signers=paper.signers(),
    )


def _lead(paper: RecordPaper) -> str:
    data = paper.state.data
    contests = join_names([contest.title for contest in paper.contests])
    open_ = [c.title for c in paper.contests if c.id not in data.contests_closed]
    if data.finished is not None:
        stands = "The recount is finished."
    elif not open_:
        stands = "Every contest is closed."
    else:
        verb = "is" if len(open_) == 1 else "are"
        stands = f"The recount goes on: {join_names(open_)} {verb} not closed."
    return f"Manual recount of overvotes and undervotes: {contests}. {stands}"


def _parts(paper: RecordPaper) -> Iterator[Part]:
    fields = paper.state.data.rules.fields
    kept = (_KEPT_BACK,) if paper.private else ()
    rules = f"Standards: {paper.recount.rules.title} ({paper.recount.rules.source})."
    yield Part("Rules fixed at the opening", (rules, *policy_sentences(fields), *kept))
    yield from attendance_parts(paper)
    yield from table_parts(paper)
    yield course_part(paper)
    yield from ruling_parts(paper)
    yield from look_parts(paper)
    yield from vote_parts(paper)
    yield from objection_parts(paper)
    yield motion_part(paper)
    yield reconciliation_part(paper)
    yield note_part(paper)
    yield from _results(paper)


def _results(paper: RecordPaper) -> Iterator[Part]:
    """Each contest's figures; of an open one those of closed batches, and partial."""
    data = paper.state.data
    yield Part("The result" if len(data.contests) == 1 else "The results")
    for contest in paper.contests:
        returns = county_returns(paper.recount, contest.id)
        rows = [figure_cells(name, figure) for name, figure in figures_of(returns.total)]
        rows.append(figure_cells("Together", sum_of(returns.total)))
        closed = (
            f"{returns.state}. Not official."
            if returns.closed is None
            else f"Closed in entry {returns.closed:,}."
        )
        waiting = returns.total.pending
        ends = f"Foots: {FOOTS[returns.total.balanced]}."
        if waiting:
            ends += f" {count(waiting, 'case')} not settled."
        yield Part(
            contest.title,
            (closed,),
            Grid(figure_columns(returns.basis), tuple(rows), totals=1, narrow=True),
            after=(ends,),
            under=True,
        )


def _numbered(parts: Iterator[Part]) -> tuple[Part, ...]:
    """The parts with their numbers, so that a judge can point at one."""
    found, number = [], 0
    for part in parts:
        number += not part.under
        title = part.title if part.under else f"{number}. {part.title}"
        found.append(replace(part, title=title))
    return tuple(found)
