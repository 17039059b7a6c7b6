"""Reconciliation: whether every ballot is here that should be; numbers first, then ballots."""

from pathlib import Path

from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.orders.asking import ask_for_motion
from adjudicator.desktop.reconciliation.forms import (
    NO_OFFICER,
    keep_form,
    note_form,
    officers,
)
from adjudicator.desktop.reconciliation.words import (
    LEVELS,
    cell_words,
    detail_words,
    listed_words,
    state_order,
    state_words,
    title_of,
    votes_tip,
    votes_words,
)
from adjudicator.desktop.screen import Host, Screen
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect
from adjudicator.services.reconciliation.behind import cases_of_line
from adjudicator.services.reconciliation.expected import keep_expected, kept_expected
from adjudicator.services.reconciliation.headlines import headline
from adjudicator.services.reconciliation.noting import note_difference
from adjudicator.services.reconciliation.report import Reconciliation, read_reconciliation
from adjudicator.services.reconciliation.words import basis_words, import_words
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.imports import ImportRecord

READING = "Comparing every place \u2026"
_LEAST_ROWS = 4


class ReconciliationScreen(Screen):
    """Places at the left, what is known of one of them at the right."""

    context = Context.RECONCILIATION

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "Reconciliation")
        self._found: Reconciliation | None = None
        self.keep = self.header.add_button("&Keep a list\u2026")
        self.headline = label(READING, size="title", bold=True, wrap=True)
        self.basis = label(wrap=True)
        self.by = ChoiceBox()
        self.by.setAccessibleName("What is kept apart")
        for level, words in LEVELS.items():
            self.by.addItem(words, level)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by place or state")
        self.words.setAccessibleName("Narrow the list of places")
        self.only = QCheckBox("&Only what differs")
        self.places = self._places_table()
        self.place = label(size="strong", bold=True, wrap=True)
        self.told = label(wrap=True)
        self.explain = QPushButton("Let the board &explain\u2026")
        self.note = QPushButton("&Note what is known\u2026")
        self.ballots = QPushButton("Show its &ballots")
        self.imports = label(size="small", tone="surface_muted", wrap=True)
        self._lay_out()
        self._connect()
        maker = ActionMaker(commands, self)
        maker.make("reconciliation.keep", self.keep_list)
        maker.make("reconciliation.explain", self.let_explain)
        maker.make("reconciliation.note", self.note_it)

    def _places_table(self) -> DataTable[Line]:
        def state(line: Line) -> str:
            return "" if self._found is None else state_words(self._found, line)

        def where(line: Line) -> str:
            return "" if self._found is None else cell_words(self._found, line)

        made: DataTable[Line] = DataTable(
            (
                Column("Place", where, lambda r: r.place, tip=where),
                Column("Balanced", state, state_order),
                Column("Listed", listed_words, lambda r: r.listed or 0, number=True),
                Column("Here", lambda r: f"{r.found:,}", lambda r: r.found, number=True),
                Column("Over +\nunder", votes_words, lambda r: r.counted.votes, tip=votes_tip),
                Column("Ruled", lambda r: f"{r.work.ruled:,} of {r.work.cases:,}", _left),
            ),
            "Places and whether they balance",
        )
        made.give_rest(0, 110)
        made.break_in_need()
        made.keep_rows(_LEAST_ROWS)
        return made

    def _lay_out(self) -> None:
        look = theme()
        page = part(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("small"))
        column.addWidget(self.headline)
        column.addWidget(self.basis)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.space("large"))
        left = QVBoxLayout()
        left.setSpacing(look.space("small"))
        filters = QHBoxLayout()
        for widget, stretch in ((self.by, 0), (self.words, 1), (self.only, 0)):
            filters.addWidget(widget, stretch)
        left.addLayout(filters)
        left.addWidget(self.places, 1)
        row.addLayout(left, 5)
        row.addWidget(self._right(), 3)
        stack_when_large(row)
        column.addLayout(row, 1)
        column.addWidget(self.imports)
        self.body.addWidget(scrolled(page), 1)

    def _right(self) -> QWidget:
        look = theme()
        box = part(QWidget(), "surface")
        column = QVBoxLayout(box)
        column.setContentsMargins(*[look.space("large")] * 4)
        column.setSpacing(look.space("medium"))
        column.addWidget(self.place)
        column.addWidget(self.told)
        for button in (self.ballots, self.note, self.explain):
            column.addWidget(button)
        column.addStretch(1)
        return box

    def _connect(self) -> None:
        self.by.currentIndexChanged.connect(self._show_level)
        self.only.toggled.connect(self._show_level)
        self.words.textChanged.connect(self.places.set_words)
        self.places.selectionModel().currentRowChanged.connect(self._show_place)
        self.places.opened.connect(lambda _line: self.show_ballots())
        self.keep.clicked.connect(self.keep_list)
        self.ballots.clicked.connect(self.show_ballots)
        self.note.clicked.connect(self.note_it)
        self.explain.clicked.connect(self.let_explain)

    # What there is -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Compare anew."""
        self.read(read_reconciliation, self._show)

    def _show(self, found: Reconciliation) -> None:
        self._found = found
        expected = "" if found.expected is None else found.expected.sentence
        self.basis.setText(basis_words(expected, found.trouble))
        self.keep.setEnabled(not self.recount.only_read)
        self.imports.setText(
            "  \u00b7  ".join(
                import_words(r.entry, r.sheets, r.flagged, r.quarantined) for r in found.imports
            )
        )
        self._show_level()

    @property
    def level(self) -> Level:
        """What is kept apart now."""
        return Level(self.by.currentData())

    def _show_level(self) -> None:
        found, before = self._found, self.places.current()
        if found is None:
            return
        lines = found.of(self.level)
        self.headline.setText(headline(self.recount.election, found.lines, self.level))
        shown = [line for line in lines if line.differs or not self.only.isChecked()]
        self.places.set_rows(shown)
        kept = [n for n, line in enumerate(shown) if before and line.place == before.place]
        first = [n for n, line in enumerate(shown) if line.differs]
        if shown:
            self.places.selectRow((kept or first or [0])[0])
        self._show_place()

    def _show_place(self) -> None:
        found, line = self._found, self.places.current()
        writes = not self.recount.only_read
        self.ballots.setEnabled(line is not None and line.cases > 0)
        self.note.setEnabled(line is not None and writes)
        if found is None or line is None:
            self.place.clear()
            self.told.setText("Nothing differs here." if self.only.isChecked() else "")
            self.explain.setEnabled(False)
            return
        self.explain.setEnabled(writes and line.differs and bool(found.batches(line)))
        self.place.setText(title_of(found, line))
        self.told.setText("\n\n".join(detail_words(found, line)))

    # What can be done ----------------------------------------------------------------------

    def show_ballots(self) -> None:
        """The cases behind the place that is chosen."""
        line, found = self.places.current(), self._found
        if line is None or found is None or not line.cases:
            return
        title = f"{title_of(found, line)}: its flagged ballots, those astray first"
        CaseListDialog(
            self.desk, self.host, title, lambda recount: cases_of_line(recount, line), self
        ).open()

    def let_explain(self) -> None:
        """The form of a motion that explains the batch which states the difference."""
        line, found = self.places.current(), self._found
        if line is None or found is None or not self.explain.isEnabled():
            return
        batches = found.batches(line)
        wanted = [batch for batch in batches if batch not in found.motions] or list(batches)
        target = targets.batch(wanted[0])
        ask_for_motion(self.desk, Effect.EXPLAIN, target, self, self.say, self.tell)

    def note_it(self) -> None:
        """Note what somebody who sits here knows of the place."""
        line = self.places.current()
        if line is None or not self.note.isEnabled():
            return
        if not officers(self.desk):
            self.banner.say(NO_OFFICER, "warning")
            return

        def act(recount: Recount, words: str, seat: Seat) -> str:
            done = note_difference(recount, line, words, seat.signer, session=True)
            return f"Noted as entry {done.index:,}."

        note_form(self.desk, self.place.text(), act, self.say, self).open()

    def keep_list(self) -> None:
        """Keep a list of expected ballots, signed by an officer who sits here."""
        if not self.keep.isEnabled():
            return
        if not officers(self.desk):
            self.banner.say(NO_OFFICER, "warning")
            return
        keep_form(self.desk, _keep, self.say, self).open()


def _keep(recount: Recount, path: Path, seat: Seat) -> str:
    done = keep_expected(recount, path, seat.signer, session=True)
    kept = kept_expected(recount)
    notices = () if kept is None else kept.notices
    return " ".join([f"{path.name} is kept as entry {done.index:,}.", *notices])


def _came_in(record: ImportRecord) -> str:
    return import_words(record.entry, record.sheets, record.flagged, record.quarantined)


def _left(line: Line) -> int:
    return line.work.cases - line.work.ruled
