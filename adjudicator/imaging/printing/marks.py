"""Marks as people make them, put on a printed page by name.

>>> marked = apply_marks(side.image, side.layout, [MarkSpec("senate", "reed", MarkKind.X)], rng)

A mark's name says what was drawn, never what it means: that is for people to rule.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from adjudicator.imaging.printing import damage, mark_paths
from adjudicator.imaging.printing.geometry import (
    Box,
    ContestBox,
    Grey,
    PageLayout,
    Points,
    TargetBox,
)
from adjudicator.imaging.printing.lettering import Hand, hand_of
from adjudicator.imaging.printing.mark_paths import Spot
from adjudicator.imaging.printing.pens import FAINT_PENCIL, PENCIL, Pen, draw, pen_of

WRITE_IN_CAPITALS = 0.16


class MarkKind(StrEnum):
    """What a person drew, or what happened to the paper."""

    BLANK = "blank"
    FILLED = "filled"
    SLOPPY_FILL = "sloppy_fill"
    PARTIAL_FILL = "partial_fill"
    FAINT = "faint"
    """A few light pencil strokes in the oval."""
    ERASED = "erased"
    """What an eraser leaves of a filled oval."""
    DOT = "dot"
    X = "x"
    CHECK = "check"
    PLUS = "plus"
    STAR = "star"
    ASTERISK = "asterisk"
    DASH = "dash"
    ARROW = "arrow"
    SLASH = "slash"
    """A slanted line through the oval."""
    LINE = "line"
    """A level line through the oval and out at both ends."""
    CIRCLED_TARGET = "circled_target"
    CIRCLED_NAME = "circled_name"
    CIRCLED_PARTY = "circled_party"
    UNDERLINED_TARGET = "underlined_target"
    UNDERLINED_NAME = "underlined_name"
    STRUCK_FILL = "struck_fill"
    """Filled, then crossed out."""
    STRUCK_NAME = "struck_name"
    WORDS = "words"
    """Words beside a choice, or beneath the contest's title, and no other mark."""
    WRITE_IN = "write_in"
    """A name on a write-in line; the oval is a mark of its own."""
    HOLE = "hole"
    STRAY = "stray"
    """A pen's accident in the contest, away from ovals and names."""
    COFFEE = "coffee"
    FOLD = "fold"
    TORN = "torn"
    """A piece gone at the edge, with whatever was printed and marked on it."""


PAGE_KINDS = frozenset({MarkKind.COFFEE, MarkKind.FOLD, MarkKind.TORN, MarkKind.BLANK})
"""Kinds that need no contest."""


class Where(StrEnum):
    """Which part of a choice's row a small mark stands in."""

    TARGET = "target"
    BESIDE = "beside"
    """In the blank space right of the name."""
    NAME = "name"
    BEFORE = "before"
    """In the margin left of the oval."""


@dataclass(frozen=True, slots=True)
class MarkSpec:
    """One mark to make."""

    contest: str | None
    choice: str | None
    kind: MarkKind
    words: str = ""
    """What is written: beside the choice, or on a write-in line."""
    where: Where | None = None
    """For small marks; None: dashes and arrows beside the name, all others in the oval."""
    pen: Pen | None = None
    """None: the pen this voter uses for the whole page."""
    size: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    """Inches right and down from the usual place."""
    also: tuple[str, ...] = ()
    """Other choices the same mark reaches over: a circle around two names, an X into two ovals."""


@dataclass(frozen=True, slots=True)
class _Voter:
    """Whoever marks this page: one pen, one hand."""

    pen: Pen
    hand: Hand
    dpi: float
    rng: np.random.Generator


