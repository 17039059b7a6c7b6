"""What each target stands for, written beside it where the paper is emptiest.

Whoever draws or confirms compares the name written with the name printed: neither may cover the
other.
"""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.sketch import Sketch
from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey

UNNAMED = "?"
_GAP = 4.0
_LEAST, _MOST = 48.0, 170.0
"""Pixels of the screen at 100 % that a name may take."""
_DARK = 150
_COVERED = 10.0
"""By how much worse it is to cover another name or target than print."""
_LATER = 0.005
"""How much emptier a later place has to be: names of one column stand alike."""
_STEP, _FARTHER = 6.0, 0.0001
"""Pixels of the screen from place to place in a row, and how much emptier a later one has to be."""
_CUT = (1.0, 0.7, 0.45)
"""Shares of its width to which a contest's title is cut where it would cover something."""
_SHORTER, _OUTSIDE = 0.03, 5.0
"""By how much worse it is to cut a title than to cover print, and not to be seen at all."""
_BESIDE = 2
"""Which of the corners is at the right of the contest."""
_PAPER = QColor(255, 255, 255, 225)
"""Under a name: paper is white in every scheme."""
_Rect = Callable[[Box], QRectF]


def name_of(contest: Contest | None, choice: str | None) -> str:
    """The name of a choice; a question mark where nobody has said."""
    if contest is None or choice is None or not contest.has_choice(choice):
        return UNNAMED
    return contest.choice(choice).name


class NamePainter:
    """Writes names beside targets.

    :param grey: the page, to see where nothing is printed.
    :param ratio: device pixels per logical pixel.
    """

    def __init__(self, painter: QPainter, camera: Camera, ratio: float, grey: Grey) -> None:
        self._painter, self._camera, self._ratio, self._grey = painter, camera, ratio, grey
        self._taken: list[QRectF] = []
        self._contests: list[QRectF] = []

    def paint(self, sketch: Sketch, contests: dict[str, Contest], rect: _Rect) -> None:
        """Write every name."""
        look = theme()
        metrics = look.metrics("small", bold=True)
        self._taken = [rect(t.box) for drawn in sketch.contests for t in drawn.targets]
        self._contests = [rect(drawn.box) for drawn in sketch.contests]
        for drawn in sketch.contests:
            contest = contests.get(drawn.contest)
            places = [rect(target.box) for target in drawn.targets]
            for target, place in zip(drawn.targets, places, strict=True):
                room = _room(place, places)
                words = name_of(contest, target.choice)
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
                wide, high = metrics.horizontalAdvance(words) + 4.0, float(metrics.height())
                end = _end_of_row(place, places, rect(drawn.box))
                at = self._emptiest(place, wide, high, end)
                self._taken.append(at)
                self._painter.fillRect(at, _PAPER)
                self._painter.setFont(look.font("small", bold=True))
                self._painter.setPen(look.colour("outline"))
                self._painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)

    def flag(self, contest: QRectF, title: str) -> tuple[QRectF, str]:
        """Where the title of a contest stands: at its upper edge, over no name and little print.

        Cut with dots where there is no room for all of it.
        """
        metrics = theme().metrics("small", bold=True)
        whole = min(metrics.horizontalAdvance(title), max(60, int(contest.width()) - 10))
        high, seen = metrics.height() + 2.0, QRectF(self._painter.window())
        ways: list[tuple[float, int, QRectF, str]] = []
        for level, share in enumerate(_CUT):
            words = metrics.elidedText(
                title, Qt.TextElideMode.ElideRight, math.ceil(whole * share) + 1
            )
            wide = metrics.horizontalAdvance(words) + 10.0
            left, above = contest.right() - wide + 1, contest.top() - high
            corners = ((left, above), (contest.left(), above), (contest.right() + 1, contest.top()),
                       (left, contest.top()))  # fmt: skip
            for n, (x, y) in enumerate(corners):
                at = QRectF(x, y, wide, high)
                cost = self._cost(at) + _LATER * n + _SHORTER * level
                # Beside its contest it would be another one's there.
                strange = n == _BESIDE and any(_over(at, box) for box in self._contests)
                cost += _OUTSIDE * (strange or not seen.contains(at))
                ways.append((cost, len(ways), at, words))
        _, _, at, words = min(ways, key=lambda way: way[:2])
        self._taken.append(at)
        return at, words

    def _emptiest(self, place: QRectF, wide: float, high: float, end: float) -> QRectF:
        """Along the row, where what is printed ends; else left, below or above of the target."""
        middle = place.center()
        first = place.right() + _GAP
        row = [
            QRectF(first + n * _STEP, middle.y() - high / 2, wide, high)
            for n in range(1 + max(0, int((end - wide - first) / _STEP)))
        ]
        elsewhere = (
            QRectF(place.left() - _GAP - wide, middle.y() - high / 2, wide, high),
            QRectF(middle.x() - wide / 2, place.bottom() + _GAP, wide, high),
            QRectF(middle.x() - wide / 2, place.top() - _GAP - high, wide, high),
            QRectF(place.right() - wide, place.bottom() + _GAP, wide, high),
            QRectF(place.right() - wide, place.top() - _GAP - high, wide, high),
        )
        costs = [(self._cost(at) + _FARTHER * n, n, at) for n, at in enumerate(row)]
        costs += [(self._cost(at) + _LATER * n, n, at) for n, at in enumerate(elsewhere, 4)]
        return min(costs, key=lambda way: way[:2])[2]

    def _cost(self, at: QRectF) -> float:
        covered = sum(_shared(at, other) for other in self._taken)
        (x0, y0), (x1, y1) = self._on_page(at.topLeft()), self._on_page(at.bottomRight())
        high, wide = self._grey.shape
        left, right = max(0, min(x0, x1)), min(wide, max(x0, x1))
        top, bottom = max(0, min(y0, y1)), min(high, max(y0, y1))
        if right <= left or bottom <= top:
            return 1.0 + _COVERED
        dark = int((self._grey[top:bottom, left:right] < _DARK).sum())
        there = (right - left) * (bottom - top)
        whole = there / max(1, abs(x1 - x0) * abs(y1 - y0))
        cost: float = dark / there + _COVERED * covered + max(0.0, 1.0 - whole)
        return cost

    def _on_page(self, point: QPointF) -> tuple[int, int]:
        x, y = self._camera.to_image(point.x() * self._ratio, point.y() * self._ratio)
        return round(x), round(y)


def _room(place: QRectF, places: Sequence[QRectF]) -> float:
    """How wide a name may be: up to the next target of its row."""
    beside = [
        abs(other.center().x() - place.center().x()) - place.width() - 2 * _GAP
        for other in places
        if other is not place and abs(other.center().y() - place.center().y()) < place.height()
    ]
    most = float(theme().scaled(_MOST))
    return min(most, max(_LEAST, min(beside, default=most)))


def _end_of_row(place: QRectF, places: Sequence[QRectF], contest: QRectF) -> float:
    """How far to the right a name of this target may stand: to the next one, within the contest."""
    beyond = [
        other.left() - _GAP
        for other in places
        if other.left() > place.right()
        and abs(other.center().y() - place.center().y()) < place.height()
    ]
    return min(beyond, default=contest.right() - _GAP)


def _over(at: QRectF, contest: QRectF) -> bool:
    """Whether it stands in a contest; frames that touch overlap by a little."""
    return at.intersects(contest.adjusted(_GAP, _GAP, -_GAP, -_GAP))


def _shared(one: QRectF, other: QRectF) -> float:
    """The share of the first that the other covers."""
    both = one.intersected(other)
    return both.width() * both.height() / (one.width() * one.height())
