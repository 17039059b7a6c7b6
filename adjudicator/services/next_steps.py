"""What waits for a person: each in a sentence, with where it is done; the most urgent first.

Before the first ruling of a recount that counts, only that step of the opening is told that comes
now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.second_look import Stage
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.deadlines.telling import late_sentences
from adjudicator.services.locating.listing import Count
from adjudicator.services.orders.locks import suspensions
from adjudicator.services.papers.life import papers_out
from adjudicator.services.proof.ceremony import Ceremony, Step, further_sentence
from adjudicator.services.proof.waiting import Act, Waiting, ends_waiting, heads_waiting
from adjudicator.services.recount import Recount
from adjudicator.services.references.listing import pages_waiting
from adjudicator.services.second_look.telling import staged_sentences
from adjudicator.services.status import RecountStatus, not_handed_over, opening_sentences
from adjudicator.services.tabulator_test import REMINDER

_BUTTONS = {
    Act.COSIGN: "Cosign",
    Act.CONTEST: "Close the contest",
    Act.EXPORT: "Export",
    Act.FINISH: "Finish",
}


class Way(StrEnum):
    """Where a button of the list of next steps leads."""

    PEOPLE = "people"
    IMPORT = "import"
    RECONCILIATION = "reconciliation"
    REFERENCES = "references"
    REVIEW = "review"
    BOARD = "board"
    PAPER = "paper"
    """Paper a case waits for, and paper that is out."""
    DRAW = "draw"
    """Blanks that are to be drawn for a second look."""
    LOOK = "look"
    """Drawn blanks that another team looks at."""
    CLOSE = "close"
    COPY = "copy"
    ORDERS = "orders"
    COSIGN = "cosign"
    CONTEST = "contest"
    EXPORT = "export"
    FINISH = "finish"
    ROSTER = "roster"
    HAND_OUT = "hand_out"
    """A card, or the opening report: whichever step of the opening comes now."""
    HANDED_OVER = "handed_over"
    TABULATOR_TEST = "tabulator_test"
    NOT_LOCATED = "not_located"
    """Cases whose contest was not found on their pages."""
    TO_CHECK = "to_check"
    """Cases whose outline people are asked to look at."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that waits for a person: a sentence and where it is done."""

    sentence: str
    way: Way
    button: str
    urgent: bool = False
    """Whether work stands still until somebody acts."""


WAYS = {
    Step.OPEN: (Way.PEOPLE, "People"),
    Step.PEOPLE: (Way.PEOPLE, "People"),
    Step.ROSTER: (Way.ROSTER, "Fix the roster"),
    Step.OPENING_HEAD: (Way.COSIGN, "Cosign"),
    Step.OPENING_CARD: (Way.HAND_OUT, "Hand out"),
    Step.IMPORT: (Way.IMPORT, "Import"),
    Step.PILE: (Way.IMPORT, "Pile"),
    Step.PILE_HEAD: (Way.COSIGN, "Cosign"),
    Step.PILE_CARD: (Way.HAND_OUT, "Hand out"),
    Step.REPORT: (Way.HAND_OUT, "Hand out"),
}
"""Where each step of the opening is done, and what its button says."""


_READING = frozenset({Way.COPY, Way.EXPORT, Way.RECONCILIATION})
"""What can be done in a folder that may only be read: nothing that is recorded."""


def next_steps(recount: Recount, status: RecountStatus) -> Iterable[NextStep]:
    """What waits, the most urgent first; a suspended contest waits for nobody but the board."""
    steps = _every_step(recount, status)
    return (step for step in steps if step.way in _READING) if recount.only_read else steps


def _every_step(recount: Recount, status: RecountStatus) -> Iterable[NextStep]:
    held = status.opening.must and not status.opening.over
    yield from _order_steps(recount)
    for sentence in late_sentences(status.outlook, status.outlook.read_at):
        yield NextStep(sentence, Way.ORDERS, "Orders", urgent=True)
    if held:
        yield from _opening_step(status.opening)
    else:
        yield from _proof_steps(heads_waiting(recount))
    yield from _trouble_steps(status)
    if held:
        yield from _reminders(status)
        return
    yield from _before_ruling(status)
    for pile in status.further_cards[:1]:
        way, button = WAYS[Step.PILE_CARD]
        yield NextStep(further_sentence(pile), way, button)
    waiting_paper = sum(batch.for_paper for batch in status.batches)
    yield from _board_steps(recount, waiting_paper)
    yield from _paper_steps(recount, waiting_paper)
    yield from _look_steps(status)
    suspended = recount.state.data.suspended
    running = [batch for batch in status.batches if batch.contest not in suspended]
    ready = sum(1 for batch in status.ready if batch.contest not in suspended)
    if ready:
        batches = _n(ready, "batch is", "batches are")
        yield NextStep(f"{batches} ready to close.", Way.CLOSE, "Close")
    unreviewed = sum(batch.unreviewed for batch in running)
    if unreviewed and status.tiers > 1:
        cases = _n(unreviewed, "case waits", "cases wait")
        yield NextStep(f"{cases} for a team.", Way.REVIEW, "Take the next batch")
    if unreviewed or any(batch.for_board for batch in running):
        yield from _reference_step(recount)
    if status.held_back:
        cases = _n(status.held_back, "case stands", "cases stand")
        yield NextStep(f"{cases} in lots the board has not released.", Way.IMPORT, "Go")
    yield from _reminders(status)
    yield from _proof_steps(ends_waiting(recount, status.batches))


