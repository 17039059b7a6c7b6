"""What the targets of the chosen contest stand for, each name beside its own target.

Whoever draws or confirms compares the name written with the name printed.  So a name covers no
print, is never nearer to another target than to its own, and bears the number that is at its
target; where a page has no room for that, the number alone is at the target and the list names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.room import Places, Room, gaps, nearest
from adjudicator.domain.election import Contest
from adjudicator.domain.references import choices_on_paper

UNNAMED = "?"
_GAP = 3.0
_STEP = 4.0
"""Pixels of the screen from place to place."""
_USUAL = 20.0
"""The height of a target for which the lengths below are given."""
_APART = 0.2
"""Of the height of a name, what stays free between it and what is printed."""
_REACH = 260.0
"""How far along its row a name may stand."""
_ASIDE = 24.0
"""How far above or below."""
_SMALLEST = 11
"""Pixels: no name is written smaller."""
_OF_TARGET, _LARGEST = 0.6, 2
"""Letters of a name, of the height of a target; and beyond those of the theme."""
_SHRINK = 0.75
_MOST_LINES = 3
_FAR, _NOT_IN_ROW, _OUTSIDE = 0.15, 15.0, 10.0
"""What a pixel along the row costs, what another row costs, what standing outside costs."""
_LEAST_BADGE = 13.0
_TURN = 0.03
"""How much less a later corner has to cover: the numbers of a contest stand alike."""


@dataclass(frozen=True, slots=True)
class Named:
    """A target on the screen, with the number and the name of what it stands for."""

    place: QRectF
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name as it is written."""

    at: QRectF
    number: str
    lines: tuple[str, ...]
    pixels: int
    """The height of its letters."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The number at a target."""

    at: QRectF
    number: str


def name_of(contest: Contest | None, choice: str | None) -> str:
    """The name of a choice; a question mark where nobody has said."""
    if contest is None or choice is None or not contest.has_choice(choice):
        return UNNAMED
    return contest.choice(choice).name


def number_of(contest: Contest | None, choice: str | None) -> str:
    """The number of a choice, which is the key that names it; a question mark without one."""
    every = () if contest is None else choices_on_paper(contest)
    found = (str(n) for n, each in enumerate(every, start=1) if each.id == choice)
    return next(found, UNNAMED)


def letters(pixels: int) -> QFont:
    """The letters of a name."""
    font = theme().font("small", bold=True)
    font.setPixelSize(pixels)
    return font


def number_width(number: str, pixels: int) -> float:
    """How wide the number before a name is, on its ground."""
    return QFontMetricsF(letters(pixels)).horizontalAdvance(number) + 8.0


