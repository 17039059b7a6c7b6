"""What a drawing is made of, and the order of boxes on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.domain.references import choices_on_paper

_ROW = 0.6
"""Of a target's size, within which targets stand in one row or column."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target; ``choice`` is what it stands for, ``None`` while nobody knows."""

    box: Box
    choice: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One contest on the page."""

    contest: str
    box: Box
    targets: tuple[Target, ...] = ()
    looked: bool = False
    """Whether targets were looked for in it."""
    sure: bool = False
    """Whether somebody said that it is right."""
    print_found: float | None = None
    """Where it was proposed by its print on another style."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is chosen: a contest, and perhaps one of its targets."""

    contest: int
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """The drawing at one moment."""

    contests: tuple[Drawn, ...] = ()
    chosen: Place | None = None


def in_order(boxes: Sequence[Box], *, columns: bool) -> list[Box]:
    """Boxes by rows from the top, or by columns from the left; a page may lie a little turned."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b.x if columns else b.y):
        near = next((line for line in lines if _in_line(line[-1], box, columns=columns)), None)
        if near is None:
            lines.append([box])
        else:
            near.append(box)
    return [b for line in lines for b in sorted(line, key=lambda b: b.y if columns else b.x)]


def _in_line(one: Box, other: Box, *, columns: bool) -> bool:
    if columns:
        return abs(one.x - other.x) < _ROW * other.width
    return abs(one.y - other.y) < _ROW * other.height


def named(contest: Contest, boxes: Sequence[Box]) -> tuple[Target, ...]:
    """Targets with the choices of the contest in its order, as far as both go."""
    choices = [choice.id for choice in choices_on_paper(contest)]
    names = [*choices[: len(boxes)], *[None] * (len(boxes) - len(choices))]
    return tuple(Target(box, name) for box, name in zip(boxes, names, strict=True))


def drawn_before(layout: PageLayout) -> tuple[Drawn, ...]:
    """What was drawn or supplied before, taken as right."""
    return tuple(
        Drawn(
            c.contest,
            c.box,
            tuple(Target(t.box, t.choice) for t in layout.targets if t.contest == c.contest),
            looked=True,
            sure=True,
        )
        for c in layout.contests
    )


def with_drawn(contests: tuple[Drawn, ...], number: int, drawn: Drawn) -> tuple[Drawn, ...]:
    """The same contests with another one in that place."""
    return (*contests[:number], drawn, *contests[number + 1 :])


def shifted(box: Box, dx: float, dy: float) -> Box:
    """The box moved."""
    return Box(box.x + dx, box.y + dy, box.width, box.height)


def within(box: Box, width: int, height: int) -> Box:
    """The box moved, and cut if need be, so that it lies on the page."""
    wide, high = min(box.width, width), min(box.height, height)
    x = min(max(0.0, box.x), width - wide)
    y = min(max(0.0, box.y), height - high)
    return Box(x, y, wide, high)
