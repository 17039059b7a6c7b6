"""The line to read aloud when a case is called; it names every objection."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.docket.ports import BoardCase
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme_keeper
from adjudicator.desktop.review.seats_row import is_low


class CallLine(QWidget):
    """Stands above the ballot, as high as its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "raised", "bottom")
        self.call = label(bold=True, wrap=True)
        self.more = label(size="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(2)
        for line in (self.call, self.more):
            column.addWidget(line)
        self._follow()
        theme_keeper().changed.connect(self._follow)
        self.hide()

    def _follow(self) -> None:
        """With large text the ballot needs the room: smaller letters, and no second line."""
        self.call.setProperty("letters", "small" if is_low() else "body")
        self.call.style().unpolish(self.call)
        self.call.style().polish(self.call)
        self.more.setVisible(bool(self.more.text()) and not is_low())

    def show_case(self, case: BoardCase, like_key: str) -> None:
        """Show what is read aloud for a case."""
        self.call.setText(case.call)
        like = f"{case.like} ({like_key} shows them)." if case.like else ""
        self.more.setText(" \u00b7 ".join(w for w in (case.clause_text, case.paper, like) if w))
        self.more.setVisible(bool(self.more.text()) and not is_low())
        self.setToolTip(self.more.text())
        self.setAccessibleName(case.call)
        self.show()
