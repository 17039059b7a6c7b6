"""How like the ink of two contests is: a few fixed features that people can name, and a distance.

Nothing is learnt and nothing is drawn at random: the same ink gives the same features, today and
in a year, whatever was ruled on before.  Two contests may differ in their candidates, so nothing
rests on which choice it is, only on what the ink does: fills ovals, crosses them, stands beside
names or elsewhere, as a stroke, a ring, a blot or writing.  It sorts earlier rulings beside a
ballot; it never decides.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.finding.ink import ContestInk, InkPiece

FULL, PARTLY, FAINT = 350, 100, 30
"""Fills in per mille from which an oval is filled, partly filled, faintly touched."""
MOST = 4
"""More of anything is not told apart."""
_MM = 25.4
_RING_INSIDE = 2.0
"""A ring encloses at least so many times its ink."""
_RING_LONG = 10.0
"""Its longer side is at most so many times the shorter: a long name is circled, too."""
_BLOT_FULL, _BLOT_LONG = 0.6, 3.0
"""A blot fills at least that share of what it encloses; a longer one is a stroke."""
_WRITING = 3
"""So many pieces at one place are writing."""
_ONE, _SHAPE, _TOLD_APART = 2, 2, 3
"""What a difference of one, of a shape, and of ink across several ovals weighs."""


class Shape(StrEnum):
    """What a piece of ink looks like."""

    STROKE = "stroke"
    RING = "ring"
    BLOT = "blot"
    WRITING = "writing"


_A_SHAPE = {
    Shape.STROKE: "a stroke",
    Shape.RING: "a ring",
    Shape.BLOT: "a blot",
    Shape.WRITING: "writing",
}
_NUMBERS = ("no", "one", "two", "three", "four or more")


@dataclass(frozen=True, slots=True)
class InkFeatures:
    """What the ink of a contest does."""

    full: int
    """Ovals that are filled; no count tells more than :data:`MOST` apart."""
    partly: int
    faint: int
    crossed: int
    """Ovals not filled that ink from outside crosses or touches."""
    several: bool
    """Whether one piece crosses more than one of them."""
    beside: int
    """Choices with ink near the name, and none of it on the oval, which is not filled."""
    shapes_beside: frozenset[Shape]
    shapes_across: frozenset[Shape]
    """Of what crosses ovals."""
    shapes_elsewhere: frozenset[Shape]
    amount: int
    """How much ink lies outside the ovals: the power of two of square millimetres, 0 for none."""

    @property
    def bare(self) -> bool:
        """Whether there is no ink at all."""
        return not any((self.full, self.partly, self.faint, self.crossed, self.beside, self.amount))


def features_of(ink: ContestInk, dpi: float) -> InkFeatures:
    """The features of a contest's ink.

    :param dpi: pixels per inch of the page it was measured on.
    """
    fills = [target.fill for target in ink.targets]
    pieces = ink.telling
    # Over the edge of an oval that is filled goes many a pen: that crosses nothing.
    filled = {target.choice for target in ink.targets if target.fill >= FULL}
    across = [piece for piece in pieces if set(piece.crosses) - filled]
    crossed = {choice for piece in across for choice in piece.crosses} - filled
    taken = crossed | filled
    names = {p.near for p in pieces if not p.crosses and p.near is not None} - taken
    outside = sum(piece.area for piece in pieces)
    return InkFeatures(
        full=_some(sum(fill >= FULL for fill in fills)),
        partly=_some(sum(PARTLY <= fill < FULL for fill in fills)),
        faint=_some(sum(FAINT <= fill < PARTLY for fill in fills)),
        crossed=_some(len(crossed)),
        several=any(len(set(piece.crosses)) > 1 for piece in across),
        beside=_some(len(names)),
        shapes_beside=frozenset(
            shape
            for name in names
            for shape in _shapes([p for p in pieces if p.near == name], dpi)
        ),
        shapes_across=frozenset(shape_of(piece, dpi) for piece in across),
        shapes_elsewhere=_shapes(
            [p for p in pieces if not p.crosses and p.near is None], dpi
        ),
        amount=max(0, round(math.log2(outside)) + 2) if outside > 0 else 0,
    )  # fmt: skip


def distance(one: InkFeatures, other: InkFeatures) -> int:
    """How unlike they are: 0 for the same features, and the same both ways."""
    counts = (
        (one.full, other.full),
        (one.partly, other.partly),
        (one.faint, other.faint),
        (one.crossed, other.crossed),
        (one.beside, other.beside),
    )
    shapes = (
        one.shapes_beside ^ other.shapes_beside,
        one.shapes_across ^ other.shapes_across,
        one.shapes_elsewhere ^ other.shapes_elsewhere,
    )
    return (
        _ONE * sum(abs(a - b) for a, b in counts)
        + _SHAPE * sum(len(unlike) for unlike in shapes)
        + _TOLD_APART * (one.several != other.several)
        + abs(one.amount - other.amount)
    )


def alike_in(one: InkFeatures, other: InkFeatures) -> tuple[str, ...]:
    """What the ink of both does, in words, such as ``ink crosses two ovals``; most telling first.

    Empty where they have nothing in common that could be named.
    """
    said = []
    if one.several and other.several:
        said.append("one piece of ink crosses several ovals")
    elif one.crossed == other.crossed and one.crossed:
        said.append(f"ink crosses {_ovals(one.crossed)}")
    if one.beside and one.beside == other.beside:
        names = "a name" if one.beside == 1 else f"{_NUMBERS[one.beside]} names"
        common = one.shapes_beside & other.shapes_beside
        said.append(f"{_named(common) or 'ink'} beside {names}")
    if common := one.shapes_elsewhere & other.shapes_elsewhere:
        said.append(f"{_named(common)} elsewhere")
    for count, others, word in (
        (one.full, other.full, "filled"),
        (one.partly, other.partly, "partly filled"),
        (one.faint, other.faint, "faintly touched"),
    ):
        if count and count == others:
            said.append(f"{_ovals(count)} {word}")
    if one.bare and other.bare:
        said.append("no ink at all")
    return tuple(said)


def shape_of(piece: InkPiece, dpi: float) -> Shape:
    """What one piece of ink looks like."""
    wide, high = (max(1.0, side) for side in (piece.box.width, piece.box.height))
    long = max(wide, high) / min(wide, high)
    enclosed = _enclosed(piece.contour) * (_MM / dpi) ** 2
    if enclosed >= _RING_INSIDE * piece.area and long <= _RING_LONG:
        return Shape.RING
    if piece.area >= _BLOT_FULL * max(enclosed, wide * high * (_MM / dpi) ** 2 / 2):
        return Shape.BLOT if long <= _BLOT_LONG else Shape.STROKE
    return Shape.STROKE


def _shapes(pieces: Sequence[InkPiece], dpi: float) -> frozenset[Shape]:
    """What several pieces at one place look like together."""
    if len(pieces) >= _WRITING:
        return frozenset({Shape.WRITING})
    return frozenset(shape_of(piece, dpi) for piece in pieces)


def _enclosed(contour: Sequence[tuple[int, int]]) -> float:
    """Square pixels inside a closed outline."""
    after = (*contour[1:], *contour[:1])
    return abs(sum(x * b - a * y for (x, y), (a, b) in zip(contour, after, strict=True))) / 2


def _some(count: int) -> int:
    return min(MOST, count)


def _ovals(count: int) -> str:
    return f"{_NUMBERS[count]} oval{'' if count == 1 else 's'}"


def _named(shapes: frozenset[Shape]) -> str:
    return " and ".join(_A_SHAPE[shape] for shape in Shape if shape in shapes)
