"""What the screen says: what comes next, and what is still wrong."""

from collections.abc import Sequence

from adjudicator.desktop.references.doubts import doubt
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.names import name_of, number_of
from adjudicator.desktop.references.sketch import Drawn as DrawnContest
from adjudicator.domain.election import Contest, Election
from adjudicator.domain.references import choices_on_paper
from adjudicator.domain.wording import count
from adjudicator.services.references.comparing import Unlike
from adjudicator.services.references.listing import Drawn, ReferenceLine

CHOOSE = "Choose a ballot style and side at the left."
LOOKING = "Looking for targets \u2026"
ALL_DRAWN = "Every contest of this ballot style is drawn."
KEPT = "What was drawn on the page before is kept: U goes back to it."
NO_OTHER = (
    "There is no other page of this style and side. Ctrl+G brings in a scan of the blank page."
)
UNNAMED = "Nothing was confirmed. N goes there, a number key or the list names it."
_PER_CENT = 100
_READ = "Is each name beside its own target? Return: it is right."


def waiting_words(pages: int) -> str:
    """How many pages wait for a reference."""
    return f"{count(pages, 'page')} {'waits' if pages == 1 else 'wait'}"


def next_words(drawing: Drawing, line: ReferenceLine) -> str:
    """What is to be done now, in a sentence."""
    drawn = drawing.chosen
    if drawn is not None and not drawn.looked:
        return (
            "Put the box around the contest (arrows move it, with Shift they size it), then Return."
        )
    if drawn is not None and not drawn.sure:
        return _found(drawn, drawing.contests[drawn.contest])
    if drawing.unsure:
        contests = count(drawing.unsure, "contest")
        return f"{contests} still to be looked at: N goes there, Return says that it is right."
    return _left_words(drawing, line)


def _left_words(drawing: Drawing, line: ReferenceLine) -> str:
    """What is left where all that is drawn is right."""
    if not drawing.sketch.contests:
        return (
            "Draw a box around each contest: with the mouse, or with B and the arrows. Contests "
            "of other styles: F."
        )
    if drawing.left and line.drawn is Drawn.NONE:
        return (
            f"{count(len(drawing.left), 'contest is', 'contests are')} not drawn: B or the mouse "
            "goes on. Those that stand on another page are left out; then Ctrl+Return."
        )
    if line.drawn is Drawn.SUPPLIED and not drawing.touched:
        return (
            "This came with the images. Look at each contest (N); Ctrl+Return has it confirmed by "
            "a second person."
        )
    if holds_unchanged(drawing, line):
        return f"{line.state}. Nothing has changed since; what is drawn now replaces it."
    return "All that is drawn is right. Ctrl+Return has it confirmed by a second person."


def holds_unchanged(drawing: Drawing, line: ReferenceLine) -> bool:
    """Whether what is shown is what two people have confirmed: there is nothing to confirm."""
    drawn = bool(drawing.sketch.contests)
    return drawn and line.drawn is Drawn.CONFIRMED and not drawing.touched


def _found(drawn: DrawnContest, contest: Contest) -> str:
    doubted = doubt(contest, drawn)
    if doubted:
        return doubted
    choices = len(choices_on_paper(contest))
    if drawn.print_found is not None:
        share = drawn.print_found * _PER_CENT
        found = f"{contest.title} was found here by its print ({share:.1f} % of it)."
        return f"{found} {_READ}"
    targets = count(len(drawn.targets), "target")
    return f"{contest.title}: {targets} for {count(choices, 'choice')}. {_READ}"


def contest_words(contest: Contest, drawn: DrawnContest) -> str:
    """A contest and what its targets stand for, with the numbers that are at them."""
    names = [f"{number_of(contest, t.choice)}  {name_of(contest, t.choice)}" for t in drawn.targets]
    return "\n".join((contest.title, *names))


def unlike_words(election: Election, found: Sequence[Unlike]) -> str:
    """Where names may stand beside the wrong targets; empty where nothing speaks for it."""
    if not found:
        return ""
    told = [
        f"{election.contest(each.contest).title} ({each.pages} of {count(each.of, 'page')})"
        for each in found
    ]
    return (
        f"Ink at one name, the machine\u2019s reading at another: {'; '.join(told)}. Names may "
        "stand beside the wrong targets, or the machine erred. Look again; you decide."
    )
