"""What a drawing is made of, and the order of boxes on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
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
    order_said: bool = False
    """Whether somebody said in which order its targets are named, or named one by itself."""


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
    """Targets with the choices of the contest in its order.

    Where there are more or fewer targets than choices, none is named: every name after the one that
    is missing or stands twice would be another's.
    """
    choices = choices_on_paper(contest)
    if len(boxes) != len(choices):
        return tuple(Target(box, None) for box in boxes)
    return tuple(Target(box, choice.id) for box, choice in zip(boxes, choices, strict=True))


def named_if_none(contest: Contest, targets: Sequence[Target]) -> tuple[Target, ...]:
    """The targets named in order where nobody has named any; else as they are."""
    if any(target.choice is not None for target in targets):
        return tuple(targets)
    return named(contest, in_order([target.box for target in targets], columns=False))


def drawn_before(layout: PageLayout, contests: Mapping[str, Contest]) -> tuple[Drawn, ...]:
    """What was drawn or supplied before, taken as right as far as the definition knows it.

    A delivery may tell of contests that are not recounted; and a target whose choice its contest
    does not have has yet to be named.
    """
    return tuple(
        _drawn_before(c, [t for t in layout.targets if t.contest == c.contest], known)
        for c in layout.contests
        if (known := contests.get(c.contest)) is not None
    )


def _drawn_before(drawn: ContestBox, told: Sequence[TargetBox], contest: Contest) -> Drawn:
    targets = tuple(Target(t.box, t.choice if contest.has_choice(t.choice) else None) for t in told)
    named = all(target.choice is not None for target in targets)
    return Drawn(drawn.contest, drawn.box, targets, looked=True, sure=named, order_said=named)


def following(contests: Sequence[str], sketch: Sketch) -> str:
    """The first contest that is not drawn, from the one that was drawn last."""
    drawn = [each.contest for each in sketch.contests]
    after = contests.index(drawn[-1]) + 1 if drawn else 0
    return next(c for c in (*contests[after:], *contests[:after]) if c not in drawn)


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
