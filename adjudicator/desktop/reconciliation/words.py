"""What the Reconciliation screen says of one place, and in the cells of its table."""

from adjudicator.domain.ballots import Lot
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level
from adjudicator.domain.wording import count, join_names
from adjudicator.services.reconciliation.report import Reconciliation
from adjudicator.services.reconciliation.words import (
    STATES,
    heading,
    line_words,
    over_under_words,
    place_words,
)

LEVELS = {
    Level.PRECINCT: "By precinct",
    Level.GROUP: "By counting group",
    Level.PRECINCT_GROUP: "By precinct and group",
    Level.CONTAINER: "By container",
    Level.BATCH: "By batch",
    Level.CONTEST: "Whole contests",
}
"""In the order of the list."""


def state_words(found: Reconciliation, line: Line) -> str:
    """``yes``, ``NO``, ``NO, explained``, ``not checked``."""
    words = STATES[line.balanced]
    return f"{words}, explained" if line.differs and found.explained(line) else words


def state_order(line: Line) -> int:
    """What differs first, then what nothing says anything about."""
    return {False: 0, None: 1, True: 2}[line.balanced]


def votes_words(line: Line) -> str:
    """Overvotes and undervotes, in votes: ``3 + 39``, or ``3 + 39, here 3 + 38``."""
    here = f"{line.counted.over:,} + {line.counted.under:,}"
    if line.machine is None:
        return f"here {here}"
    machine = f"{line.machine.over:,} + {line.machine.under:,}"
    return machine if line.machine == line.counted else f"{machine}, here {here}"


def votes_tip(line: Line) -> str:
    """The same in words."""
    here = f"Here: {over_under_words(line.counted)}, in votes."
    if line.machine is None:
        return f"The machine's counts do not tell of this place. {here}"
    return f"The machine counted {over_under_words(line.machine)}. {here}"


def cell_words(found: Reconciliation, line: Line) -> str:
    """``214``, ``214, VBM``; with the contest before it where there are several."""
    where = place_words(found.election, line.place).removeprefix("precinct ")
    if line.level is Level.CONTEST:
        return found.election.contest(line.place.contest).title
    if len(found.contests) > 1:
        return f"{found.election.contest(line.place.contest).title}, {where}"
    return where[:1].upper() + where[1:]


def listed_words(line: Line) -> str:
    """Flagged ballots by the list."""
    return "-" if line.listed is None else f"{line.listed:,}"


def title_of(found: Reconciliation, line: Line) -> str:
    """``Precinct 214``, with the contest where there are several."""
    return heading(found.election, line.place, contests=len(found.contests))


def detail_words(found: Reconciliation, line: Line) -> list[str]:
    """Everything known of one place, a paragraph each."""
    told = [line_words(found.election, line)]
    if line.differs:
        told += _explained(found, line)
    told += [f"Entry {note.entry:,}: {note.sentence}" for note in found.noted(line)]
    return [*told, _work(line)]


def _explained(found: Reconciliation, line: Line) -> list[str]:
    batches = found.batches(line)
    told = [f"Explained by the board in {each.sentence}" for each in found.explanations(line)]
    if found.explained(line):
        return told
    if not batches:
        return [*told, "There is no batch here yet that could state it."]
    open_ = [str(batch) for batch in batches if batch not in found.motions]
    one = len(open_) == 1
    named = f"batch {open_[0]}" if one else f"batches {join_names(open_)}"
    verbs = ("states", "does") if one else ("state", "do")
    held = f"Not explained by the board: {named} {verbs[0]} it and {verbs[1]} not close."
    return [*told, held]


def _work(line: Line) -> str:
    work = line.work
    if not work.cases:
        return "Not in the pile yet."
    waiting = [
        words
        for n, words in (
            (work.team, f"{work.team:,} for a team"),
            (work.board, f"{work.board:,} for the board"),
            (work.paper, f"{work.paper:,} for the paper"),
        )
        if n
    ]
    told = f"{count(work.cases, 'case')}: {work.ruled:,} ruled"
    told += f", waiting {join_names(waiting)}." if waiting else ", none waiting."
    apart = [
        f"{Lot(lot).label} {free + held:,}" + (f" ({held:,} held back)" if held else "")
        for lot, free, held in work.lots
    ]
    return f"{told} Lots: {', '.join(apart)}." if len(apart) > 1 or work.held else told
