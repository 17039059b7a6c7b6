"""Sets the certificate of a contest: its figures, margin and outcome, for the board to sign.

It is made of a closed contest alone.  The form of words is the program's own; a state that
prescribes a form has its own paper.
"""

from adjudicator.domain.canvass.tiers import Tier as Margin
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.tally import Figure
from adjudicator.domain.wording import count, join_names
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.services.county_returns import CountyReturns, county_returns, votes_found
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.locks import refiled_sentence
from adjudicator.services.outcome_words import outcome_sentences, outside_sentences
from adjudicator.services.outcomes import outcomes
from adjudicator.services.papers.printing_returns import county_part
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.papers.stated_differences import (
    differences_stated,
    reconciliation_sentences,
)
from adjudicator.storage.queries.totals import Alike, rulings_alike

_NO_FURTHER = (
    "A recount named beside a margin is the one such a margin gives in earlier returns; after the "
    "hand count no further one is ordered."
)
_OWN_FORM = (
    "The form of words of this page is the program's own. Where the state prescribes a form, that "
    "form is signed, with these figures."
)


def certificate(paper: RecordPaper, contest: str) -> Document:
    """The certificate of a contest.

    :raises Refusal: the contest is not closed.
    """
    returns = county_returns(paper.recount, contest)
    if returns.closed is None:
        raise Refusal(
            f"{returns.contest.title} is not closed, so there is nothing to certify. Nothing was "
            "made. Close the contest first; until then there are partial returns."
        )
    closed = f"closed in entry {returns.closed:,} of the record"
    return Document(
        stamp=paper.stamp,
        kind="Certificate of the canvassing board",
        about=returns.contest.title,
        title=returns.contest.title,
        subtitle=paper.subtitle,
        lead="The canvassing board certifies that these are the county's returns for this contest "
        f"after the manual recount of its overvotes and undervotes, {closed}.",
        parts=(
            county_part(returns),
            _outcome(paper, contest),
            _reviewed(paper, returns),
            _reconciled(paper, returns),
            _record(paper),
        ),
        closing=(_OWN_FORM,),
        signers=paper.signers(),
    )


def _outcome(paper: RecordPaper, contest: str) -> Part:
    """Margin, winner or tie, and what stands outside, in the words of the Tally."""
    (found,) = (x for x in outcomes(paper.recount) if x.line.tally.contest.id == contest)
    sentences = [*outcome_sentences(found), *outside_sentences(found)]
    if found.outcome.after.tier is not Margin.NONE:
        sentences.append(_NO_FURTHER)
    if again := refiled_sentence(paper.recount, contest):
        sentences.append(again)
    return Part("Margin and outcome", tuple(sentences))


def _reviewed(paper: RecordPaper, returns: CountyReturns) -> Part:
    with paper.recount.reading() as connection:
        alike = rulings_alike(connection)
    mine = {each: n for each, n in alike.items() if each.contest == returns.contest.id}
    ballots = sum(mine.values())
    found = sum(n for each, n in mine.items() if each.disposition is Disposition.VOTE)
    board = sum(n for each, n in mine.items() if each.tier is Tier.BOARD)
    by_choice = (
        (returns.contest.choice(choice).name, _signed(figure))
        for choice, figure in returns.total.choices
    )
    rows = (
        ("Ballots reviewed", f"{ballots:,}"),
        ("Of these, ruled on by the board", f"{board:,}"),
        ("Ballots found to hold a vote", f"{found:,}"),
        ("Votes found", _plain(votes_found(returns.total))),
        *((f"for {name}", figure) for name, figure in by_choice),
    )
    taken = _taken_away(mine)
    said = (f"Votes the machine had counted were taken away on {count(taken, 'ballot')}.",)
    return Part(
        "What was reviewed",
        grid=Grid((Column(""), Column("", Kind.FIGURE, least=60)), rows, narrow=True),
        after=said if taken else (),
    )


def _taken_away(mine: dict[Alike, int]) -> int:
    return sum(n for each, n in mine.items() if each.before - each.after)


def _signed(figure: Figure) -> str:
    return _plain(figure.change)


def _plain(change: int) -> str:
    return f"{change:+,}" if change else "0"


def _reconciled(paper: RecordPaper, returns: CountyReturns) -> Part:
    """Whether everything foots, precinct by precinct, and what was missing and explained."""
    cells = [cell.tally.balanced for cell in returns.cells]
    by_precinct: dict[str, list[bool | None]] = {}
    for cell, foots in zip(returns.cells, cells, strict=True):
        by_precinct.setdefault(cell.precinct, []).append(foots)
    precincts = len(by_precinct)
    good = sum(all(found) for found in by_precinct.values())
    sentences = [
        (
            f"The returns foot in {good:,} of {count(precincts, 'precinct')}, before and after: "
            "votes, overvotes, undervotes and unqualified write-ins come to the ballots counted."
        )
    ]
    unknown = sum(None in found for found in by_precinct.values())
    if unknown:
        sentences.append(
            f"Not checked in {count(unknown, 'precinct')}: no number of ballots is known there."
        )
    wrong = [
        paper.recount.election.precinct(precinct).name
        for precinct, found in by_precinct.items()
        if False in found
    ]
    if wrong:
        sentences.append(f"They DO NOT FOOT in {join_names(wrong)}.")
    sentences += reconciliation_sentences(paper, returns.contest.id)
    stated = list(differences_stated(paper, returns.contest.id))
    sentences += stated or ["No difference was stated when batches and contest were closed."]
    return Part("Reconciliation", tuple(sentences))


def _record(paper: RecordPaper) -> Part:
    rows = (
        ("The record's own name", paper.recount.origin),
        ("Record code", paper.stamp.record_code),
        ("Entries", f"{paper.state.size:,}"),
        ("Whole hash of the record", paper.state.root.hex()),
        ("Rules", f"{paper.recount.rules.id}: {paper.recount.rules.title}"),
    )
    return Part(
        "The record this speaks of",
        (paper.clock.sentence,),
        Grid((Column("", Kind.SHORT), Column("", share=3)), rows),
    )
