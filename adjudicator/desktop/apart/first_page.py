"""How the first page of such a screen begins: what is chosen, read as what, and the button."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.apart.sources import Sources
from adjudicator.desktop.apart.work import ProgressRow
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.theme import theme


def captioned(fields: Sequence[tuple[str, QWidget]], below: Sequence[QWidget] = ()) -> QWidget:
    """A form of fields, each with its caption before it.

    :param fields: captions with their mnemonics, and what they stand before.
    :param below: widgets that need no caption.
    """
    form = QWidget()
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme().space("small"))
    grid.setHorizontalSpacing(theme().space("medium"))
    for row, (words, field) in enumerate(fields):
        caption = label(words, bold=True, wrap=True)
        caption.setBuddy(field)
        grid.addWidget(caption, row, 0)
        grid.addWidget(field, row, 1)
    for row, widget in enumerate(below, len(fields)):
        grid.addWidget(widget, row, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return form


def first_page(
    pane: QWidget,
    sources: Sources,
    form: QWidget,
    load: QPushButton,
    progress: ProgressRow,
    hint: str,
) -> QVBoxLayout:
    """Lay out the upper part of the page; what was found goes below it.

    :param hint: what is good to know before it is read.
    """
    look = theme()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space("medium"))
    above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    above.setSpacing(look.space("wide"))
    above.addWidget(sources, 3)
    above.addWidget(form, 2)
    stack_when_large(above)
    column.addLayout(above, 2)
    row = QHBoxLayout()
    row.setSpacing(look.space("medium"))
    row.addWidget(load)
    row.addWidget(progress, 1)
    row.addWidget(label(hint, size="small", tone="surface_muted", wrap=True), 1)
    column.addLayout(row)
    return column