_SMALL: dict[MarkKind, Callable[[Spot], list[Points]]] = {
    MarkKind.DOT: mark_paths.dot_strokes,
    MarkKind.X: mark_paths.x_strokes,
    MarkKind.CHECK: mark_paths.check_strokes,
    MarkKind.PLUS: mark_paths.plus_strokes,
    MarkKind.STAR: mark_paths.star_strokes,
    MarkKind.ASTERISK: mark_paths.asterisk_strokes,
    MarkKind.DASH: mark_paths.dash_strokes,
    MarkKind.ARROW: mark_paths.arrow_strokes,
    MarkKind.SLASH: mark_paths.slash_strokes,
}
_BOXED: dict[MarkKind, tuple[Callable[[Box, Spot], list[Points]], str]] = {
    MarkKind.LINE: (mark_paths.line_through, "target"),
    MarkKind.CIRCLED_TARGET: (mark_paths.circle, "target"),
    MarkKind.CIRCLED_NAME: (mark_paths.circle, "label"),
    MarkKind.CIRCLED_PARTY: (mark_paths.circle, "party"),
    MarkKind.UNDERLINED_TARGET: (mark_paths.underline, "target"),
    MarkKind.UNDERLINED_NAME: (mark_paths.underline, "label"),
    MarkKind.STRUCK_NAME: (mark_paths.strike_name_strokes, "label"),
}
_PITCH = {MarkKind.SLOPPY_FILL: 1.2, MarkKind.PARTIAL_FILL: 2.1, MarkKind.FAINT: 1.7}


def apply_marks(
    page: Grey,
    layout: PageLayout,
    marks: Sequence[MarkSpec],
    rng: np.random.Generator,
    *,
    pen: Pen | None = None,
) -> Grey:
    """A copy of the page with the marks on it, in their order.

    :param page: the blank page, grey or RGB, flat as printed.
    :param rng: decides pen, hand and every variation; the same seed gives the same pixels.
    :param pen: the voter's pen; None draws one from the usual pens.
    :raises KeyError: a contest or choice is not printed on this page.
    :raises ValueError: a mark lacks the contest, choice or words it needs.
    """
    marked = page.copy()
    voter = _Voter(pen or pen_of(rng), hand_of(rng), layout.dpi, rng)
    for mark in marks:
        _apply(marked, layout, mark, voter)
    return marked


def _apply(page: Grey, layout: PageLayout, mark: MarkSpec, voter: _Voter) -> None:
    """Make one mark."""
    if mark.kind in PAGE_KINDS:
        if mark.kind is not MarkKind.BLANK:
            damage.on_page(page, mark.kind, layout, voter.rng)
        return
    if mark.contest is None:
        raise ValueError(f"The mark {mark.kind} needs a contest to stand in.")
    contest = layout.contest(mark.contest)
    if mark.choice is None:
        _apply_to_contest(page, contest, mark, voter)
        return
    place = contest.target(mark.choice)
    pen = mark.pen or voter.pen
    if mark.kind is MarkKind.HOLE:
        damage.punch_hole(page, place.target, voter.dpi, voter.rng)
    elif mark.kind in (MarkKind.FAINT, MarkKind.ERASED):
        _pencil(page, place, mark, voter)
    else:
        draw(page, _strokes(place, contest, mark, pen, voter), pen, voter.dpi, voter.rng)
    if mark.words:
        _write(page, place, contest, mark, voter)


def _apply_to_contest(page: Grey, contest: ContestBox, mark: MarkSpec, voter: _Voter) -> None:
    """A mark that belongs to no choice."""
    spot = _spot(contest.title.centre, mark, voter)
    if mark.kind is MarkKind.STRAY:
        strokes = damage.stray_strokes(contest, spot)
    elif mark.kind is MarkKind.WORDS and mark.words:
        title, height = contest.title, 0.16 * voter.dpi
        room = Box(title.left + height, title.bottom - height, title.width - 2 * height, height)
        strokes = mark_paths.written(mark.words, room, voter.hand, spot)
    else:
        raise ValueError(f"The mark {mark.kind} needs a choice, or words to write.")
    draw(page, strokes, mark.pen or voter.pen, voter.dpi, voter.rng)