class LabelPlacer:
    """Finds where badges and names stand.

    :param room: what is free; what is placed is taken from it.
    :param targets: those of the chosen contest.
    :param others: the places of the targets of other contests.
    :param box: the contest.
    """

    def __init__(
        self, room: Room, targets: Sequence[Named], others: Sequence[QRectF], box: QRectF
    ) -> None:
        self._room, self._targets, self._box = room, targets, box
        self._every = [*(target.place for target in targets), *others]
        self._rules = [room.rules_beside(target.place) for target in targets]
        self._print_left = self._printed_left()

    def badges(self) -> tuple[Badge, ...]:
        """The number of each target at a corner of it, where least is covered."""
        made: list[Badge] = []
        for target in self._targets:
            place = target.place
            high = max(_LEAST_BADGE, 0.8 * place.height())
            wide = max(high, number_width(target.number, round(high * 0.8)) - 2.0)
            out = high * 0.35
            sides = (place.right() - wide + out, place.left() - out)
            x0, x1 = sides if self._print_left else sides[::-1]
            x = np.array([x0, x0, x1, x1])
            y = np.array([place.top() - high + out, place.bottom() - out] * 2)
            cost = self._room.dark(x, y, x + wide, y + high) + _TURN * np.arange(4)
            for other in (*self._every, *(badge.at for badge in made)):
                if other is not place:
                    cost += gaps(x, y, wide, high, other) == 0
            best = int(np.argmin(cost))
            made.append(Badge(QRectF(x[best], y[best], wide, high), target.number))
        self._room.taken += [badge.at for badge in made]
        return tuple(made)

    def labels(self) -> tuple[Label, ...]:
        """The names, all as large as one another; those without room are left out."""
        wanted = [n for n, target in enumerate(self._targets) if target.number != UNNAMED]
        best: dict[int, Label] = {}
        for pixels in self._sizes():
            found = self._attempt(wanted, pixels)
            if len(found) < len(wanted):
                first = [n for n in wanted if n not in found]
                again = self._attempt([*first, *(n for n in wanted if n in found)], pixels)
                found = max(found, again, key=len)
            best = max(best, found, key=len)
            if len(best) == len(wanted):
                break
        made = tuple(best[n] for n in sorted(best))
        self._room.taken += [label.at for label in made]
        return made

    def _attempt(self, order: Sequence[int], pixels: int) -> dict[int, Label]:
        before, found = list(self._room.taken), {}
        for nth in order:
            label = self._place(nth, pixels)
            if label is not None:
                found[nth] = label
                self._room.taken.append(label.at.adjusted(-2, -1, 2, 1))
        self._room.taken = before
        return found

    def _place(self, nth: int, pixels: int) -> Label | None:
        target = self._targets[nth]
        metrics = QFontMetricsF(letters(pixels))
        for lines in _broken(target.name):
            wide = max(metrics.horizontalAdvance(line) for line in lines) + 6.0
            wide += number_width(target.number, pixels)
            high = len(lines) * metrics.height()
            at = self._spot(nth, wide, high)
            if at is not None:
                return Label(at, target.number, lines, pixels)
        return None

    def _spot(self, nth: int, wide: float, high: float) -> QRectF | None:
        """The place that reads best, if there is one at all."""
        found = [self._in_row(nth, wide, high), self._aside(nth, wide, high)]
        x, y, cost = (np.concatenate(each) for each in zip(*found, strict=True))
        if not x.size or not np.isfinite(cost.min()):
            return None
        best = int(np.argmin(cost))
        return QRectF(x[best], y[best], wide, high)

    def _in_row(self, nth: int, wide: float, high: float) -> tuple[Places, Places, Places]:
        """In the row of the target: beside it, or where the printed name ends."""
        place, (rule_left, rule_right) = self._targets[nth].place, self._rules[nth]
        unit = place.height() / _USUAL
        aside = np.arange(_GAP, _REACH * unit, _STEP)
        along = np.concatenate([place.right() + aside, place.left() - aside - wide])
        along = along[(along >= rule_left) & (along + wide <= rule_right)]
        level = place.center().y() - high / 2
        down = np.repeat(level + np.array([0.0, -3.0, 3.0]), along.size)
        x, y = self._room.free(np.tile(along, 3), down, wide, high, apart=_APART * high)
        own, other = self._distances(nth, x, y, wide, high)
        on_right = x >= place.right()
        top = np.full_like(x, place.center().y() - 2)
        start = np.where(on_right, place.right() + 3, x + wide)
        end = np.where(on_right, x, place.left() - 3)
        bare = self._room.bare(start, top, np.maximum(start, end), top + 4)
        good = (own < other) & (bare | (on_right != self._print_left))
        cost = _FAR * own / unit + np.where(y == level, 0, 1.0)
        return x, y, self._priced(cost, good, QRectF(0, 0, wide, high), x, y)

    def _aside(self, nth: int, wide: float, high: float) -> tuple[Places, Places, Places]:
        """Below the target or above it, so near that it can be of no other."""
        place = self._targets[nth].place
        along = np.arange(place.right() - wide, place.left() + 1, _STEP)
        if wide < place.width():
            along = np.array([place.center().x() - wide / 2])
        off = np.arange(_GAP, _ASIDE, 2.0)
        down = np.concatenate([place.bottom() + off, place.top() - off - high])
        x, y = self._room.free(np.tile(along, down.size), np.repeat(down, along.size), wide, high)
        own, other = self._distances(nth, x, y, wide, high)
        below = y >= place.bottom()
        start = np.where(below, place.bottom() + 3, y + high)
        end = np.maximum(start, np.where(below, y, place.top() - 3))
        left, right = np.full_like(x, place.left()), np.full_like(x, place.right())
        good = (2 * own <= other) & self._room.bare(left, start, right, end)
        at_print = x + wide - place.right() if self._print_left else place.left() - x
        cost = _NOT_IN_ROW + own + 0.1 * np.abs(at_print) + np.where(below, 0, 1.0)
        return x, y, self._priced(cost, good, QRectF(0, 0, wide, high), x, y)

    def _distances(
        self, nth: int, x: Places, y: Places, wide: float, high: float
    ) -> tuple[Places, Places]:
        place = self._targets[nth].place
        others = [other for other in self._every if other is not place]
        return gaps(x, y, wide, high, place), nearest(x, y, wide, high, others)

    def _priced(
        self, cost: Places, good: NDArray[np.bool_], size: QRectF, x: Places, y: Places
    ) -> Places:
        """What each place costs; infinitely much where the name may not stand."""
        box = self._box
        inside = (x >= box.left()) & (x + size.width() <= box.right())
        inside &= (y >= box.top()) & (y + size.height() <= box.bottom())
        priced: Places = np.where(good, cost + np.where(inside, 0, _OUTSIDE), np.inf)
        return priced

    def _printed_left(self) -> bool:
        """Whether the names are printed left of the targets, by where more is printed."""
        more = 0.0
        for target, (rule_left, rule_right) in zip(self._targets, self._rules, strict=True):
            place = target.place
            far = 3 * place.width()
            least, most = (
                max(self._box.left(), rule_left) + 4,
                min(self._box.right(), rule_right) - 4,
            )
            left = np.array([max(least, place.left() - 3 - far), place.right() + 3])
            right = np.array([place.left() - 3, min(most, place.right() + 3 + far)])
            right = np.maximum(left, right)
            y = np.full(2, place.top())
            one, other = self._room.dark(left, y, right, y + place.height()) * (right - left)
            more += float(one) - float(other)
        return more > 0

    def _sizes(self) -> list[int]:
        """The heights of letters that are tried, from those that go with the print down."""
        small = theme().px("small")
        high = max((target.place.height() for target in self._targets), default=0.0)
        sizes = [max(small, min(round(_OF_TARGET * high), _LARGEST * small))]
        while sizes[-1] > _SMALLEST:
            sizes.append(max(_SMALLEST, round(sizes[-1] * _SHRINK)))
        return sizes


def _broken(name: str) -> list[tuple[str, ...]]:
    """A name in one line, and in more, as even as its words allow."""
    words = name.split()
    ways: list[tuple[str, ...]] = [(name,)]
    for lines in range(2, min(len(words), _MOST_LINES) + 1):
        room = len(name) / lines
        made: list[str] = [""]
        for word in words:
            full = len(made[-1]) + len(word) / 2 > room and made[-1] and len(made) < lines
            if full:
                made.append(word)
            else:
                made[-1] = f"{made[-1]} {word}".strip()
        ways.append(tuple(made))
    return ways
