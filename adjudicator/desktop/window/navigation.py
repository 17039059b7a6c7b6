"""The row of screen names: one press or one key to any screen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QPushButton, QWidget

from adjudicator.desktop.kit.theme import theme, theme_keeper


class _Tab(QPushButton):
    """A screen's name; the one on the screen is underlined and bold, not only coloured."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """As wide as in bold, so that no name moves when another screen is shown."""
        hint, font = super().sizeHint(), self.font()
        font.setBold(True)
        words = self.text()
        more = QFontMetrics(font).horizontalAdvance(words)
        more -= self.fontMetrics().horizontalAdvance(words)
        return QSize(hint.width() + max(0, more), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Underline the screen that is shown."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(8, self.height() - 4, self.width() - 16, 3, theme().colour("focus"))


class Navigation(QWidget):
    """Names of the screens of an open recount."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Screens")
        self._tabs: dict[str, _Tab] = {}
        self._marked = ""
        # A new style sheet sets every font anew.
        theme_keeper().changed.connect(self._mark_again)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, theme().space("small"), 0)
        self._row.setSpacing(2)

    def show_screens(self, screens: Sequence[tuple[str, QAction]]) -> None:
        """Offer these screens: id and the action of the command that leads there."""
        for tab in self._tabs.values():
            self._row.removeWidget(tab)
            tab.deleteLater()
        self._tabs = {}
        for screen, action in screens:
            tab = _Tab(action.text())
            tab.setToolTip(action.shortcut().toString())
            tab.setAccessibleName(f"Go to {action.text()}")
            tab.clicked.connect(lambda _checked=False, screen=screen: self.chosen.emit(screen))
            self._row.addWidget(tab)
            # At once, so that the row knows its width when it asks for room.
            tab.show()
            self._tabs[screen] = tab
        # The menu bar gives its corner room only when what stands there appears.
        self.hide()
        self.fit()

    def fit(self) -> None:
        """Stand beside the menus while there is room; the Go menu always has the same names."""
        bar = self.parentWidget()
        if isinstance(bar, QMenuBar):
            menus = max((bar.actionGeometry(a).right() for a in bar.actions()), default=0)
            self.setVisible(menus + self.sizeHint().width() < self.window().width())

    def _mark_again(self) -> None:
        self.mark(self._marked)
        self.fit()

    def mark(self, screen: str) -> None:
        """Mark the screen that is shown."""
        self._marked = screen
        for name, tab in self._tabs.items():
            tab.setChecked(name == screen)
            font = tab.font()
            font.setBold(name == screen)
            tab.setFont(font)
