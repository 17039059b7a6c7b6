"""Names at the targets of the chosen contest: whole, over no print, each at its own target."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from adjudicator.desktop.ballot.geometry import Camera, Size, fit_box
from adjudicator.desktop.references.names import letters, name_of, number_of
from adjudicator.desktop.references.room import PageInk, Room
from adjudicator.desktop.references.sketch import Drawn, Place, Sketch, Target
from adjudicator.desktop.references.writing import Writing, write
from adjudicator.domain.election import Choice, Contest
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, read_page
from tests.imaging.real.hampshire import scored_pages
from tests.support.scene import ELECTION

MAYOR = ELECTION.contests[0]
NAMES = ("Josiah Bartlett", "Hannah Dustin", "John Spencer", "Zebulon Montgomery Pike")
CHOICES = tuple(Choice(f"c{n}", name) for n, name in enumerate(NAMES))
CONTEST = Contest("governor", "Governor", CHOICES)
OTHER = Contest("sheriff", "Sheriff", (Choice("s0", "Ezra Bartlett"), Choice("s1", "Mary Hale")))
CONTESTS = {each.id: each for each in (CONTEST, OTHER)}
WIDE, HIGH = 900, 600
pytestmark = pytest.mark.usefixtures("qapp")


def page_of(targets: Sequence[Box], *, printed: str, cells: Sequence[int] = ()) -> Grey:
    """A page with a name printed left or right of each target, and rules between cells."""
    grey = np.full((HIGH, WIDE), 255, np.uint8)
    for box in targets:
        x, y = round(box.x), round(box.y)
        left = x - 96 if printed == "left" else x + 40
        grey[y + 4 : y + 16 : 2, left : left + 90 : 2] = 0
        grey[[y, y + 19], x : x + 30] = 0
        grey[y : y + 20, [x, x + 29]] = 0
    for x in cells:
        grey[40:400, x : x + 2] = 0
    return grey


def sketch_of(targets: Sequence[Box], box: Box, order: Sequence[int] = (0, 1, 2, 3)) -> Sketch:
    named = tuple(Target(t, f"c{n}") for t, n in zip(targets, order, strict=True))
    rest = (Target(Box(200, 460, 30, 20), "s0"), Target(Box(200, 520, 30, 20), "s1"))
    other = Drawn("sheriff", Box(40, 430, 800, 140), rest, sure=True)
    return Sketch((Drawn("governor", box, named, sure=True), other), Place(0))


def written(sketch: Sketch, grey: Grey) -> Writing:
    room = Room(PageInk(grey), Camera(), 1.0, QRectF(0, 0, WIDE, HIGH))
    return write(sketch, CONTESTS, room, Camera(), 1.0, names=True)


def apart(one: QRectF, other: QRectF) -> float:
    dx = max(0.0, one.left() - other.right(), other.left() - one.right())
    dy = max(0.0, one.top() - other.bottom(), other.top() - one.bottom())
    return float(np.hypot(dx, dy))


RIGHT = [Box(60, 80 + 60 * n, 30, 20) for n in range(4)]
"""Targets with the names right of them, in one column."""
LEFT = [Box(150 + 200 * n, 100, 30, 20) for n in range(4)]
"""Names left of the targets, in four cells of one row."""
STAGGERED = [Box(160 + 200 * (n % 2), 80 + 60 * (n // 2) + 30 * (n % 2), 30, 20) for n in range(4)]
"""Names left of them, in two columns whose rows do not meet."""


@pytest.mark.parametrize(
    ("targets", "printed", "cells"),
    [(RIGHT, "right", ()), (LEFT, "left", (190, 390, 590)), (STAGGERED, "left", (210,))],
    ids=["right", "left", "columns"],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 1, 3, 2)], ids=["as-printed", "wrongly"])
def test_each_name_is_whole_and_at_its_own_target(
    targets: list[Box], printed: str, cells: tuple[int, ...], order: tuple[int, ...]
) -> None:
    grey = page_of(targets, printed=printed, cells=cells)
    sketch = sketch_of(targets, Box(40, 60, 800, 320), order)
    made = written(sketch, grey)
    assert sorted(" ".join(label.lines) for label in made.labels) == sorted(NAMES)
    assert [badge.number for badge in made.badges] == [str(n + 1) for n in order]
    everything = [t.box for d in sketch.contests for t in d.targets]
    rects = [QRectF(b.x, b.y, b.width, b.height) for b in everything]
    for label in made.labels:
        at, number = label.at, int(label.number)
        assert " ".join(label.lines) == NAMES[number - 1]
        metrics = QFontMetricsF(letters(label.pixels))
        assert max(metrics.horizontalAdvance(line) for line in label.lines) < at.width()
        own = order.index(number - 1)
        far = [apart(at, rect) for rect in rects]
        assert far[own] == min(far)
        assert far.count(min(far)) == 1
        assert not any(at.intersects(rect) for rect in rects)
        part = grey[int(at.top()) : int(at.bottom()), int(at.left()) : int(at.right())]
        assert (part < 150).mean() < 0.01, "no print is covered"
        assert sum(other.at.intersects(at) for other in made.labels) == 1
    for badge, rect in zip(made.badges, rects, strict=False):
        assert apart(badge.at, rect) == 0
        assert sum(badge.at.intersects(other) for other in rects) == 1


def test_in_a_column_a_name_stands_in_its_row_where_the_printed_one_ends() -> None:
    made = written(sketch_of(RIGHT, Box(40, 60, 800, 320)), page_of(RIGHT, printed="right"))
    for label, target in zip(made.labels, RIGHT, strict=True):
        assert label.at.left() > target.x + 125
        assert abs(label.at.center().y() - (target.y + 10)) < 5


def test_the_chosen_contest_alone_bears_names() -> None:
    sketch = sketch_of(RIGHT, Box(40, 60, 800, 320))
    grey = page_of(RIGHT, printed="right")
    other = written(Sketch(sketch.contests, Place(1)), grey)
    assert {" ".join(label.lines) for label in other.labels} == {"Ezra Bartlett", "Mary Hale"}
    assert len(other.badges) == 2
    none = written(Sketch(sketch.contests, None), grey)
    assert (none.badges, none.labels) == ((), ())
    assert len(none.tags) == 2


def test_what_stands_for_nothing_has_a_question_mark_and_no_name() -> None:
    sketch = sketch_of(RIGHT, Box(40, 60, 800, 320))
    drawn = Drawn("governor", Box(40, 60, 800, 320), (Target(RIGHT[0], None),))
    made = written(Sketch((drawn, sketch.contests[1]), Place(0)), page_of(RIGHT, printed="right"))
    assert [badge.number for badge in made.badges] == ["?"]
    assert made.labels == ()
    assert name_of(MAYOR, "ann") == "Ann Ash"
    assert name_of(MAYOR, None) == name_of(MAYOR, "nobody") == name_of(None, "ann") == "?"
    assert [number_of(MAYOR, choice) for choice in ("ann", "bob", None)] == ["1", "2", "?"]


def test_titles_stand_in_their_own_contest_on_no_print() -> None:
    targets = [Box(x, y, 30, 20) for y in (66, 106) for x in (150, 350)]
    grey = page_of(targets, printed="left")
    upper = tuple(Target(t, f"c{n}") for n, t in enumerate(targets[:2]))
    lower = tuple(Target(t, f"s{n}") for n, t in enumerate(targets[2:]))
    boxes = (Box(40, 60, 700, 40), Box(40, 100, 700, 40))
    sketch = Sketch((Drawn("governor", boxes[0], upper), Drawn("sheriff", boxes[1], lower)))
    for chosen in (None, Place(0), Place(1)):
        made = written(Sketch(sketch.contests, chosen), grey)
        assert len(made.tags) == 2
        for tag in made.tags:
            box = boxes[0] if tag.words.startswith("Governor") else boxes[1]
            assert box.y <= tag.at.top()
            assert tag.at.bottom() <= box.bottom
            part = grey[int(tag.at.top()) : int(tag.at.bottom()), int(tag.at.left()) : WIDE]
            assert not (part[:, : int(tag.at.width())] < 150).any()
            assert not any(tag.at.intersects(label.at) for label in made.labels)


def test_on_a_real_sheet_of_four_columns_every_name_finds_its_place(shared_data: Path) -> None:
    page = next(p for p in scored_pages(shared_data) if p.side == "front")
    grey = read_page(page.image(shared_data).read_bytes()).grey
    ink, view = PageInk(grey), Size(940, 634)
    for box in page.contests:
        scored = [t for t in page.targets if t.contest == box.contest]
        choices = tuple(Choice(t.choice, f"Candidate No. {n}") for n, t in enumerate(scored))
        contest = Contest(box.contest, "Office", choices)
        drawn = Drawn(box.contest, box.box, tuple(Target(t.box, t.choice) for t in scored))
        camera = fit_box(box.box, Size(grey.shape[1], grey.shape[0]), view)
        room = Room(ink, camera, 1.0, QRectF(0, 0, view.width, view.height))
        made = write(
            Sketch((drawn,), Place(0)), {contest.id: contest}, room, camera, 1.0, names=True
        )
        assert len(made.labels) == len(scored), box.contest
        for label in made.labels:
            target = scored[int(label.number) - 1].box
            middle = camera.to_screen(target)
            mid = QPointF(middle.x + middle.width / 2, middle.y + middle.height / 2)
            assert abs(label.at.center().y() - mid.y()) < 3 * middle.height
