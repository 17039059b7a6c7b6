"""What keeps a drawn contest from being right: names that are missing, or could be another's."""

from typing import TYPE_CHECKING

from adjudicator.desktop.references.sketch import Drawn, in_order
from adjudicator.domain.election import Contest
from adjudicator.domain.references import choices_on_paper
from adjudicator.domain.wording import count, join_names

if TYPE_CHECKING:
    from adjudicator.desktop.references.drawing import Drawing

TWO_ORDERS = (
    "Read by rows and read down the columns, its targets have different names. Look at the names "
    "beside them: R names by rows, D down the columns."
)


def doubt(contest: Contest, drawn: Drawn) -> str:
    """Why the contest cannot be said to be right yet, and what to do; empty if it can."""
    choices = choices_on_paper(contest)
    have = {target.choice for target in drawn.targets}
    missing = [choice.name for choice in choices if choice.id not in have]
    if None in have or missing:
        return (
            f"{_counted(contest, drawn)} {_lacking(drawn, missing)} The number keys name the "
            "first target without a name, or the one chosen with N, and go on; one choice may "
            "stand twice. T adds a target, Delete takes one away."
        )
    if not drawn.order_said and two_orders(drawn):
        return f"{_counted(contest, drawn)} {TWO_ORDERS}"
    return ""


def two_orders(drawn: Drawn) -> bool:
    """Whether the targets come in another order by rows than down the columns."""
    boxes = [target.box for target in drawn.targets]
    return in_order(boxes, columns=False) != in_order(boxes, columns=True)


def doubt_of_chosen(drawing: "Drawing") -> str:
    """Why the chosen contest cannot be said to be right yet; empty if it can."""
    drawn = drawing.chosen
    return "" if drawn is None else doubt(drawing.contests[drawn.contest], drawn)


def unnamed(drawing: "Drawing") -> tuple[str, ...]:
    """The contests with targets that stand for nothing, a sentence each."""
    told = (_unnamed(drawing.contests[d.contest], d) for d in drawing.sketch.contests)
    return tuple(words for words in told if words)


def _unnamed(contest: Contest, drawn: Drawn) -> str:
    without = sum(target.choice is None for target in drawn.targets)
    if not without:
        return ""
    stand = "stands" if without == 1 else "stand"
    return f"{contest.title}: {count(without, 'target')} {stand} for nothing yet."


def _counted(contest: Contest, drawn: Drawn) -> str:
    targets = count(len(drawn.targets), "target")
    return f"{contest.title}: {targets} for {count(len(choices_on_paper(contest)), 'choice')}."


def _lacking(drawn: Drawn, missing: list[str]) -> str:
    if all(target.choice is None for target in drawn.targets):
        return "Say which is which."
    without = sum(target.choice is None for target in drawn.targets)
    if without:
        return f"{count(without, 'target')} without a name."
    return f"No target is named for {join_names(missing)}."
