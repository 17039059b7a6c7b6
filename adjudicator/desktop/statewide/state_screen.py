"""The state: what came, the counties, the figures, whether they rule alike; a page for each."""

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.frame import PageHeader, part
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.returns.parts_row import PartsRow
from adjudicator.desktop.returns.saving import FORMS, with_ending
from adjudicator.desktop.returns.work import STOPPED, Reading
from adjudicator.desktop.statewide.alike_pane import AlikePane
from adjudicator.desktop.statewide.counties_pane import CountiesPane
from adjudicator.desktop.statewide.question import StateQuestion, read_state
from adjudicator.desktop.statewide.sources_pane import SourcesPane
from adjudicator.desktop.statewide.totals_pane import TotalsPane
from adjudicator.desktop.statewide.typing_form import TypingForm
from adjudicator.domain.statewide.typing import TypedSheet
from adjudicator.services.statewide.report import StateReport
from adjudicator.services.statewide.telling import standings_words
from adjudicator.services.statewide.typed import side_by_side, with_sheet
from adjudicator.services.statewide.writing import write_report

TITLE = "The state"
_SUBJECT = "The counties\u2019 records, verified and added up. No recount is opened by it."


class Page(IntEnum):
    """The pages, from the left."""

    SOURCES = 0
    COUNTIES = 1
    TOTALS = 2
    ALIKE = 3