def locating_steps(count: Count | None) -> Iterable[NextStep]:
    """What is to be known of finding contests, once every page was looked at; nothing waits.

    It tells what was found on the images; the lists it leads to tell how each case stands now.
    """
    if count is None:
        return
    if count.check:
        cases = _n(count.check, "case", "cases")
        told = f"{cases} found to check on the image. The list shows how it stands now."
        yield NextStep(told, Way.TO_CHECK, "Show them")
    if count.not_located:
        cases = _n(count.not_located, "case", "cases")
        told = f"{cases} not located on the image: the whole page is shown, without an outline."
        yield NextStep(told, Way.NOT_LOCATED, "Show them")


def _reference_step(recount: Recount) -> Iterable[NextStep]:
    """Pages without a reference: they are shown whole, so nothing stands still for it."""
    waiting = pages_waiting(recount)
    if waiting.pages:
        yield NextStep(waiting.sentence, Way.REFERENCES, "Draw")


def _reminders(status: RecountStatus) -> Iterable[NextStep]:
    """What is to be noted; nothing waits for it."""
    if status.lacks_test:
        yield NextStep(REMINDER, Way.TABULATOR_TEST, "Note it")
    if status.to_hand_over is not None:
        yield NextStep(not_handed_over(status.to_hand_over), Way.HANDED_OVER, "Note it")


def _opening_step(opening: Ceremony) -> Iterable[NextStep]:
    """What comes now before the first ruling, with where it is done."""
    step = opening.now
    if step is not None:
        way, button = WAYS[step]
        sentence = f"Opening, step {opening.place} of {len(opening.lines)}: {step.sentence}"
        yield NextStep(sentence, way, button, urgent=True)


def _trouble_steps(status: RecountStatus) -> Iterable[NextStep]:
    if status.missing_images:
        images = _n(status.missing_images, "image is", "images are")
        told = f"{images} missing. Their cases wait."
        yield NextStep(told, Way.RECONCILIATION, "Explain", urgent=True)
    if status.standing.sentence:
        told = status.standing.sentence
        yield NextStep(told, Way.RECONCILIATION, "Explain", urgent=True)
    if status.copy_problem:
        yield NextStep(
            f"The second copy lags: {status.copy_problem}.", Way.COPY, "Explain", urgent=True
        )


def _before_ruling(status: RecountStatus) -> Iterable[NextStep]:
    """The same where nothing more is asked for than the record asks for."""
    step = status.opening.now
    if not status.constituted:
        if step is Step.ROSTER:
            way, button = WAYS[step]
            yield NextStep(step.sentence, way, button, urgent=True)
        else:
            told = "The board has not begun. Enrol its people."
            yield NextStep(told, Way.PEOPLE, "People", urgent=True)
    for sentence in () if step is None or not step.noted else opening_sentences(status.opening):
        yield NextStep(sentence, Way.HAND_OUT, WAYS[Step.REPORT][1])
    if status.constituted and not status.imports:
        yield NextStep("No ballots are loaded yet.", Way.IMPORT, "Import")
    if any(r.waits_for_pile for r in status.imports):
        yield NextStep("An import waits for the pile to be closed.", Way.IMPORT, "Go")


def _proof_steps(waiting: Iterable[Waiting]) -> Iterable[NextStep]:
    for each in waiting:
        yield NextStep(each.sentence, Way(each.act.value), _BUTTONS[each.act], each.urgent)


def _order_steps(recount: Recount) -> Iterable[NextStep]:
    for order in suspensions(recount):
        title = recount.election.contest(order.contest).title
        yield NextStep(f"{title}: {order.sentence}", Way.ORDERS, "Orders", urgent=True)


def _look_steps(status: RecountStatus) -> Iterable[NextStep]:
    """Blanks to be drawn, and drawn ones that wait for another team."""
    ways = {Stage.AGAIN: (Way.DRAW, "Draw"), Stage.DRAW: (Way.DRAW, "Draw")}
    ways[Stage.LOOK] = (Way.LOOK, "Second look")
    for stage, sentence in staged_sentences(status.looks):
        way, button = ways[stage]
        yield NextStep(sentence, way, button)


def _paper_steps(recount: Recount, waiting: int) -> Iterable[NextStep]:
    if waiting:
        cases = _n(waiting, "case waits", "cases wait")
        yield NextStep(f"{cases} for the paper to be fetched.", Way.PAPER, "Paper")
    out = papers_out(recount)
    if out:
        papers = _n(len(out), "paper is", "papers are")
        yield NextStep(f"{papers} out; their batches cannot close.", Way.PAPER, "Paper")


def _board_steps(recount: Recount, paper: int) -> Iterable[NextStep]:
    """The docket, without what waits for the paper first and what is locked by order."""
    waiting = count_waiting(recount, open_only=True) - paper
    if waiting <= 0:
        return
    cases = _n(waiting, "case waits", "cases wait")
    objections = sum(bool(o.open_cases) for o in recount.state.data.objections.values())
    told = f", {_n(objections, 'objection is', 'objections are')} open" if objections else ""
    yield NextStep(f"{cases} for the board{told}.", Way.BOARD, "Docket")


def _n(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