def _strokes(
    place: TargetBox, contest: ContestBox, mark: MarkSpec, pen: Pen, voter: _Voter
) -> list[Points]:
    """The paths of a mark at a choice; none where only words are written."""
    if mark.kind in (MarkKind.WORDS, MarkKind.WRITE_IN):
        if not mark.words:
            raise ValueError(f"The mark {mark.kind} needs the words to write.")
        return []
    if mark.kind in _SMALL:
        reached = [place, *(contest.target(choice) for choice in mark.also)]
        points = np.array([_point(each, contest, mark, voter) for each in reached])
        x, y = points.mean(axis=0)
        return _SMALL[mark.kind](_spot((float(x), float(y)), mark, voter))
    spot = _spot(place.target.centre, mark, voter)
    if mark.kind in _BOXED:
        shape, part = _BOXED[mark.kind]
        box = _part(place, part)
        for choice in mark.also:
            box = box.joined(_part(contest.target(choice), part))
        return shape(box.moved(*_shift(mark, voter)), spot)
    pitch = _PITCH.get(mark.kind, mark_paths.FULL)
    fill = mark_paths.fill_strokes(place.target, pen.width(voter.dpi), spot, pitch=pitch)
    if mark.kind is MarkKind.PARTIAL_FILL:
        return [path[: max(3, int(len(path) * 0.7))] for path in fill]
    if mark.kind is MarkKind.STRUCK_FILL:
        return [*fill, *mark_paths.strike_strokes(place.target, spot)]
    return fill


def _part(place: TargetBox, part: str) -> Box:
    """The oval, the name or the party of a choice."""
    box: Box | None = getattr(place, part)
    if box is None:
        raise ValueError(f"{place.choice} has no printed {part} to mark.")
    return box


def _pencil(page: Grey, place: TargetBox, mark: MarkSpec, voter: _Voter) -> None:
    """Marks that only a pencil leaves."""
    spot = _spot(place.target.centre, mark, voter)
    if mark.kind is MarkKind.ERASED:
        damage.erased(page, place.target, PENCIL, spot)
        return
    pen = mark.pen or FAINT_PENCIL
    width = pen.width(voter.dpi)
    pitch = _PITCH[MarkKind.FAINT]
    paths = mark_paths.fill_strokes(place.target, width, spot, pitch=pitch)
    draw(page, [path[: max(3, len(path) - 2)] for path in paths], pen, voter.dpi, voter.rng)


def _write(
    page: Grey, place: TargetBox, contest: ContestBox, mark: MarkSpec, voter: _Voter
) -> None:
    """Write the mark's words on the write-in line or in the blank space of the row."""
    room = mark_paths.words_room(place, contest, voter.dpi)
    largest = WRITE_IN_CAPITALS if place.write_in else mark_paths.LARGEST_CAPITALS
    spot = _spot(room.centre, mark, voter)
    strokes = mark_paths.written(mark.words, room, voter.hand, spot, largest=largest)
    draw(page, strokes, _light(mark.pen or voter.pen), voter.dpi, voter.rng)


def _light(pen: Pen) -> Pen:
    """The pen as it writes: small letters are pressed less than marks."""
    return replace(pen, width_mm=pen.width_mm * 0.78)


def _point(
    place: TargetBox, contest: ContestBox, mark: MarkSpec, voter: _Voter
) -> tuple[float, float]:
    """Where a small mark is centred."""
    default = Where.BESIDE if mark.kind in (MarkKind.DASH, MarkKind.ARROW) else Where.TARGET
    where = mark.where or default
    middle = place.target.centre[1]
    if where is Where.NAME:
        return place.label.centre
    if where is Where.BEFORE:
        return place.target.left - 0.1 * voter.dpi, middle
    if where is Where.BESIDE:
        reach = {MarkKind.ARROW: 0.19, MarkKind.CHECK: 0.1}.get(mark.kind, 0.13)
        room = mark_paths.words_room(place, contest, voter.dpi)
        return room.left + reach * mark.size * voter.dpi, middle
    aim = voter.rng.normal(0, 0.012, 2) * voter.dpi
    return place.target.centre[0] + float(aim[0]), middle + float(aim[1])


def _shift(mark: MarkSpec, voter: _Voter) -> tuple[float, float]:
    """The mark's shift in pixels."""
    return mark.shift[0] * voter.dpi, mark.shift[1] * voter.dpi


def _spot(centre: tuple[float, float], mark: MarkSpec, voter: _Voter) -> Spot:
    """The spot around a point, shifted as the mark says."""
    dx, dy = _shift(mark, voter)
    return Spot((centre[0] + dx, centre[1] + dy), voter.dpi, voter.rng, mark.size)
