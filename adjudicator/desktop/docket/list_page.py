"""Everything that waits for the board, like with like; a row opens the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.docket.ports import BoardView, Docket, DocketLine
from adjudicator.desktop.kit.frame import FootLine, PageHeader, part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.review.ports import ObserverView
from adjudicator.desktop.review.seats_row import ObserversRow
from adjudicator.domain.wording import count
from adjudicator.interchange.papers.codes import batch_of_code
from adjudicator.ledger.casenumbers import spoken

NOTHING = "Nothing waits for the board."


@dataclass(frozen=True, slots=True)
class DocketRow:
    """A line of the docket with its group."""

    place: int
    group: str
    line: DocketLine

    @property
    def state(self) -> str:
        """Why it is not open to a vote now, in a word or two."""
        if self.line.locked:
            return self.line.locked
        return "deferred" if self.line.deferred else ""


class DocketListPage(QWidget):
    """The docket as a list."""

    opened = Signal(str)
    """The number of a case to be called."""
    code_typed = Signal(str)
    """The number of a case, or the code of a batch, typed into the search line."""
    more_asked = Signal()
    """More cases than the first ones shall be listed."""
    print_asked = Signal()
    end_asked = Signal()
    recess_asked = Signal()
    display_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        part(self, "page")
        self.header = PageHeader("Docket")
        self.display_button = self.header.add_button("Public &display")
        self.recess_button = self.header.add_button("&Recess\u2026")
        self.end_button = self.header.add_button("&End the sitting\u2026")
        self.call_button = self.header.add_button("&Call this case", primary=True)
        self.quorum = label(wrap=True)
        self.objections = label(wrap=True)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by case number, precinct, group or reason")
        self.words.setAccessibleName("Narrow the docket")
        self.more = QPushButton("List &more")
        self.more.hide()
        self.print_button = QPushButton("Print this &list")
        self.said = label(NOTHING, size="strong", wrap=True)
        self.table: DataTable[DocketRow] = DataTable(
            (
                Column("Like with like", lambda r: r.group, lambda r: r.place),
                Column("Case", lambda r: spoken(r.line.number)),
                Column("Precinct", lambda r: r.line.precinct),
                Column("Why it is here", _why, tip=_why),
            ),
            "Cases that wait for the board",
        )
        self.table.give_rest(0, 150)
        self._rows: list[DocketRow] = []
        # What tells one group from the next stands at the end of its title.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.observers = ObserversRow()
        self.foot = FootLine(keep_right=True)
        self._sitting = self._code = self._newest = ""
        self._lay_out()
        self.words.textChanged.connect(self.table.set_words)
        self.words.returnPressed.connect(self._find)
        self.table.opened.connect(lambda row: self.opened.emit(row.line.number))
        self.call_button.clicked.connect(self._call_first)
        self.more.clicked.connect(self.more_asked)
        self.print_button.clicked.connect(self.print_asked)
        self.end_button.clicked.connect(self.end_asked)
        self.recess_button.clicked.connect(self.recess_asked)
        self.display_button.clicked.connect(self.display_asked)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(*[theme().space("large")] * 4)
        body.setSpacing(theme().space("medium"))
        body.addWidget(self.quorum)
        body.addWidget(self.objections)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.print_button)
        row.addWidget(self.more)
        body.addLayout(row)
        body.addWidget(self.said)
        body.addWidget(self.table, 1)
        # Where nothing waits there is no table: the lines stay together at the top.
        body.addStretch(0)
        body.addWidget(self.observers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)
        column.addWidget(self.foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell Tab its way: it is lost whenever the page is put into another window."""
        super().showEvent(event)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """The list comes first, then everything that stands above it."""
        above = (self.words, self.more, self.print_button, self.display_button)
        ends = (self.recess_button, self.end_button, self.call_button)
        for one, next_ in pairwise((self.table, *above, *ends)):
            self.setTabOrder(one, next_)

    def show_docket(self, docket: Docket) -> None:
        """Show the docket; the case that was selected stays so."""
        kept = self.table.current()
        pairs = [(group.title, line) for group in docket.groups for line in group.lines]
        rows = [DocketRow(n, title, line) for n, (title, line) in enumerate(pairs)]
        if rows != self._rows:
            # Set anew, hundreds of rows are measured again; most of the time nothing has changed.
            self._rows = rows
            self.table.set_rows(rows)
        more = docket.waiting - len(rows)
        listed = f", the first {len(rows):,} are listed" if more > 0 else ""
        waiting = count(max(docket.waiting, len(rows)), "case")
        self.header.set_title("Docket", f"{waiting} on the docket{listed}" if rows else "")
        self.said.setVisible(not rows)
        self.objections.setText(docket.objections)
        self.objections.setVisible(bool(docket.objections))
        self.more.setVisible(more > 0)
        self.call_button.setEnabled(bool(rows))
        self.table.setVisible(bool(rows))
        numbers = [row.line.number for row in rows]
        if kept is not None and kept.line.number in numbers:
            self.table.selectRow(numbers.index(kept.line.number))
        elif rows:
            self.table.selectRow(0)

    def take_focus(self) -> None:
        """Put the focus on the list; where nothing is listed, on what can be done then.

        Not on the search line: it has a meaning of its own for Ctrl+E.  Whoever has turned to it,
        as a scanner does with its first key, goes on there.
        """
        if self.words.hasFocus():
            return
        ways = (self.table, self.end_button, self.display_button)
        next(w for w in ways if w.isVisibleTo(self) and w.isEnabled()).setFocus()

    def show_board(self, board: BoardView) -> None:
        """Show who sits and whether they may vote."""
        words = (board.recess, board.quorum, board.problem)
        self.recess_button.setText("The board sits again" if board.recess else "&Recess\u2026")
        self.quorum.setText("   \u00b7   ".join(w for w in words if w))
        self.end_button.setEnabled(bool(board.sitting))
        self._sitting = board.sitting or "No vote of this sitting waits."
        self._code = board.record_code
        self._show_foot()

    def show_newest(self, words: str) -> None:
        """Something was recorded, here or at another station."""
        self._newest = words
        self._show_foot()

    def _show_foot(self) -> None:
        newest = self._newest or self._code
        self.foot.show_facts((self._sitting,), f"record {newest}" if newest else "")

    def show_observers(self, observers: Sequence[ObserverView], keys: Sequence[str]) -> None:
        """Show the observers and where they stand to the board's last ruling."""
        self.observers.show_observers(observers, keys)

    def _find(self) -> None:
        """Return in the search line: what its code names, else the first line that is left."""
        text = self.words.text()
        if self._is_code(text):
            self.words.clear()
            self.code_typed.emit(text)
        else:
            self._call_first()

    def _is_code(self, text: str) -> bool:
        """What no line of the docket holds is the number of a case elsewhere, or of none."""
        plain = text.strip(" /")
        code = text.startswith("/") or batch_of_code(text) is not None
        return bool(plain) and (code or not self.table.shown())

    def _call_first(self) -> None:
        """Call the case selected, else the first that is shown."""
        shown = self.table.shown()
        row = self.table.current() or (shown[0] if shown else None)
        if row is not None:
            self.opened.emit(row.line.number)


def _why(row: DocketRow) -> str:
    """Why a case is here, and why it is not open to a vote now."""
    return " \u00b7 ".join(words for words in (row.line.why, row.state) if words)
