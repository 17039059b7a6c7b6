"""The state: what came, the counties, the figures, whether they rule alike; a page for each."""

from dataclasses import replace
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFileDialog

from adjudicator.desktop.apart.paged_screen import PagedScreen, PageOf
from adjudicator.desktop.apart.saving import FORMS, with_ending
from adjudicator.desktop.apart.work import STOPPED
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import WorkQueue
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


class StateScreen(PagedScreen):
    """Everything about one state.  It belongs to no recount.

    :param pool: what exports are read on.
    :param table: the commands with the keys in force.
    """

    context = Context.STATE

    def __init__(self, pool: WorkQueue, table: CommandTable) -> None:
        super().__init__(TITLE, _SUBJECT, pool)
        self.state: StateReport | None = None
        self.sheets: tuple[TypedSheet, ...] = ()
        """What was typed here; nobody is shown what somebody else typed."""
        self.sources = SourcesPane(self.reading)
        self.counties = CountiesPane()
        self.totals = TotalsPane()
        self.alike = AlikePane()
        self.lay_out(
            (
                PageOf("&What came", self.sources, self.sources.enter),
                PageOf("&Counties", self.counties, self.counties.enter),
                PageOf("&Figures", self.totals, self.totals.enter),
                PageOf("Do they rule &alike?", self.alike, self.alike.enter),
            )
        )
        self._connect()
        self.bind(
            table,
            "state",
            {
                "files": self.sources.sources.pick_files,
                "folder": self.sources.sources.pick_folder,
                "load": self.load,
                "type": self.type_figures,
            },
        )
        self.show_page(Page.SOURCES)

    def _connect(self) -> None:
        self.sources.load_asked.connect(self.load)
        self.sources.type_asked.connect(self.type_figures)
        self.reading.finished.connect(self._loaded)
        self.reading.cancelled.connect(self._stopped)
        self.reading.failed.connect(self._refused)
        self.counties.contest_chosen.connect(self._show_contest)

    def can_save(self, _page: int) -> bool:
        """Whether anything was read."""
        return self.state is not None

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
            self.pool.submit(
                lambda: write_report(state, path),
                lambda done: self.say(f"Saved as {done}."),
                lambda failure: self.say(failure.sentence, "bad"),
            )
