"""The line to read aloud when a case is called; it names every objection."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.docket.ports import BoardCase
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label


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
        self.hide()

    def show_case(self, case: BoardCase, like_key: str) -> None:
        """Show what is read aloud for a case."""
        self.call.setText(case.call)
        like = f"{case.like} ({like_key} shows them)." if case.like else ""
        self.more.setText(" \u00b7 ".join(w for w in (case.clause_text, case.paper, like) if w))
        self.more.setVisible(bool(self.more.text()))
        self.setAccessibleName(case.call)
        self.show()
