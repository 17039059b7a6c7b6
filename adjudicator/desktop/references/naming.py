"""What boxes and targets of a drawing stand for."""

from dataclasses import replace

from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.sketch import Place, in_order, named
from adjudicator.domain.references import choices_on_paper
from adjudicator.domain.wording import count

NO_CONTEST = "Choose a contest first (N): the number keys name its targets."
NO_TARGET = "Choose a target first (N): every target of this contest has its name."


def name_by_number(drawing: Drawing, number: int) -> str:
    """Say by its number what the chosen target stands for, else the first without a name.

    Why nothing was said of any; empty if it was.
    """
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None:
        return NO_CONTEST
    contest = drawing.contests[drawn.contest]
    choices = choices_on_paper(contest)
    if number > len(choices):
        return f"{contest.title} has {count(len(choices), 'choice')}: none is number {number}."
    if place.target is None:
        without = (n for n, target in enumerate(drawn.targets) if target.choice is None)
        first = next(without, None)
        if first is None:
            return NO_TARGET
        drawing.choose(Place(place.contest, first))
    name_target(drawing, choices[number - 1].id)
    return ""


def name_target(drawing: Drawing, choice: str) -> None:
    """Say what the chosen target stands for, and go on to the next one."""
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None or place.target is None:
        return
    if not drawing.contests[drawn.contest].has_choice(choice):
        return
    targets = list(drawn.targets)
    targets[place.target] = replace(targets[place.target], choice=choice)
    after = Place(place.contest, min(place.target + 1, len(targets) - 1))
    changed = replace(drawn, targets=tuple(targets), order_said=True)
    drawing.change(place.contest, changed, after)


def name_in_order(drawing: Drawing, *, columns: bool) -> None:
    """Name the targets of the chosen contest in order: by rows, or down the columns.

    Where they are more or fewer than the choices, they keep the names they have, and are only gone
    through in that order.
    """
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None:
        return
    boxes = in_order([t.box for t in drawn.targets], columns=columns)
    contest = drawing.contests[drawn.contest]
    if len(boxes) == len(choices_on_paper(contest)):
        changed = replace(drawn, targets=named(contest, boxes), order_said=True)
    else:
        changed = replace(
            drawn, targets=tuple(sorted(drawn.targets, key=lambda t: boxes.index(t.box)))
        )
    drawing.change(place.contest, changed, Place(place.contest))


def say_contest(drawing: Drawing, contest: str) -> None:
    """The chosen box is another contest, one that is not drawn; its targets are named anew."""
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None or contest not in drawing.left:
        return
    targets = named(drawing.contests[contest], [t.box for t in drawn.targets])
    changed = replace(drawn, contest=contest, targets=targets, order_said=False)
    drawing.change(place.contest, changed, place)


def other_contest(drawing: Drawing, by: int) -> None:
    """The chosen box is the next contest that is not drawn, or the one before."""
    drawn = drawing.chosen
    if drawn is None or not drawing.left:
        return
    every = list(drawing.contests)
    here = every.index(drawn.contest)
    turned = (every[here + 1 :] + every[:here])[::by]
    say_contest(drawing, next(contest for contest in turned if contest in drawing.left))
