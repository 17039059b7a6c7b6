"""A bar behind the words of a cell: how much of a batch is ruled, in words and as a length."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from adjudicator.desktop.kit.table import SORT_ROLE
from adjudicator.desktop.kit.theme import theme


class BarDelegate(QStyledItemDelegate):
    """Draws the words over a bar as long as the share the cell is sorted by, 0 to 1."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw bar and words; a selected row keeps its frame of colour."""
        look = theme()
        painter.save()
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, look.ground_of("chosen"))
        track = rect.adjusted(8, 5, -8, -5)
        painter.setPen(look.colour("line"))
        painter.drawRect(track)
        share = index.data(SORT_ROLE) or 0
        filled = track.adjusted(1, 1, 0, 0)
        filled.setWidth((track.width() - 1) * float(share))
        bar, rest = ("raised", "chosen") if selected else ("chosen", "surface")
        painter.fillRect(filled, look.ground_of(bar))
        painter.setFont(look.font("small", figures=True))
        # Each part of the words in the colour of the ground it stands on.
        for part, pair in (
            (filled, bar),
            (track.adjusted(filled.right() - track.left(), 0, 0, 0), rest),
        ):
            painter.setClipRect(part)
            painter.setPen(look.text_on(pair))
            painter.drawText(track, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()
