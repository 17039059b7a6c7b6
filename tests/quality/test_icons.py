"""The program's icon exists in every size a desktop asks for, and Qt draws it."""

import pytest
from PySide6.QtGui import QIcon, QImage
from PySide6.QtSvg import QSvgRenderer

from adjudicator.resources import resource_path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


@pytest.mark.parametrize("size", SIZES)
def test_each_size_is_what_its_name_says_and_is_not_empty(size: int) -> None:
    image = QImage(str(resource_path("icons", f"adjudicator-{size}.png")))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, size - 1).alpha() == 0
    assert image.pixelColor(size // 2, size // 2).alpha() == 255


@pytest.mark.parametrize("name", ["adjudicator.svg", "adjudicator-small.svg"])
def test_qt_reads_the_drawings(name: str) -> None:
    assert QSvgRenderer(str(resource_path("icons", name))).isValid()


@pytest.mark.usefixtures("qapp")
def test_a_window_can_wear_it() -> None:
    icon = QIcon(str(resource_path("icons", "adjudicator.svg")))
    assert icon.pixmap(64, 64).toImage().pixelColor(32, 32).alpha() == 255
