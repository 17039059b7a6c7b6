"""Start: begin a recount, open a folder, or go on with one opened before."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from adjudicator import __version__
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.kit.announce import name
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.settings import RecentFolder
from adjudicator.resources import resource_path

_FOLDER = 3
_PURPOSES = {"demo": "Demonstration", "rehearsal": "Rehearsal", "recount": "Recount"}


class StartScreen(QWidget):
    """The first screen.  It opens nothing itself; it says what was asked for."""

    context = Context.START
    new_asked = Signal()
    open_asked = Signal()
    demonstration_asked = Signal()
    practice_asked = Signal()
    returns_asked = Signal()
    state_asked = Signal()
    folder_asked = Signal(str)
    forget_asked = Signal(str)
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        part(self, "page")
        self.setAccessibleName("Start")
        self.banner = Banner()
        self.new = QPushButton("&New recount\u2026")
        self.new.setProperty("kind", "primary")
        self.open = QPushButton("&Open a folder\u2026")
        self.demonstration = QPushButton("&Demonstration\u2026")
        self.practice = QPushButton()
        self.returns = QPushButton("Re&turns\u2026")
        self.state = QPushButton("The st&ate\u2026")
        self.table: DataTable[RecentFolder] = DataTable(
            (
                Column("Recount", lambda r: f"{r.county}\n{r.election}"),
                Column("Kind", lambda r: _PURPOSES.get(r.purpose, r.purpose)),
                Column("Opened", _when, lambda r: r.opened),
                Column("Folder", _where, tip=_where),
            ),
            "Folders opened before",
        )
        self.table.give_lines(2)
        self.table.give_rest(_FOLDER, 100)
        self.go_on = QPushButton("&Go on with this")
        self.forget = QPushButton("&Forget this line")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("How far it is")
        self.progress_words = label(size="small", wrap=True)
        self.stop = QPushButton("&Stop")
        self.nothing = label(
            "No folder was opened on this account yet. Begin with a new recount, or look at the "
            "demonstration first.",
            wrap=True,
        )
        self.show_practising(on=False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setContentsMargins(*[look.space("wide") * 2] * 4)
        row.setSpacing(look.space("wide") * 2)
        row.addWidget(self._ways_to_begin(), 2)
        row.addWidget(self._opened_before(), 5)
        column.addLayout(row, 1)

    def _ways_to_begin(self) -> QWidget:
        look = theme()
        self._left = left = QWidget()
        self._words: list[QLabel] = []
        self._ways = ways = QVBoxLayout(left)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(look.space("small"))
        self._sign = sign = QLabel()
        size = look.scaled(64)
        picture = QPixmap(str(resource_path("icons", "adjudicator-256.png")))
        sign.setPixmap(
            picture.scaled(
                size,
                size,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        name(sign, "Adjudicator")
        ways.addWidget(sign)
        ways.addWidget(label("Adjudicator", size="display", bold=True))
        ways.addWidget(label(f"Version {__version__}", size="small", tone="surface_muted"))
        ways.addSpacing(look.space("wide"))
        for button, words in (
            (
                self.new,
                "Election file, contests, rules, people: nothing exists until you create it.",
            ),
            (self.open, "A recount folder on this computer or on a disk."),
            (self.demonstration, "A fictional county, half ruled, ready to go on."),
            (self.practice, "Twenty drawn ballots, about 12 minutes, the answer after each."),
            (self.returns, "Before any recount: which contests the votes send to one."),
            (self.state, "The counties\u2019 exports, verified and added up."),
        ):
            ways.addWidget(button)
            button.setToolTip(words)
            self._words.append(label(words, size="small", tone="surface_muted", wrap=True))
            ways.addWidget(self._words[-1])
            ways.addSpacing(look.space("small"))
        for widget in (self.progress_words, self.progress, self.stop):
            ways.addWidget(widget)
        ways.addStretch(1)
        self.end_progress()
        return left

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the words beneath the buttons become their tool tips alone."""
        super().resizeEvent(event)
        for widget in (self._sign, *self._words):
            widget.show()
        for less in ([self._sign], self._words):
            if self._ways_fit():
                return
            for widget in less:
                widget.hide()

    def _ways_fit(self) -> bool:
        self._ways.invalidate()
        room = self.height() - 4 * theme().space("wide")
        return self._ways.totalHeightForWidth(self._left.width()) <= room

    def _opened_before(self) -> QWidget:
        look = theme()
        right = QWidget()
        recent = QVBoxLayout(right)
        recent.setContentsMargins(0, 0, 0, 0)
        recent.setSpacing(look.space("small"))
        recent.addWidget(label("Opened before", size="title", bold=True))
        recent.addWidget(self.nothing)
        recent.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go_on)
        buttons.addStretch(1)
        buttons.addWidget(self.forget)
        recent.addLayout(buttons)
        self._rest = QWidget()
        recent.addWidget(self._rest, 1)
        return right

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(self.open_asked)
        self.stop.clicked.connect(self._stop_asked)
        self.demonstration.clicked.connect(self.demonstration_asked)
        self.practice.clicked.connect(self.practice_asked)
        self.returns.clicked.connect(self.returns_asked)
        self.state.clicked.connect(self.state_asked)
        self.table.opened.connect(self._open)
        self.go_on.clicked.connect(lambda: self._open(self.table.current()))
        self.forget.clicked.connect(self._forget)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)

    def show_practising(self, *, on: bool) -> None:
        """Say whether practice begins here or goes on where it was left."""
        self.practice.setText("Go on with the &practice" if on else "&Practice")

    def show_planning(self, *, on: bool) -> None:
        """Say whether a new recount begins here or goes on where it was left."""
        self.new.setText("Go on with the &new recount\u2026" if on else "&New recount\u2026")

    def show_progress(self, what: str, done: int, of: int) -> None:
        """Show how far the demonstration or practice is; meanwhile nothing else is begun."""
        self.progress_words.setText(f"{what}\u2026")
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        if not self.stop.isVisibleTo(self):
            self._show_progress(on=True)
            self.stop.setEnabled(True)
            self.stop.setFocus()

    def end_progress(self) -> None:
        """It is made, or was stopped."""
        self._show_progress(on=False)

    def _show_progress(self, *, on: bool) -> None:
        for widget in (self.progress_words, self.progress, self.stop):
            widget.setVisible(on)
        ways = (self.new, self.open, self.demonstration, self.practice, self.returns, self.state)
        for button in (*ways, self.go_on, self.table):
            button.setEnabled(not on)

    def _stop_asked(self) -> None:
        self.stop.setEnabled(False)
        self.stop_asked.emit()

    def show_recent(self, folders: Sequence[RecentFolder]) -> None:
        """Show the folders opened before, the last first."""
        self.table.set_rows(folders)
        self.table.setVisible(bool(folders))
        self.nothing.setVisible(not folders)
        self._rest.setVisible(not folders)
        self.go_on.setVisible(bool(folders))
        self.forget.setVisible(bool(folders))
        if folders:
            self.table.selectRow(0)
        self.setFocusProxy(self.table if folders else self.new)
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.table.current()
        self.go_on.setEnabled(chosen is not None and chosen.there)
        self.forget.setEnabled(chosen is not None)

    def _open(self, folder: RecentFolder | None) -> None:
        if folder is not None:
            self.folder_asked.emit(folder.path)

    def _forget(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.forget_asked.emit(chosen.path)


def _where(folder: RecentFolder) -> str:
    return folder.path if folder.there else f"not there now: {folder.path}"


def _when(folder: RecentFolder) -> str:
    return datetime.fromisoformat(folder.opened).astimezone().strftime("%d %b %Y\n%H:%M")
