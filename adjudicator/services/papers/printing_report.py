"""Gathers the data for the reports that follow an election: over- and undervotes, and the conduct.

s. 101.595(1), Fla. Stat., asks the supervisor for the total of overvotes and undervotes of the
first contest on the ballot, the likely reasons, and what else helps to judge voting system, ballot
design and instructions; that was read.  What the report on the conduct of the election has to hold
(s. 102.141) was not confirmed from a readable text: its part says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from adjudicator.domain.election import CountingGroup
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import count
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.interchange.voter_marks import MARKS, NOTES, PLACES, Cell, table_csv
from adjudicator.services.county_returns import (
    CountyReturns,
    county_returns,
    figures_of,
    votes_found,
)
from adjudicator.services.minutes.course import note_part
from adjudicator.services.minutes.looks import look_parts
from adjudicator.services.minutes.rulings import KINDS
from adjudicator.services.notes import notes_register
from adjudicator.services.objections import note_as_shown
from adjudicator.services.papers.printing_returns import (
    FOOTS,
    figure_cells,
    figure_columns,
)
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.papers.stated_differences import differences_stated
from adjudicator.services.voter_marks import MarkLine, VoterMarks, styles_of, voter_marks

_CONDITIONS = {
    Condition.OVERVOTE: "Overvote",
    Condition.UNDERVOTE: "Undervote, not blank",
    Condition.BLANK: "Blank contest",
    Condition.AMBIGUOUS: "Ambiguous mark",
    Condition.WRITE_IN: "Write-in",
}
_LAW = (
    "s. 101.595(1), Fla. Stat., asks the supervisor of elections for the overvotes and undervotes "
    "of the first contest on the ballot, the likely reasons for them, and what else helps to judge "
    "the voting system and the ballot's design and instructions. The reasons are the supervisor's "
    "to give; below stands what people saw on the ballots they reviewed."
)
_CONDUCT = (
    "For the report on the conduct of the election (s. 102.141, Fla. Stat.; what that report has "
    "to hold was not confirmed from the text of the law): what the record notes."
)


def report(paper: RecordPaper, contest: str) -> tuple[Document, tuple[tuple[str, bytes], ...]]:
    """The summary, and the tables as files: their names and bytes."""
    returns = county_returns(paper.recount, contest)
    marks = voter_marks(paper.recount, returns)
    title = returns.contest.title
    places = paper.file_name("overvotes-undervotes", contest)
    kinds = paper.file_name("kinds-of-mark", contest)
    files = (
        (f"{places}.csv", _places_csv(paper, returns, marks)),
        (f"{kinds}.csv", _marks_csv(paper, returns, marks)),
        (f"{paper.file_name('notes')}.csv", _notes_csv(paper)),
    )
    document = Document(
        stamp=paper.stamp,
        kind="Overvotes and undervotes",
        about=title,
        title=title,
        subtitle=paper.subtitle,
        lead="Data for the reports after the election. " + _stands(returns),
        parts=(
            _totals(returns),
            _reviewed(returns, marks),
            *_by_mark(paper, marks),
            *_by_place(paper, marks),
            *_conduct(paper, [name for name, _ in files]),
        ),
    )
    return document, files


def _stands(returns: CountyReturns) -> str:
    if returns.closed is None:
        return f"{returns.state}; not the final figures."
    return f"The contest was closed in entry {returns.closed:,}."


def _totals(returns: CountyReturns) -> Part:
    some = figures_of(returns.total)[len(returns.total.choices) :]
    rows = tuple(figure_cells(name, figure) for name, figure in some)
    ballots = returns.total.ballots
    told = "" if ballots is None else f" of {count(ballots, 'ballot')} that carry the contest"
    return Part(
        "Overvotes and undervotes of the county",
        (_LAW, f"Counted in votes{told}; a blank contest is an undervote."),
        Grid(figure_columns(returns.basis), rows, narrow=True),
        after=(f"Foots: {FOOTS[returns.total.balanced]}.",),
    )


def _reviewed(returns: CountyReturns, marks: VoterMarks) -> Part:
    """By what the machine had said of them, how many ballots were found to hold a vote."""
    rows = []
    for condition, words in _CONDITIONS.items():
        some = [line for line in marks.marks if line.condition is condition]
        if some:
            rows.append((words, *_figures(some)))
    rows.append(("Together", *_figures(list(marks.marks))))
    columns = (
        Column("The machine said"),
        *(
            Column(head, Kind.FIGURE, least=66)
            for head in ("Ballots reviewed", "Found to hold a vote", "Votes added", "Taken away")
        ),
    )
    found = votes_found(returns.total)
    return Part(
        "What was found on the ballots reviewed",
        (f"Votes found, less those taken away: {found:+,}." if found else "No vote was found.",),
        Grid(columns, tuple(rows), totals=1, narrow=True),
    )


def _figures(lines: list[MarkLine]) -> tuple[str, ...]:
    with_vote = sum(line.ballots for line in lines if line.disposition is Disposition.VOTE)
    figures = (
        sum(line.ballots for line in lines),
        with_vote,
        sum(line.added for line in lines),
        sum(line.taken for line in lines),
    )
    return tuple(f"{figure:,}" for figure in figures)


def _by_mark(paper: RecordPaper, marks: VoterMarks) -> Iterator[Part]:
    """The kinds of mark people found, by clause: what may have led voters to them is for review."""
    rules = paper.recount.rules
    found: dict[tuple[Disposition, str | None], list[MarkLine]] = {}
    for line in marks.marks:
        found.setdefault((line.disposition, line.clause), []).append(line)
    rows = []
    for kind, words in KINDS.items():
        for clause in (None, *(clause.id for clause in rules.clauses)):
            lines = found.get((kind, clause))
            if lines is None:
                continue
            known = rules.clause(clause) if clause else None
            number = known.number if known else ""
            about = known.title if known else ""
            about += " (unverified text)" if known and not known.verified else ""
            by = Counter[Condition]()
            for line in lines:
                by[line.condition] += line.ballots
            over = by.pop(Condition.OVERVOTE, 0)
            rows.append((words, number, about, f"{over:,}", f"{by.total():,}"))
    columns = (
        Column("Ruling", share=2),
        Column("Clause", Kind.SHORT),
        Column("Kind of mark", share=2),
        Column("Overvoted ballots", Kind.FIGURE),
        Column("Other ballots", Kind.FIGURE),
    )
    yield Part(
        "By kind of mark",
        ("Causes for review: how voters marked the ballots that the machine did not count.",),
        Grid(columns, tuple(rows)),
    )


def _by_place(paper: RecordPaper, marks: VoterMarks) -> Iterator[Part]:
    names = {precinct.id: precinct.name for precinct in paper.recount.election.precincts}
    rows = []
    before = ""
    for line in marks.places:
        tally = line.tally
        group = CountingGroup(line.group).short_label if line.group else "all"
        rows.append(
            (
                names[line.precinct] if line.precinct != before else "",
                line.style,
                group,
                f"{tally.over.before:,}",
                f"{tally.over.after:,}",
                f"{tally.under.before:,}",
                f"{tally.under.after:,}",
                f"{line.overvoted + line.undervoted + line.other:,}",
                f"{line.with_vote:,}",
            )
        )
        before = line.precinct
    heads = ("Before", "After", "Before", "After", "Reviewed", "With a vote")
    groups = ("Overvotes", "Overvotes", "Undervotes", "Undervotes", "Ballots", "Ballots")
    columns = (
        Column("Precinct", Kind.SHORT),
        Column("Style", Kind.SHORT),
        Column("Group", Kind.SHORT),
        *(Column(h, Kind.FIGURE, group=g) for h, g in zip(heads, groups, strict=True)),
    )
    total = ("The county", "", "", *_sums(rows))
    yield Part(
        "By precinct, style and counting group",
        (
            (
                "Of a precinct in which several ballot styles carry the contest all are named: a "
                "case does not say which of them its ballot was."
            ),
        ),
        Grid(columns, (*rows, total), totals=1, keys=3),
    )


def _sums(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    figures = [[int(cell.replace(",", "")) for cell in row[3:]] for row in rows]
    return tuple(f"{sum(column):,}" for column in zip(*figures, strict=True)) or ("0",) * 6


def _conduct(paper: RecordPaper, files: list[str]) -> Iterator[Part]:
    noted = note_part(paper)
    stated = tuple(differences_stated(paper))
    yield from look_parts(paper)
    yield Part(
        "Conduct of the recount",
        (
            _CONDUCT,
            *(stated or ("No difference was stated at a close.",)),
            *noted.sentences,
        ),
        noted.grid,
        after=(f"The tables of this paper lie beside it: {', '.join(files)}.",),
    )


# The tables ------------------------------------------------------------------------------


def _places_csv(paper: RecordPaper, returns: CountyReturns, marks: VoterMarks) -> bytes:
    names = {precinct.id: precinct.name for precinct in paper.recount.election.precincts}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for line in marks.places:
            tally = line.tally
            yield (
                returns.contest.title,
                line.style,
                names[line.precinct],
                line.group or "all",
                tally.ballots,
                tally.over.before,
                tally.over.after,
                tally.under.before,
                tally.under.after,
                tally.unqualified.before,
                tally.unqualified.after,
                line.overvoted + line.undervoted + line.other,
                line.overvoted,
                line.undervoted,
                line.other,
                line.with_vote,
                votes_found(tally),
                tally.pending,
                paper.recount.watermark,
            )

    return table_csv(PLACES, rows())


def _marks_csv(paper: RecordPaper, returns: CountyReturns, marks: VoterMarks) -> bytes:
    election, rules = paper.recount.election, paper.recount.rules

    def rows() -> Iterator[tuple[Cell, ...]]:
        for line in marks.marks:
            clause = rules.clause(line.clause) if line.clause else None
            yield (
                returns.contest.title,
                " or ".join(styles_of(election, returns.contest.id, line.precinct)),
                election.precinct(line.precinct).name,
                line.group.value,
                line.condition.value,
                line.disposition.value,
                clause.number if clause else "",
                clause.title if clause else "",
                ("yes" if clause.verified else "no") if clause else "",
                line.ballots,
                line.added,
                line.taken,
                paper.recount.watermark,
            )

    return table_csv(MARKS, rows())


def _notes_csv(paper: RecordPaper) -> bytes:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for note in reversed(notes_register(paper.recount)):
            yield (
                note.entry,
                note.time,
                note.category.value,
                paper.told(note_as_shown(paper.state, note.words)),
                ", ".join(paper.names.get(person, person) for person in note.signed),
                paper.recount.watermark,
            )

    return table_csv(NOTES, rows())