class StateScreen(QWidget):
    """Everything about one state.  It belongs to no recount.

    :param pool: what exports are read on.
    :param table: the commands with the keys in force.
    """

    context = Context.STATE
    has_foot = True
    own_watermark = True
    """That of a rehearsal which is open besides says nothing of these counties."""
    left = Signal()

    def __init__(self, pool: WorkQueue, table: CommandTable) -> None:
        super().__init__()
        part(self, "page")
        self.setAccessibleName(TITLE)
        self._pool = pool
        self.state: StateReport | None = None
        self.sheets: tuple[TypedSheet, ...] = ()
        """What was typed here; nobody is shown what somebody else typed."""
        self.header = PageHeader(TITLE, _SUBJECT)
        self.banner = Banner()
        self.announcer = Announcer(self)
        self.reading = Reading(pool, self)
        self.parts = PartsRow(("&What came", "&Counties", "&Figures", "Do they rule &alike?"))
        self.sources = SourcesPane(self.reading)
        self.counties = CountiesPane()
        self.totals = TotalsPane()
        self.alike = AlikePane()
        self._panes = (self.sources, self.counties, self.totals, self.alike)
        self._stack = QStackedWidget()
        self.save = self.header.add_button("&Save\u2026")
        self.back = self.header.add_button("&Back")
        self._lay_out()
        self._connect()
        self._bind(table)
        self.show_page(Page.SOURCES)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        body = QVBoxLayout()
        side = look.space("large")
        body.setContentsMargins(side, look.space("medium"), side, look.space("medium"))
        body.setSpacing(look.space("medium"))
        body.addWidget(self.parts)
        for pane in self._panes:
            # Large text leaves no room for all of it.
            self._stack.addWidget(scrolled(pane))
        body.addWidget(self._stack, 1)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda place: self.show_page(Page(place)))
        self.sources.load_asked.connect(self.load)
        self.sources.type_asked.connect(self.type_figures)
        self.reading.finished.connect(self._loaded)
        self.reading.cancelled.connect(self._stopped)
        self.reading.failed.connect(self._refused)
        self.counties.contest_chosen.connect(self._show_contest)
        self.save.clicked.connect(self.choose_file)
        self.back.clicked.connect(self.left)

    def _bind(self, table: CommandTable) -> None:
        maker = ActionMaker(table, self)
        acts: dict[str, Callable[[], object]] = {
            "state.next_page": lambda: self.show_page(Page((self.page + 1) % len(Page))),
            "state.files": self.sources.sources.pick_files,
            "state.folder": self.sources.sources.pick_folder,
            "state.load": self.load,
            "state.type": self.type_figures,
            "state.save": self.choose_file,
            "state.leave": self.left.emit,
        }
        for command, act in acts.items():
            maker.make(command, act)
        self.back.setToolTip(table.key("state.leave"))
        self.save.setToolTip(table.key("state.save"))

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return Page(self._stack.currentIndex())

    def show_page(self, page: Page) -> None:
        """Show a page and begin there."""
        self._stack.setCurrentIndex(page)
        self.parts.mark(page)
        self._panes[page].enter()
        self.save.setEnabled(self.state is not None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here begins on the page.  A focus proxy would keep Tab from the header."""
        super().focusInEvent(event)
        self._panes[self.page].enter()

    def say(self, sentence: str, tone: str = "good") -> None:
        """Say what was done, or why not, across the top."""
        self.banner.say(sentence, tone, "Understood", lambda: self.banner.say(""))
        self.announcer.say(sentence, urgent=tone == "bad")

    # Reading -------------------------------------------------------------------------------

    @property
    def question(self) -> StateQuestion:
        """What is asked now, with what was typed here."""
        return replace(self.sources.question, sheets=self.sheets)

    def load(self) -> None:
        """Verify and add up, in the background."""
        question = self.question
        if self.reading.busy or not (question.paths or question.sheets):
            return
        self.banner.say("")
        self.show_page(Page.SOURCES)
        self.sources.begin()
        self.reading.start(partial(read_state, question))

    def _loaded(self, state: StateReport) -> None:
        self.state = state
        self.sources.end(typed=bool(self.sheets))
        self.sources.show_state(state)
        told = state.mark or state.election or state.pack.title
        self.header.set_title(TITLE, f"{told} \u00b7 deadline: {state.deadline}")
        chooser = self.counties.contest
        with QSignalBlocker(chooser):
            chooser.clear()
            chooser.addItems([report.contest.title for report in state.contests])
        self._show_contest(0)
        self.show_page(Page.COUNTIES if state.contests else Page.SOURCES)

    def _show_contest(self, place: int) -> None:
        if self.state is None or not 0 <= place < len(self.state.contests):
            return
        report = self.state.contests[place]
        for pane in (self.counties, self.totals, self.alike):
            pane.show_report(report)
        self.announcer.say(f"{report.contest.title}: {standings_words(report)}")

    def _stopped(self) -> None:
        self._over()
        self.say(STOPPED, "neutral")

    def _refused(self, failure: Failure) -> None:
        self._over()
        self.say(failure.sentence, "bad")

    def _over(self) -> None:
        """Nothing came of it: what was read before is told again."""
        self.sources.end(typed=bool(self.sheets))
        if self.state is not None:
            self.sources.show_state(self.state)
        self.sources.enter()

    # Typed figures -------------------------------------------------------------------------

    def type_figures(self) -> None:
        """Ask somebody to type the figures of a county."""
        pack = self.sources.chosen_pack
        known = () if self.state is None else self.state.contests
        contests = [(r.contest.title, tuple(c.name for c in r.contest.choices)) for r in known]
        mark = None if self.state is None else self.state.mark
        form = TypingForm(pack.counties, contests, mark, self)
        form.typed.connect(self._typed)
        form.open()

    def _typed(self, sheet: TypedSheet) -> None:
        """Keep a sheet; once two people have typed the county, say how they compare."""
        self.sheets = with_sheet(self.sheets, sheet)
        pack = self.sources.chosen_pack
        found = side_by_side(self.sheets, pack)
        own = next(each for each in found if sheet.typist in each.typists)
        self.sources.load.setEnabled(True)
        if own.taken:
            self.say(f"{own.county}: both typed the same. Verify and add up to see it.")
            return
        where = "; ".join(each.words for each in own.differing)
        told = f" {where}." if where else ""
        tone = "warning" if len(own.typists) > 1 else "neutral"
        self.say(f"{own.county}: {own.why}{told} {own.todo}", tone)

    # Files out -----------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask where to, and as what."""
        if self.state is None:
            return
        chosen, form = QFileDialog.getSaveFileName(
            self, "Save the report", "state", ";;".join(FORMS)
        )
        if chosen:
            self.save_to(with_ending(Path(chosen), form))

    def save_to(self, path: Path) -> None:
        """Write the report; the ending of the name says as what."""
        state = self.state
        if state is not None:
            self._pool.submit(
                lambda: write_report(state, path),
                lambda done: self.say(f"Saved as {done}."),
                lambda failure: self.say(failure.sentence, "bad"),
            )
