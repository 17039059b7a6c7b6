"""Overview: the purpose is the list of what waits; everything else says how far it has come."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.cases.case_list import open_case_list
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.overview.choose import ChooseBatches
from adjudicator.desktop.overview.close_form import open_close_form
from adjudicator.desktop.overview.closed import closed_words
from adjudicator.desktop.overview.due_line import DueLine
from adjudicator.desktop.overview.next_list import NextList
from adjudicator.desktop.overview.opening_list import OpeningList
from adjudicator.desktop.overview.tables import batches_table, fit_precincts, people_table
from adjudicator.desktop.proof.contest_form import open_contest_form
from adjudicator.desktop.proof.cosign_form import open_cosign_form
from adjudicator.desktop.proof.finish_form import open_finish_form
from adjudicator.desktop.proof.hand_out_form import open_hand_out_form
from adjudicator.desktop.proof.note_forms import open_handover_form, open_test_form
from adjudicator.desktop.proof.roster_form import open_roster_form
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.second_look.draw_form import open_draw_form
from adjudicator.desktop.wording import contests_words, name_of, quorum_words
from adjudicator.domain.people import Role
from adjudicator.domain.wording import count, join_names
from adjudicator.services.closing import own_batches
from adjudicator.services.locating.listing import Found
from adjudicator.services.next_steps import Way, locating_steps
from adjudicator.services.progress import BatchLine, Progress, read_progress
from adjudicator.services.proof.ceremony import Step
from adjudicator.services.proof.waiting import contests_ready

_PURPOSES = {"demo": "DEMONSTRATION", "rehearsal": "REHEARSAL", "recount": "RECOUNT"}
_SCREENS = {
    Way.PEOPLE: "people",
    Way.IMPORT: "import",
    Way.RECONCILIATION: "reconciliation",
    Way.REFERENCES: "references",
    Way.ORDERS: "orders",
    Way.PAPER: "paper",
    Way.EXPORT: "record",
    Way.LOOK: "second_look",
}
"""Where a button only leads to another screen."""
_FORMS = {
    Way.ROSTER: open_roster_form,
    Way.COSIGN: open_cosign_form,
    Way.FINISH: open_finish_form,
    Way.HANDED_OVER: open_handover_form,
    Way.TABULATOR_TEST: open_test_form,
    Way.DRAW: open_draw_form,
}
"""Where it opens a form over this one."""
_LISTS = {Way.TO_CHECK: Found.CHECK, Way.NOT_LOCATED: Found.NOT_LOCATED}
"""Where it lists the cases of which something was found."""
_ROOM_FOR_BOTH = 1200
"""The width, at a text size of 100 %, from which the progress has room beside what waits."""


class OverviewScreen(Screen):
    """What waits, the batches, the tables, and what is closed."""

    context = Context.OVERVIEW

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__(desk, host, "Overview")
        election = desk.recount.election
        self._progress: Progress | None = None
        self.purpose = self.header.add_chip("")
        self.state = self.header.add_chip("")
        self.due = DueLine(lambda: datetime.fromisoformat(desk.recount.now()))
        self.next = NextList()
        self.opening = OpeningList()
        self.opening.hide()
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by precinct, contest or state")
        self.words.setAccessibleName("Narrow the list of batches")
        self.only_open = QCheckBox("Hide &closed")
        self.batches = batches_table(election)
        self.tables = people_table()
        self.closed_title = label(size="strong", bold=True)
        self.closed = label(wrap=True)
        self._lay_out()
        self.next.chosen.connect(self.go)
        self.words.textChanged.connect(self.batches.set_words)
        self.only_open.toggled.connect(self._show_batches)
        self.batches.opened.connect(self._open_batch)
        desk.locating.moved.connect(self._show_steps)

    def _lay_out(self) -> None:
        look = theme()
        page = part(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        self._upper = upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        upper.setSpacing(look.space("large"))
        upper.addWidget(self.next, 1)
        theme_keeper().changed.connect(self._share_width)
        upper.addWidget(self.opening, 3)
        self._work = QWidget()
        right = QVBoxLayout(self._work)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.space("small"))
        filters = QHBoxLayout()
        filters.addWidget(label("Progress", size="strong", bold=True))
        filters.addWidget(self.words, 1)
        filters.addWidget(self.only_open)
        right.addLayout(filters)
        right.addWidget(self.batches, 1)
        upper.addWidget(self._work, 3)
        column.addWidget(self.due.more)
        column.addLayout(upper, 5)
        column.addWidget(label("Tables", size="strong", bold=True))
        column.addWidget(self.tables, 2)
        self.tables.keep_rows(2)
        self.batches.keep_rows(4)
        column.addWidget(self._closed_part())
        self.body.addWidget(self.due)
        self.area = scrolled(page)
        self.body.addWidget(self.area)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """What waits beside the progress or, in a narrow window or large text, above it."""
        narrow = self.width() < theme().scaled(_ROOM_FOR_BOTH)
        self.next.setMinimumWidth(theme().scaled(320))
        self.next.show_whole(on=narrow)
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(above if narrow else beside)
        fit_precincts(self.batches)

    def _closed_part(self) -> QWidget:
        box = QWidget()
        part(box, "surface")
        row = QHBoxLayout(box)
        row.setContentsMargins(*[theme().space("medium")] * 4)
        row.setSpacing(theme().space("wide"))
        row.addWidget(self.closed_title)
        row.addWidget(self.closed, 1)
        return box

    # What there is -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew."""
        self.read(read_progress, self._show)

    def _show(self, progress: Progress) -> None:
        self._progress = progress
        election = self.recount.election
        where = f"{election.county} \u00b7 {contests_words(election, progress.contests)}"
        self.header.set_title(where, board_words(progress))
        self.due.show_outlook(progress.status.outlook, progress.status.refiled)
        self.purpose.set_text(_PURPOSES[progress.status.purpose])
        self.state.set_text(*(("OPEN", "chosen") if progress.open else ("ALL CLOSED", "good")))
        self._show_steps()
        opening = progress.status.opening
        self.opening.show_opening(opening)
        self.opening.setVisible(not opening.over)
        self._work.setVisible(opening.over)
        # Nothing in the list of steps takes the focus: in large text the page is moved by itself.
        policy = Qt.FocusPolicy.NoFocus if opening.over else Qt.FocusPolicy.StrongFocus
        self.area.setFocusPolicy(policy)
        self._show_batches()
        self.tables.set_rows(progress.tables)
        self.closed_title.setText(progress.partial)
        words = closed_words(progress, election)
        self.closed.setText(words)
        self.closed.setAccessibleName(words)

    def _show_steps(self, _looked: object = None) -> None:
        """What waits, and then what finding contests came to."""
        if self._progress is not None:
            looked = self.desk.locating.looked
            located = locating_steps(None if looked is None else looked.count)
            steps = [*self._progress.steps, *located]
            self.next.show_steps(steps, only_read=bool(self.recount.only_read))
            self._order_tabs()

    def _order_tabs(self) -> None:
        """What waits comes first, in its order; then the filters, the batches and the tables."""
        others: list[QWidget] = [self.words, self.only_open, self.batches, self.tables]
        stops = [*self.next.stops, *others]
        for one, following in pairwise(stops):
            self.setTabOrder(one, following)

    def _show_batches(self) -> None:
        if self._progress is None:
            return
        lines = self._progress.batches
        if self.only_open.isChecked():
            lines = tuple(line for line in lines if not line.record.is_closed)
        self.batches.set_rows(lines)
        fit_precincts(self.batches)

    # What can be done ----------------------------------------------------------------------

    def go(self, way: Way) -> None:
        """Do what a button of the list of next steps says."""
        if way in _SCREENS:
            self.host.show_screen(_SCREENS[way])
            return
        if way in _FORMS:
            _FORMS[way](self.desk, self, self.say, self.tell)
            return
        if way in _LISTS:
            open_case_list(self.desk, self.host, _LISTS[way], self)
            return
        match way:
            case Way.REVIEW:
                self.host.show_review(None)
            case Way.BOARD:
                self.host.show_docket()
            case Way.CLOSE:
                self._choose_batches()
            case Way.COPY:
                self.say(copy_words(self._progress))
            case Way.HAND_OUT:
                self._hand_out()
            case Way.CONTEST:
                self._close_contest()

    def _hand_out(self) -> None:
        if self._progress is None:
            return
        status = self._progress.status
        step, pile = status.opening.now, 1
        if (step is None or not step.noted) and status.further_cards:
            step, pile = Step.PILE_CARD, status.further_cards[0]
        if step is not None and step.noted:
            open_hand_out_form(self.desk, step, self, self.say, self.tell, pile)

    def _close_contest(self) -> None:
        """The only contest that can be closed; of several one is chosen on the Tally screen."""

        def choose(contests: list[str]) -> None:
            if len(contests) == 1:
                open_contest_form(self.desk, contests[0], self, self.say, self.tell)
            else:
                self.host.show_screen("tally")

        batches = () if self._progress is None else self._progress.status.batches
        self.desk.ask(lambda recount: contests_ready(recount, batches), choose, self.tell)

    def _open_batch(self, line: BatchLine) -> None:
        if self.recount.state.data.rules.tiers == 1:
            self.host.show_docket()
        else:
            self.host.show_review(line.record.number)

    def _choose_batches(self) -> None:
        batches = self._progress.status.ready if self._progress is not None else ()
        suspended = self.recount.state.data.suspended
        ready = [batch for batch in batches if batch.contest not in suspended]
        if len(ready) == 1:
            self._count([ready[0].number])
            return
        people = [seat.person.id for seat in self.desk.seats if seat.person.role is Role.TEAM]

        def choose(own: frozenset[int]) -> None:
            dialog = ChooseBatches(self.recount, ready, own, self)
            dialog.chosen.connect(self._count)
            dialog.open()

        numbers = [record.number for record in ready]
        self.desk.ask(lambda recount: own_batches(recount, numbers, people), choose, self.tell)

    def _count(self, batches: Sequence[int]) -> None:
        open_close_form(self.desk, batches, self, self.say, self.tell)


def board_words(progress: Progress) -> str:
    """``Board: 2 here, 2 needed of 3 seats: Judge Kelly, Lewis``; only who is here is named."""
    words = quorum_words(len(progress.board_here), progress.quorum, len(progress.board))
    names = join_names([name_of(p) for p in progress.board_here])
    rules = " \u00b7 one tier: the board rules at once" if progress.status.tiers == 1 else ""
    return f"Board: {words}" + (f": {names}" if names else "") + rules


def copy_words(progress: Progress | None) -> str:
    """What is the matter with the second copy, and what to do."""
    if progress is None or progress.status.copy_path is None:
        return "No second copy is set."
    lag = count(progress.status.copy_lag or 0, "entry", "entries")
    return (
        f"The second copy at {progress.status.copy_path} lacks {lag}. What is recorded is safe "
        "here. Check that the disk is connected; the copy catches up by itself."
    )
