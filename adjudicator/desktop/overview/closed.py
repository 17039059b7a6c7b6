"""Closed so far: the change of each contest in closed batches only, and the second look's rate."""

from adjudicator.domain.election import Election
from adjudicator.services.progress import Progress
from adjudicator.services.second_look.telling import rate_sentence
from adjudicator.services.tallying import TallyLine

FOOTS = {True: "yes", False: "NO", None: "not checked"}
_SHOWN = 3
"""Contests told in the line, those that changed first; the rest stands on the Tally screen."""


def closed_words(progress: Progress, election: Election) -> str:
    """``Mayor: Ada Palm +4, Bo Cedar +2 (foots: yes)``."""
    told = sorted(progress.closed, key=lambda line: not _changed(line))
    lines = [_contest(line, election, alone=len(told) == 1) for line in told]
    more = len(lines) - _SHOWN
    rest = [f"and {more} more (Tally)"] if more > 0 else []
    looks = progress.status.looks
    looked = [rate_sentence(looks)] if looks is not None else []
    return "  \u00b7  ".join([*lines[:_SHOWN], *rest, *looked])


def _changed(line: TallyLine) -> bool:
    return any(figure.change for _, figure in line.tally.choices)


def _contest(line: TallyLine, election: Election, *, alone: bool) -> str:
    tally = line.tally
    moved = [
        f"{election.contest(tally.contest.id).choice(choice).name} {figure.change:+,}"
        for choice, figure in tally.choices
        if figure.change
    ]
    words = ", ".join(moved) or "no change"
    title = "" if alone else f"{tally.contest.title}: "
    return f"{title}{words} (foots: {FOOTS[tally.balanced]})"
