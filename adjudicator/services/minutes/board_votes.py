"""The votes of the board, one by one: what was put, who was for it, who against, who abstained.

Where the board rules on every ballot at once, only what was disputed or divided is told one by one;
the rest is added up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from adjudicator.domain.rulings import Ruling
from adjudicator.domain.wording import count, join_names, ruling_sentence
from adjudicator.interchange.papers.document import Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.board.decided import BoardVote, board_vote, decided_objections
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.veil import LATER, is_veiled
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal
from adjudicator.storage.queries.totals import TimedRuling, board_rulings

_KEPT_BACK = "What is written on the ballot is kept back by the policy."
_SAYS = (("for", "For"), ("against", "Against"), ("abstained", "Abstained"))


@dataclass(frozen=True, slots=True)
class _Decided:
    """One ruling of the board, told."""

    time: str
    entry: int
    case: str
    contest: str
    words: str
    """The ruling and the vote; ballots ruled on alike have the same."""
    objections: tuple[str, ...]
    """Those it decided: ``R-014 upheld``."""
    disputed: bool


def vote_parts(paper: RecordPaper) -> Iterator[Part]:
    """Every vote of the board that carried a ruling."""
    with paper.recount.reading() as connection:
        made = board_rulings(connection)
        told = [_told(paper, connection, each) for each in made]
    one_tier = paper.state.data.rules.tiers == 1
    shown = [each for each in told if each.disputed or not one_tier]
    said = []
    if not told:
        said.append("The board has not ruled on a ballot.")
    elif one_tier:
        quiet = len(told) - len(shown)
        said.append(
            f"The board ruled on every ballot at once. {count(quiet, 'ruling')} that nobody "
            "objected to and nobody voted against stand in the adjudication log."
        )
    rows = tuple(_rows(paper, shown))
    columns = (
        Column("When", Kind.SHORT),
        Column("Entry", Kind.SHORT),
        Column("Case and contest", share=2),
        Column("Ruling and votes", share=3),
    )
    grid = Grid(columns, rows)
    yield Part("Votes of the board", tuple(said), grid if rows else None)


def _rows(paper: RecordPaper, shown: Sequence[_Decided]) -> Iterator[tuple[str, ...]]:
    """Ballots ruled on alike one after the other in one row."""
    for (contest, words), alike in groupby(shown, lambda d: (d.contest, d.words)):
        cases = list(alike)
        first, last = cases[0].entry, cases[-1].entry
        entries = f"{first:,}" if first == last else f"{first:,}\u2013{last:,}"
        numbers = cases[0].case
        if len(cases) > 1:
            # A spoken number could be broken between its letters.
            numbers = ", ".join(each.case.replace(" ", "") for each in cases)
        many = "" if len(cases) == 1 else f"{len(cases)} ballots ruled on alike: "
        decided = [objection for each in cases for objection in each.objections]
        told = f" Objections decided: {join_names(decided)}." if decided else ""
        when = paper.clock.moment(cases[0].time)
        yield when, entries, f"{many}{numbers}. {contest}", f"{words}{told}"


def _told(paper: RecordPaper, connection: Connection, made: TimedRuling) -> _Decided:
    ruling = made.ruling
    case = case_by_seal(connection, ruling.case_seal)
    if case is None:
        raise LookupError(f"the board's ruling in entry {ruling.entry} is on no case")
    contest = paper.recount.election.contest(case.row.contest)
    number = spoken(case.number)
    if is_veiled(paper.state, ruling.entry, case.seal):
        words = f"Ruling {LATER}."
        place = (made.time, ruling.entry, number, contest.title)
        return _Decided(*place, words, (), disputed=True)
    objections = decided_objections(connection, ruling)
    vote = board_vote(paper.recount, ruling, case, paper.names)
    divided = vote is not None and any(said != "for" for _, said in vote.by_member)
    parts = [_sentence(paper, case, ruling.ruling)]
    if vote is not None:
        parts += _vote_words(paper, vote)
    return _Decided(
        time=made.time,
        entry=ruling.entry,
        case=number,
        contest=contest.title,
        words=" ".join(parts),
        objections=objections,
        disputed=divided or bool(objections) or ruling.prior is not None,
    )


def _sentence(paper: RecordPaper, case: CaseRecord, ruling: Ruling) -> str:
    contest = paper.recount.election.contest(case.row.contest)
    kept = bool(ruling.words) and paper.private
    told = replace(ruling, words=None) if kept else ruling
    sentence = ruling_sentence(told, contest, case.row.machine, paper.recount.rules)
    return f"{sentence} {_KEPT_BACK}" if kept else sentence


def _vote_words(paper: RecordPaper, vote: BoardVote) -> Iterator[str]:
    own = dict(vote.dissents)
    for said, head in _SAYS:
        names = []
        for person, what in vote.by_member:
            if what == said:
                outcome = f" (for {own[person]})" if own.get(person) else ""
                names.append(f"{paper.names.get(person, person)}{outcome}")
        if names:
            yield f"{head}: {join_names(names)}."
