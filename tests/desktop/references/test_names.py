"""Names beside the targets: whole, where nothing is printed, and apart from one another."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.desktop.references.names import NamePainter, name_of
from adjudicator.desktop.references.sketch import Drawn, Sketch, Target
from adjudicator.domain.layouts import Box
from tests.support.scene import ELECTION

MAYOR = ELECTION.contests[0]
OVAL = Box(200, 100, 36, 22)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("printed", ["left", "right"])
def test_a_name_stands_where_nothing_is_printed(printed: str) -> None:
    grey = np.full((300, 436), 255, np.uint8)
    grey[60:160, :198] = 0 if printed == "left" else 255
    grey[60:160, 238:] = 0 if printed == "right" else 255
    picture = QImage(436, 300, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    sketch = Sketch((Drawn("mayor", Box(0, 0, 436, 300), (Target(OVAL, "ann"),)),))
    names = NamePainter(painter, Camera(), 1.0, grey)
    names.paint(sketch, {"mayor": MAYOR}, lambda b: QRectF(b.x, b.y, b.width, b.height))
    painter.end()
    drawn = np.array(
        [[picture.pixel(x, y) & 0xFF00 != 0xFF00 for x in range(436)] for y in range(60, 160)]
    )
    assert drawn[:, 238:].any() == (printed == "left")
    assert drawn[:, :198].any() == (printed == "right")


def test_what_stands_for_nothing_has_a_question_mark() -> None:
    assert name_of(MAYOR, "ann") == "Ann Ash"
    assert name_of(MAYOR, None) == name_of(MAYOR, "nobody") == name_of(None, "ann") == "?"


@pytest.mark.usefixtures("qapp")
def test_a_name_stands_in_its_row_where_the_printed_one_ends() -> None:
    """Neither over the printed name nor between two rows, where it could be of either."""
    grey = np.full((300, 436), 255, np.uint8)
    grey[60:160, :198] = 0  # a frame and timing marks at the left
    grey[103:119, 240:300:3] = 0  # the printed name
    picture = QImage(436, 300, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    sketch = Sketch((Drawn("mayor", Box(190, 60, 240, 100), (Target(OVAL, "ann"),)),))
    names = NamePainter(painter, Camera(), 1.0, grey)
    names.paint(sketch, {"mayor": MAYOR}, lambda b: QRectF(b.x, b.y, b.width, b.height))
    painter.end()
    drawn = np.array(
        [[picture.pixel(x, y) & 0xFF00 != 0xFF00 for x in range(436)] for y in range(300)]
    )
    rows, columns = np.nonzero(drawn)
    assert columns.min() > 300
    assert 95 < rows.min() < rows.max() < 128


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("printed", ["nothing", "a column at the right"])
def test_the_title_of_a_contest_covers_no_name_and_is_cut_before_it_does(printed: str) -> None:
    grey = np.full((300, 436), 255, np.uint8)
    grey[60:80, 30:300:3] = 0  # the header of the contest
    grey[:, 306:] = 0 if printed != "nothing" else 255
    picture = QImage(436, 300, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    above = Drawn("mayor", Box(20, 10, 280, 50), (Target(Box(24, 34, 36, 22), "ann"),))
    names = NamePainter(painter, Camera(), 1.0, grey)
    names.paint(Sketch((above,)), {"mayor": MAYOR}, lambda b: QRectF(b.x, b.y, b.width, b.height))
    taken = list(names._taken)
    title = "Council of the City, Seat 4"
    at, words = names.flag(QRectF(20, 60, 280, 100), title)
    painter.end()
    assert not any(at.intersects(other) for other in taken)
    assert QRectF(0, 0, 436, 300).contains(at)
    assert words[:7] == title[:7]
    if printed != "nothing":
        assert at.right() < 306, "nor what is printed in the next column"


@pytest.mark.usefixtures("qapp")
def test_the_title_of_a_contest_stands_in_no_box_beside_it() -> None:
    grey = np.full((300, 436), 255, np.uint8)
    grey[10:58, 20:200:2] = 0  # a contest full of print above it
    picture = QImage(436, 300, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    sketch = Sketch(
        (Drawn("mayor", Box(20, 60, 180, 100)), Drawn("council", Box(200, 60, 200, 90)))
    )
    names = NamePainter(painter, Camera(), 1.0, grey)
    names.paint(sketch, {}, lambda b: QRectF(b.x, b.y, b.width, b.height))
    at, _ = names.flag(QRectF(20, 60, 180, 100), "Mayor")
    painter.end()
    assert at.right() <= 202
