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
