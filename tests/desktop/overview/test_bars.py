"""The bar behind a count: its words are read on every ground."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from adjudicator.desktop.kit.table import SORT_ROLE
from adjudicator.desktop.kit.theme import apply_theme, theme
from adjudicator.desktop.kit.tokens import Scheme
from adjudicator.desktop.overview.bars import BarDelegate


def test_in_high_contrast_the_words_are_read_beyond_the_bar(qapp: QApplication) -> None:
    apply_theme(qapp, scheme=Scheme.HIGH_CONTRAST)
    try:
        model = QStandardItemModel()
        item = QStandardItem("0 of 4")
        item.setData(0.0, SORT_ROLE)
        model.appendRow(item)
        image = QImage(120, 30, QImage.Format.Format_RGB32)
        image.fill(theme().ground_of("surface"))
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 120, 30)
        painter = QPainter(image)
        BarDelegate().paint(painter, option, model.index(0, 0))
        painter.end()
        inside = {
            QColor(image.pixel(x, y)).lightness() for x in range(12, 108) for y in range(8, 22)
        }
        assert max(inside) - min(inside) > 150, "there are words to be seen"
    finally:
        apply_theme(qapp)
