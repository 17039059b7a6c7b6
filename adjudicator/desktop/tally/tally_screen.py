"""The Tally screen: parts at the left, one part's figures at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.cases.case_list import CaseListDialog
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.papers.maker import make_paper, told_where
from adjudicator.desktop.proof.contest_form import open_contest_form
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.tally.reading import (
    By,
    FigureRow,
    TallyView,
    balance_of,
    end_words,
    figure_rows,
    footing_words,
    part_of,
    read_tally,
    sum_words,
)
from adjudicator.desktop.tally.sides_row import OFFICIAL, SidesRow
from adjudicator.desktop.tally.whatif_pane import NOT_OFFICIAL, WhatIfPane
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.behind import Figures, cases_behind
from adjudicator.services.papers.making import Kind
from adjudicator.services.reconciliation.standing import Balances, read_balances
from adjudicator.services.tallying import TallyLine, part_words
from adjudicator.storage.queries.cases import CaseRecord

FOOTS = {True: "yes", False: "NO", None: "not checked"}
_LEAST_ROWS, _LEAST_PARTS = 5, 3
_NAMED = 8
"""Pending cases named in the sentence; the list has all of them."""


class TallyScreen(Screen):
    """Before, change, after; what is shown of an open contest is of closed batches only."""

    context = Context.TALLY
    shows = frozenset({Topic.PILE, Topic.RULINGS})

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "Tally")
        self._view: TallyView | None = None
        self._balances: Balances | None = None
        self.by = ChoiceBox()
        self.by.setAccessibleName("What is kept apart")
        for by in By:
            self.by.addItem(by.label, by)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by contest or part")
        self.words.setAccessibleName("Narrow the list")
        self.parts = _parts_table(desk)
        self.headline = label(size="title", bold=True, wrap=True)
        self.figures = _figures_table()
        self.sum = label(size="strong", bold=True, wrap=True)
        self.margin = label(wrap=True)
        self.outcome = label(wrap=True, bold=True)
        self.outside = label(wrap=True)
        self.footing = label(wrap=True)
        self.balance = label(wrap=True, bold=True)
        self.pending = label(wrap=True)
        self.show_pending = QPushButton("Show the &pending cases")
        self.show_before = QPushButton("Ballots &before")
        self.show_changes = QPushButton("Ballots that &changed it")
        self.show_after = QPushButton("Ballots &after")
        for table in (self.parts, self.figures):
            table.give_rest(0, 100)
        self.sides = SidesRow()
        self.whatif = WhatIfPane()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._make_actions(commands)

    def _make_actions(self, commands: CommandTable) -> None:
        maker = ActionMaker(commands, self)
        maker.make("tally.next_side", self.sides.next)
        maker.make("tally.close_contest", self._close_contest)
        maker.make("tally.returns", self._make_returns)
        self.returns = self.header.add_button("&Returns on paper")
        self.returns.setToolTip(commands.key("tally.returns"))
        self.returns.clicked.connect(self._make_returns)
        self.close_contest = self.header.add_button("C&lose this contest\u2026")
        self.close_contest.setToolTip(commands.key("tally.close_contest"))
        self.close_contest.clicked.connect(self._close_contest)

    def _lay_out(self) -> None:
        look = theme()
        official = part(QWidget(), "page")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, official)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space("large"))
        left = QVBoxLayout()
        left.setSpacing(look.space("small"))
        filters = QHBoxLayout()
        filters.addWidget(self.by)
        filters.addWidget(self.words, 1)
        left.addLayout(filters)
        left.addWidget(self.parts, 1)
        row.addLayout(left, 1)
        row.addWidget(self._right(), 1)
        stack_when_large(row)
        self.parts.break_in_need()
        self.parts.keep_rows(_LEAST_PARTS)
        self.figures.keep_rows(_LEAST_ROWS)
        self._stack.addWidget(scrolled(official))
        self._stack.addWidget(self.whatif)
        self.body.addWidget(self.sides)
        self.body.addWidget(self._stack, 1)

    def _right(self) -> QWidget:
        look = theme()
        box = QWidget()
        part(box, "surface")
        column = QVBoxLayout(box)
        column.setContentsMargins(*[look.space("large")] * 4)
        column.setSpacing(look.space("small"))
        column.addWidget(self.headline)
        self.refiled = label(wrap=True, bold=True)
        column.addWidget(self.refiled)
        column.addWidget(self.sum)
        column.addWidget(self.figures, 1)
        behind = QHBoxLayout()
        for button in (self.show_before, self.show_changes, self.show_after):
            behind.addWidget(button)
        behind.addStretch(1)
        column.addLayout(behind)
        for words in (self.margin, self.outcome, self.footing, self.balance):
            column.addWidget(words)
        pending = QHBoxLayout()
        pending.addWidget(self.pending, 1)
        pending.addWidget(self.show_pending)
        column.addLayout(pending)
        column.addWidget(self.outside)
        return box

    def _connect(self) -> None:
        self.by.currentIndexChanged.connect(self.refresh)
        self.sides.chosen.connect(self._show_side)
        self.words.textChanged.connect(self._narrow)
        self.parts.selectionModel().currentRowChanged.connect(self._show_line)
        self.parts.opened.connect(lambda _line: self.figures.setFocus())
        self.figures.opened.connect(self._opened)
        for button, figures in (
            (self.show_before, Figures.BEFORE),
            (self.show_changes, Figures.CHANGE),
            (self.show_after, Figures.AFTER),
        ):
            button.clicked.connect(partial(self._behind_current, figures))
        self.show_pending.clicked.connect(lambda: self._behind(Figures.PENDING, None))
        self.figures.selectionModel().currentRowChanged.connect(self._show_row)

    def refresh(self) -> None:
        """Read the figures anew."""
        by = By(self.by.currentData())
        self.read(lambda recount: read_tally(recount, by), self._show)

    def _show(self, view: TallyView) -> None:
        before = self.parts.current()
        self._view = view
        with QSignalBlocker(self.parts.selectionModel()):
            self.parts.set_rows(view.lines)
        same = [n for n, x in enumerate(view.lines) if before and part_of(x) == part_of(before)]
        if view.lines:
            self.parts.selectRow(same[0] if same else 0)
        self._show_line()
        self.sides.show_sides(view.sides)
        self._show_side()
        self.desk.ask(read_balances, self._take_balances, self.tell, urgent=False)

    def _take_balances(self, found: Balances) -> None:
        """The reconciliation comes after the figures, which do not wait for it."""
        self._balances = found
        self._show_balance()

    def _show_balance(self) -> None:
        line, found, election = self.parts.current(), self._balances, self.recount.election
        words = "" if line is None or found is None else balance_of(line, found, election)
        self.balance.setText(words)
        self.balance.setVisible(bool(words))

    def _show_side(self) -> None:
        """Show the official tally, or the other one, which never looks like it."""
        side, view = self.sides.side, self._view
        self._stack.setCurrentIndex(0 if side is None else 1)
        self.header.set_title("Tally", OFFICIAL if side is None else NOT_OFFICIAL)
        if side is not None and view is not None:
            self.whatif.show_side(side, view.contests, view.heading)
            self.announcer.say(f"{NOT_OFFICIAL}: {side.heading}")

    def _narrow(self, text: str) -> None:
        self.parts.set_words(text)
        if self.parts.current() is None and self.parts.shown():
            self.parts.selectRow(0)

    def _show_line(self) -> None:
        line = self.parts.current()
        if line is None or self._view is None:
            self.headline.setText("There are no figures yet.")
            self.figures.set_rows([])
            self.refiled.hide()
            return
        tally = line.tally
        words = part_words(line, self.recount.election)
        where = f" \u00b7 {words}" if words else ""
        self.headline.setText(f"{self._view.heading}\n{tally.contest.title}{where}")
        self.refiled.setText(self._view.refiled.get(tally.contest.id, ""))
        self.refiled.setVisible(bool(self.refiled.text()))
        self.figures.set_rows(figure_rows(tally))
        self.figures.selectRow(0)
        ends = end_words(line, self._view)
        self.margin.setText(ends.margin)
        self.outcome.setText(ends.outcome)
        self.outcome.setVisible(bool(ends.outcome))
        self.outside.setText(ends.outside)
        self.footing.setText(footing_words(tally))
        self._show_balance()
        self.pending.setText(f"Pending: {count(tally.pending, 'case')}.")
        self.show_pending.setVisible(tally.pending > 0)
        self._show_row()
        if tally.pending:
            self._name_pending(line)

    def _show_row(self) -> None:
        """The figure that is chosen as a sum, and which of its numbers have ballots behind them."""
        row, line, view = self.figures.current(), self.parts.current(), self._view
        words = "" if row is None or line is None or view is None else sum_words(line, row, view)
        self.sum.setText(words)
        figure = row.figure if row is not None else None
        self.show_before.setEnabled(figure is not None and figure.before > 0)
        self.show_changes.setEnabled(row is not None)
        self.show_after.setEnabled(figure is not None and figure.after > 0)

    def _name_pending(self, line: TallyLine) -> None:
        view, where = self._view, part_of(line)
        if view is None:
            return
        closed_only = view.closed_only
        self.desk.ask(
            lambda recount: cases_behind(
                recount, where, Figures.PENDING, closed_only=closed_only, limit=_NAMED
            ),
            partial(self._named, line),
            self.tell,
            urgent=False,
        )

    def _named(self, line: TallyLine, cases: list[CaseRecord]) -> None:
        if self.parts.current() != line:
            return
        numbers = [spoken(case.number).replace(" ", "\u00a0") for case in cases]
        more = line.tally.pending - len(numbers)
        named = ", ".join(numbers) + f" and {more:,} more" if more > 0 else join_names(numbers)
        self.pending.setText(f"Pending: {count(line.tally.pending, 'case')}: {named}.")

    def _close_contest(self) -> None:
        """What waits, the tally, and the board's signatures, for the contest that is shown."""
        line = self.parts.current()
        if line is not None:
            open_contest_form(self.desk, line.tally.contest.id, self, self.say, self.tell)

    def _make_returns(self) -> None:
        """The returns for the contest that is shown; of a closed one the certificate too."""
        line = self.parts.current()
        if line is None:
            return

        contest = line.tally.contest.id

        def certified(returns: Path, certificate: Path) -> None:
            self.say(
                f"{told_where(returns)} {told_where(certificate)} Papers opens and prints them."
            )

        def made(path: Path) -> None:
            self.desk.ask(lambda r: contest in r.state.data.contests_closed, partial(go_on, path))

        def go_on(path: Path, closed: bool) -> None:  # noqa: FBT001 - what was read
            if closed:
                done = partial(certified, path)
                make_paper(self.desk, Kind.CERTIFICATE, contest, done, self.tell)
            else:
                self.say(f"{told_where(path)} Papers opens and prints it.")

        make_paper(self.desk, Kind.RETURNS, contest, made, self.tell)

    def _opened(self, row: FigureRow) -> None:
        """The ballots behind the number pressed; behind the change where none is."""
        pressed = {1: Figures.BEFORE, 3: Figures.AFTER}
        self._behind(pressed.get(self.figures.currentIndex().column(), Figures.CHANGE), row)

    def _behind_current(self, figures: Figures) -> None:
        self._behind(figures, self.figures.current())

    def _behind(self, figures: Figures, row: FigureRow | None) -> None:
        line, view = self.parts.current(), self._view
        if line is None or view is None:
            return
        where, bucket, closed_only = part_of(line), row.bucket if row else "", view.closed_only
        title = _TITLES[figures].format(name=row.name if row else "")
        CaseListDialog(
            self.desk,
            self.host,
            f"{line.tally.contest.title}: {title}",
            lambda recount: cases_behind(recount, where, figures, bucket, closed_only=closed_only),
            self,
        ).open()


