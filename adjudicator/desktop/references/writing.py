"""Everything that is written over a drawing: names of the chosen contest, and titles of all."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.desktop.ballot.page_painter import logical
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.names import (
    Badge,
    Label,
    LabelPlacer,
    Named,
    letters,
    name_of,
    number_of,
)
from adjudicator.desktop.references.room import PageInk, Room
from adjudicator.desktop.references.sketch import Drawn, Sketch
from adjudicator.domain.election import Contest
from adjudicator.imaging.pages import Grey

_OUTLINE = 3.0
"""Pixels that the outline of a target takes around it."""
_STEP = 4.0


@dataclass(frozen=True, slots=True)
class Tag:
    """The title of a contest."""

    at: QRectF
    words: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written, and where."""

    badges: tuple[Badge, ...] = ()
    labels: tuple[Label, ...] = ()
    tags: tuple[Tag, ...] = ()


def write(
    sketch: Sketch,
    contests: dict[str, Contest],
    room: Room,
    camera: Camera,
    ratio: float,
    *,
    names: bool,
) -> Writing:
    """Find a place for everything that is written.

    :param names: whether names are written, or the numbers at the targets alone.
    """

    def rects(drawn: Drawn) -> list[QRectF]:
        around = (-_OUTLINE, -_OUTLINE, _OUTLINE, _OUTLINE)
        return [logical(camera.to_screen(t.box), ratio).adjusted(*around) for t in drawn.targets]

    places = [rects(drawn) for drawn in sketch.contests]
    boxes = [logical(camera.to_screen(drawn.box), ratio) for drawn in sketch.contests]
    room.taken = [place for each in places for place in each]
    chosen = None if sketch.chosen is None else sketch.chosen.contest
    badges: tuple[Badge, ...] = ()
    labels: tuple[Label, ...] = ()
    if chosen is not None and places[chosen]:
        drawn = sketch.contests[chosen]
        contest = contests.get(drawn.contest)
        targets = [
            Named(place, number_of(contest, t.choice), name_of(contest, t.choice))
            for t, place in zip(drawn.targets, places[chosen], strict=True)
        ]
        rest = [place for n, each in enumerate(places) if n != chosen for place in each]
        placer = LabelPlacer(room, targets, rest, boxes[chosen])
        badges = placer.badges()
        labels = placer.labels() if names else ()
    tags = _tags(sketch, contests, boxes, room)
    return Writing(badges, labels, tags)


def _tags(
    sketch: Sketch, contests: dict[str, Contest], boxes: list[QRectF], room: Room
) -> tuple[Tag, ...]:
    """Each title whole within its own box, or not at all: what is chosen is named beside."""
    chosen = None if sketch.chosen is None else sketch.chosen.contest
    made = []
    for number in sorted(range(len(boxes)), key=lambda n: n != chosen):
        drawn = sketch.contests[number]
        contest = contests.get(drawn.contest)
        title = drawn.contest if contest is None else contest.title
        words = title if drawn.sure else f"{title} \u2013 right?"
        metrics = QFontMetricsF(letters(theme().px("small")))
        wide, high = metrics.horizontalAdvance(words) + 10.0, metrics.height() + 2.0
        at = _within(boxes[number], wide, high, room)
        if at is not None:
            room.taken.append(at)
            made.append(Tag(at, words, lit=number == chosen))
    return tuple(made)


def _within(box: QRectF, wide: float, high: float, room: Room) -> QRectF | None:
    """The highest free place of the box, as far right as it goes."""
    across = np.arange(box.right() - wide - 2, box.left() + 2, -_STEP)
    down = np.arange(box.top() + 2, box.bottom() - high - 1, _STEP)
    if not across.size or not down.size:
        return None
    x, y = np.tile(across, down.size), np.repeat(down, across.size)
    x, y = room.free(x, y, wide, high)
    return QRectF(x[0], y[0], wide, high) if x.size else None


class Writer:
    """Keeps what was written while nothing of it changes."""

    def __init__(self) -> None:
        self._ink: PageInk | None = None
        self._page: Grey | None = None
        self._key: tuple[object, ...] = ()
        self._made = Writing()

    def write(
        self,
        sketch: Sketch,
        contests: dict[str, Contest],
        page: Grey,
        camera: Camera,
        ratio: float,
        view: QRectF,
        *,
        names: bool = True,
    ) -> Writing:
        """What is written over this page as the camera shows it."""
        if page is not self._page or self._ink is None:
            self._page, self._ink, self._key = page, PageInk(page), ()
        chosen = None if sketch.chosen is None else sketch.chosen.contest
        key = (sketch.contests, chosen, camera, ratio, view, theme().scale, names)
        if key != self._key:
            room = Room(self._ink, camera, ratio, view)
            self._made = write(sketch, contests, room, camera, ratio, names=names)
            self._key = key
        return self._made
