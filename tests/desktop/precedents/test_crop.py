"""A crop shows the contest and nothing that lies elsewhere on the page."""

from pathlib import Path

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.kit.errors import ErrorSorter
from adjudicator.desktop.kit.workers import image_pool
from adjudicator.desktop.precedents.crop import Crop
from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from tests.desktop.ballot.conftest import Shelf, encoded

BOX = Box(40, 300, 320, 90)
LAYOUT = PageLayout(400, 520, (ContestBox("mayor", BOX),), ())


def test_the_contest_low_on_the_page_is_what_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    shelf = Shelf()
    page = np.full((520, 400), 255, np.uint8)
    page[300:390, 40:360] = 0
    images = image_pool(1, ErrorSorter(folder=tmp_path))
    cache = ImageCache(shelf.load, images)
    crop = Crop(cache, BallotSide(shelf.put(encoded(page)), "Front", LAYOUT), "mayor")
    qtbot.addWidget(crop)
    crop.resize(360, 130)
    crop.show()
    qtbot.waitUntil(lambda: not images.busy)
    shown = crop.grab().toImage()
    dark = sum(
        QColor(shown.pixel(x, y)).lightness() < 60
        for x in range(0, shown.width(), 4)
        for y in range(0, shown.height(), 4)
    )
    assert dark > 0.6 * (shown.width() // 4) * (shown.height() // 4)
    assert images.shutdown()


def test_a_crop_is_as_high_as_the_contest_at_its_width(qtbot: QtBot, tmp_path: Path) -> None:
    shelf, images = Shelf(), image_pool(1, ErrorSorter(folder=tmp_path))
    side = BallotSide(shelf.put(encoded(np.full((520, 400), 255, np.uint8))), "Front", LAYOUT)
    crop = Crop(ImageCache(shelf.load, images), side, "mayor")
    qtbot.addWidget(crop)
    qtbot.waitUntil(lambda: not images.busy)
    assert crop.heightForWidth(400) == 2 * crop.heightForWidth(200)
    assert crop.heightForWidth(4_000) == crop.heightForWidth(2_000), "within reason"
    assert images.shutdown()
