"""My record: one observer's objections, answers, comings and goings, and what waits for them."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.my_record.reading import (
    PlaceRow,
    change_words,
    place_rows,
    print_page,
    waiting_words,
)
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.wording import contest_title, day_and_clock
from adjudicator.domain.people import Role
from adjudicator.domain.wording import count
from adjudicator.services.attesting import Attestation
from adjudicator.services.board.attendance import Change
from adjudicator.services.my_record import MyRecord, my_record
from adjudicator.services.objections import RegisterLine
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal

NOBODY = "Nobody who sits here is an observer. Sign in as an observer (F3) to see your own record."
_CLAIM, _PLACE = 3, 0
_WAITS_LINES = 3
"""Lines of what waits that are seen without moving."""
_WIDEST_NAME = 420
_LEAST_ROWS = 3
_ROOM_FOR_BOTH = 1200
"""From this width, at a text size of 100 %, objections and comings and goings share a line."""


class MyRecordScreen(Screen):
    """One observer at a time; where several sit here, each is chosen by name."""

    context = Context.MY_RECORD

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "My record")
        self._record: MyRecord | None = None
        self.people = ChoiceBox()
        self.people.setAccessibleName("Whose record")
        self.print = self.header.add_button("&Print one page\u2026")
        self.waits = label(wrap=True)
        self.objections_title = label(size="strong", bold=True)
        self.places_title = label("Where you stood, ruling by ruling", size="strong", bold=True)
        self.objections = self._objections_table()
        self.places = _places_table()
        self.attendance = _attendance_table()
        self._lay_out()
        maker = ActionMaker(commands, self)
        maker.make("my_record.print", self.print_page)
        maker.make("my_record.next", self.next_person)
        self.people.currentIndexChanged.connect(self.refresh)
        self.print.clicked.connect(self.print_page)
        self.objections.opened.connect(self._find)

    def _lay_out(self) -> None:
        look = theme()
        page = part(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        column.addWidget(self._waits_box())
        self._middle = middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        middle.setSpacing(look.space("large"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(look.space("small"))
        left.addWidget(self.objections_title)
        left.addWidget(self.objections, 1)
        right.addWidget(label("At the table and away", size="strong", bold=True))
        right.addWidget(self.attendance, 1)
        middle.addLayout(left, 3)
        middle.addLayout(right, 1)
        column.addLayout(middle, 3)
        column.addWidget(self.places_title)
        column.addWidget(self.places, 2)
        for table in (self.objections, self.attendance, self.places):
            table.keep_rows(_LEAST_ROWS)
        self._all = scrolled(page)
        self.nobody = label(NOBODY, size="strong", wrap=True)
        self.people.setMaximumWidth(look.scaled(_WIDEST_NAME))
        self.body.addWidget(self.people)
        self.body.addWidget(self.nobody)
        self.body.addWidget(self._all, 1)
        self.body.addStretch(0)
        theme_keeper().changed.connect(self._share_width)
        self._share_width()
        self._show_nobody()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Comings and goings beside the objections or, where there is little room, below them."""
        narrow = self.width() < theme().scaled(_ROOM_FOR_BOTH)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(below if narrow else beside)

    def _waits_box(self) -> QWidget:
        """What waits, a line each; a long list is moved, and pushes nothing away."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        inner = part(QWidget(), "raised")
        column = QVBoxLayout(inner)
        edge = theme().space("medium")
        column.setContentsMargins(edge, edge, edge, 0)
        column.setSpacing(theme().space("small"))
        column.addWidget(label("What waits for you", size="strong", bold=True))
        column.addWidget(self.waits)
        column.addStretch(1)
        area.setWidget(inner)
        area.setAccessibleName("What waits for you")
        high = theme().line("strong") + _WAITS_LINES * theme().line("body")
        # Whole lines: a line cut in two would be read as the last one.
        area.setFixedHeight(
            high + theme().space("medium") + theme().space("small") + theme().scaled(4)
        )
        return area

    def _objections_table(self) -> DataTable[RegisterLine]:
        election = self.desk.recount.election
        made: DataTable[RegisterLine] = DataTable(
            (
                Column("Number", lambda r: r.label, lambda r: r.label),
                Column("Case", lambda r: r.case),
                Column("Contest", lambda r: contest_title(election, r.contest)),
                Column(
                    "What it claims",
                    lambda r: f"{r.claim}: {r.words}" if r.words else r.claim,
                    tip=lambda r: r.words or r.claim,
                ),
                Column("State", _state),
                Column("Filed", lambda r: day_and_clock(r.time), lambda r: r.entry),
            ),
            "Your objections",
        )
        made.give_rest(_CLAIM, 160)
        made.break_in_need()
        return made

    # Who -----------------------------------------------------------------------------------

    @property
    def person(self) -> str:
        """Whose record is shown; empty if no observer sits here."""
        return str(self.people.currentData() or "")

    def next_person(self) -> None:
        """The next observer who sits here."""
        if self.people.count() > 1:
            self.people.setCurrentIndex((self.people.currentIndex() + 1) % self.people.count())

    def refresh(self) -> None:
        """Read who sits here, and the record of the one chosen."""
        here = [s.person for s in self.desk.seats if s.person.role is Role.OBSERVER]
        before = self.person
        with QSignalBlocker(self.people):
            self.people.clear()
            for person in here:
                self.people.addItem(person.name or person.id, person.id)
            at = self.people.findData(before)
            self.people.setCurrentIndex(max(0, at) if here else -1)
        self.people.setVisible(len(here) > 1)
        chosen = self.person
        if chosen:
            self.read(lambda recount: my_record(recount, chosen), self._show)
        else:
            self._show_nobody()

    def _show_nobody(self) -> None:
        self._record = None
        self._all.hide()
        self.people.hide()
        self.nobody.show()
        self.print.setEnabled(False)
        self.header.set_title("My record")

    def _show(self, record: MyRecord) -> None:
        if record.person != self.person:
            return
        self._record = record
        self.nobody.hide()
        self._all.show()
        self.print.setEnabled(True)
        objections = count(len(record.objections), "objection")
        self.header.set_title(
            "My record", f"{record.name} \u00b7 {objections} \u00b7 record {record.record_code}"
        )
        self.waits.setText(waiting_words(record))
        self.objections_title.setText("Your objections" if record.objections else "No objections")
        self.objections.set_rows(record.objections)
        self.places.set_rows(place_rows(record))
        self.attendance.set_rows(record.attendance)
        for table in (self.objections, self.places):
            if table.rows_model.rowCount():
                table.selectRow(0)

    # What can be done ------------------------------------------------------------------------

    def print_page(self) -> None:
        """Make the page and show it in whatever shows PDF files here."""
        person = self.person
        if person:
            self.desk.ask(lambda recount: print_page(recount, person), self._printed, self.tell)

    def _printed(self, path: Path) -> None:
        self.say(f"{path} is made.")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _find(self, line: RegisterLine) -> None:
        def find(recount: Recount) -> CaseRecord | None:
            with recount.reading() as connection:
                return case_by_seal(connection, line.case_seal)

        self.desk.ask(find, self._open, self.tell)

    def _open(self, case: CaseRecord | None) -> None:
        if case is not None:
            self.host.show_review(case.batch, case.number)


def _state(line: RegisterLine) -> str:
    decided = f", entry {line.decided:,}" if line.decided is not None else ""
    flag = ", marked frivolous" if line.frivolous else ""
    return f"{line.fate.label}{decided}{flag}"


_STATES = (
    (Attestation.NO_OBJECTION, "no_objection"),
    (Attestation.OBJECTION, "objection"),
    (Attestation.DECLINED, "declined"),
    (Attestation.SILENT, "silent"),
    (Attestation.ABSENT, "absent"),
)


def _two_lines(state: Attestation) -> str:
    """The exact words, broken where they are shortest on two lines."""
    words = state.value.split()
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return "\n".join(min(halves, key=lambda pair: max(map(len, pair))))


def _places_table() -> DataTable[PlaceRow]:
    def numbers(name: str, what: str) -> Column[PlaceRow]:
        def figure(row: PlaceRow) -> int:
            return int(getattr(row.counts, what))

        return Column(name, lambda row: f"{figure(row):,}", figure, number=True)

    made: DataTable[PlaceRow] = DataTable(
        (
            Column("Table or batch", lambda r: r.place, lambda r: r.place, tip=lambda r: r.place),
            numbers("Rulings", "rulings"),
            *(numbers(_two_lines(state), what) for state, what in _STATES),
            Column("State", lambda r: r.state, tip=lambda r: r.state),
        ),
        "Where you stood, by table and batch",
    )
    made.give_rest(_PLACE, 160)
    made.break_in_need()
    return made


def _attendance_table() -> DataTable[Change]:
    return DataTable(
        (
            Column("When", lambda r: day_and_clock(r.time), lambda r: r.entry),
            Column("What", change_words),
        ),
        "At the table and away",
    )