def _parts_table(desk: Desk) -> DataTable[TallyLine]:
    """Every contest, or every part of it."""
    election = desk.recount.election
    return DataTable(
        (
            Column(
                "Contest",
                lambda r: r.tally.contest.title,
                tip=lambda r: r.tally.contest.title,
            ),
            Column("Part", lambda r: part_words(r, election) or "All"),
            Column("Changed", lambda r: f"{_moved(r):,}", _moved, number=True),
            Column("Pending", lambda r: f"{r.tally.pending:,}", _pending, number=True),
            Column("Foots", lambda r: FOOTS[r.tally.balanced]),
        ),
        "Parts of the tally",
    )


def _figures_table() -> DataTable[FigureRow]:
    """The figures of one line."""
    return DataTable(
        (
            Column("", lambda r: r.name),
            Column("Before", lambda r: f"{r.figure.before:,}", _before, number=True),
            Column("Change", lambda r: _signed(r.figure.change), _change, number=True),
            Column("After", lambda r: f"{r.figure.after:,}", _after, number=True),
        ),
        "Before, change, after",
    )


_TITLES = {
    Figures.BEFORE: "flagged ballots the machine counted as {name}",
    Figures.CHANGE: "ballots whose ruling changed {name}",
    Figures.AFTER: "flagged ballots now counted as {name}",
    Figures.PENDING: "cases not settled in this figure",
}


def _signed(change: int) -> str:
    return f"{change:+,}" if change else "0"


def _moved(line: TallyLine) -> int:
    return sum(abs(figure.change) for _, figure in line.tally.choices)


def _pending(line: TallyLine) -> int:
    return line.tally.pending


def _before(row: FigureRow) -> int:
    return row.figure.before


def _change(row: FigureRow) -> int:
    return row.figure.change


def _after(row: FigureRow) -> int:
    return row.figure.after
