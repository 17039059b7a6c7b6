"""What boxes and targets of a drawing stand for."""

from dataclasses import replace

from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.sketch import Place, in_order, named


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
    drawing.change(place.contest, replace(drawn, targets=tuple(targets)), after)


def name_in_order(drawing: Drawing, *, columns: bool) -> None:
    """Name the targets of the chosen contest in order: by rows, or down the columns."""
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None:
        return
    boxes = in_order([t.box for t in drawn.targets], columns=columns)
    targets = named(drawing.contests[drawn.contest], boxes)
    drawing.change(place.contest, replace(drawn, targets=targets), Place(place.contest))


def say_contest(drawing: Drawing, contest: str) -> None:
    """The chosen box is another contest, one that is not drawn; its targets are named anew."""
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None or contest not in drawing.left:
        return
    targets = named(drawing.contests[contest], [t.box for t in drawn.targets])
    drawing.change(place.contest, replace(drawn, contest=contest, targets=targets), place)


def other_contest(drawing: Drawing, by: int) -> None:
    """The chosen box is the next contest that is not drawn, or the one before."""
    drawn = drawing.chosen
    if drawn is None or not drawing.left:
        return
    every = list(drawing.contests)
    here = every.index(drawn.contest)
    turned = (every[here + 1 :] + every[:here])[::by]
    say_contest(drawing, next(contest for contest in turned if contest in drawing.left))
