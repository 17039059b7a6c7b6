"""Where a box or a target that is added by key begins."""

from dataclasses import replace
from statistics import median

from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.sketch import Drawn, Place, Target, named_if_none, within
from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import Box
from adjudicator.domain.references import choices_on_paper

_PAPER = 8.5
"""Inches of the page's width, for the size of a first target."""
_TARGET = (0.18, 0.12)
_FIRST = (0.4, 0.1)
"""Of the page, the size of a first box."""
_PITCH = 1.8
"""From row to row, in heights of a target, where nothing tells."""


def next_box(drawing: Drawing) -> Box:
    """Where a box that is drawn by key begins: under the last one, or in the middle."""
    if drawing.sketch.contests:
        last = drawing.sketch.contests[-1].box
        if last.bottom + last.height / 2 < drawing.height:
            return Box(last.x, last.bottom, last.width, min(last.height, drawing.height - last.y))
    wide, high = drawing.width * _FIRST[0], drawing.height * _FIRST[1]
    return Box((drawing.width - wide) / 2, (drawing.height - high) / 2, wide, high)


def add_target(drawing: Drawing, at: tuple[float, float] | None = None) -> None:
    """Add a target with its middle at a point, or under the last one of the chosen contest."""
    place, drawn = drawing.sketch.chosen, drawing.chosen
    if place is None or drawn is None:
        return
    wide, high = _target_size(drawing, drawn)
    x, y = _below(drawn, wide, high) if at is None else at
    box = within(Box(x - wide / 2, y - high / 2, wide, high), drawing.width, drawing.height)
    contest = drawing.contests[drawn.contest]
    targets = named_if_none(contest, (*drawn.targets, Target(box, _only_left(contest, drawn))))
    changed = replace(drawn, targets=targets, looked=True)
    nth = [target.box for target in targets].index(box)
    drawing.change(place.contest, changed, Place(place.contest, nth))


def _only_left(contest: Contest, drawn: Drawn) -> str | None:
    """The one choice without a target, where every other target has its name."""
    had = {target.choice for target in drawn.targets}
    left = [choice.id for choice in choices_on_paper(contest) if choice.id not in had]
    return left[0] if had and None not in had and len(left) == 1 else None


def _target_size(drawing: Drawing, drawn: Drawn) -> tuple[float, float]:
    every = [t.box for d in drawing.sketch.contests for t in d.targets]
    boxes = [t.box for t in drawn.targets] or every
    if boxes:
        return median(b.width for b in boxes), median(b.height for b in boxes)
    dpi = drawing.width / _PAPER
    return _TARGET[0] * dpi, _TARGET[1] * dpi


def _below(drawn: Drawn, wide: float, high: float) -> tuple[float, float]:
    """The middle of a target one row further down, or of a first one."""
    boxes = [t.box for t in drawn.targets]
    if not boxes:
        return drawn.box.x + wide, drawn.box.y + drawn.box.height / 2
    last = boxes[-1]
    before = [b for b in boxes[:-1] if abs(b.x - last.x) < wide]
    pitch = last.y - before[-1].y if before and last.y > before[-1].y else _PITCH * high
    return last.x + wide / 2, min(last.y + pitch, drawn.box.bottom - high) + high / 2
