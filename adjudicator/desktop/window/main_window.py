"""The main window: one screen at a time over one open recount, or Start."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from adjudicator.desktop.cases.case_list import open_case_list
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic, error_sorter
from adjudicator.desktop.kit.tokens import Scheme
from adjudicator.desktop.kit.watermark import Watermark
from adjudicator.desktop.kit.workers import image_pool, record_queue
from adjudicator.desktop.orders.notices import note_incident, tell_reopenings
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.practice.practices import Practices
from adjudicator.desktop.returns.place import ReturnsPlace
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.desktop.statewide.hourly import StatusFiles
from adjudicator.desktop.statewide.place import StatePlace
from adjudicator.desktop.window.about import AboutDialog
from adjudicator.desktop.window.demonstrating import Demonstrations
from adjudicator.desktop.window.dialog_keys import DialogKeys
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.foot import RecordFoot
from adjudicator.desktop.window.handing_over import hand_over_shown
from adjudicator.desktop.window.landing import land, tell_elsewhere
from adjudicator.desktop.window.leaving import asked_before_closing, when_left
from adjudicator.desktop.window.locking import StationLock
from adjudicator.desktop.window.look import Look
from adjudicator.desktop.window.menus import fill_menu_bar
from adjudicator.desktop.window.navigation import Navigation
from adjudicator.desktop.window.only_read import (
    OnlyReadStrip,
    grey_out_writing,
    not_there,
    offer,
    offered,
    read_on,
)
from adjudicator.desktop.window.pages import Pages, show_able
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.desktop.wizard.place import WizardPlace
from adjudicator.services.demonstration.folder import DemonstrationFolder
from adjudicator.services.proof.finishing import open_completed
from adjudicator.services.recount import Recount

REVIEW = "review"
DOCKET = "docket"
START = "start"
"""The screen without a recount."""
FIRST = "overview"
"""The screen a recount opens on."""


class MainWindow(QMainWindow):
    """Everything a person sees.

    :param table: all commands with the keys in force.
    :param look: colours, text size and recent folders of this account.
    """

    def __init__(self, table: CommandTable, look: Look) -> None:
        super().__init__()
        self._table, self._look = table, look
        sorter = error_sorter()
        self.record = record_queue(sorter, self)
        self.images = image_pool(2, sorter, self)
        self.desk: Desk | None = None
        self._foot: RecordFoot | None = None
        self._strip: OnlyReadStrip | None = None
        self._watermark: Watermark | None = None
        self.start = StartScreen()
        self.stack = Pages(table, self.start)
        self.navigation = Navigation()
        self.demonstrations = Demonstrations(self.start, self.record, self)
        self.practices = Practices(self, table, self._put, lambda: look.settings.recent, self)
        self.planned = WizardPlace(self, self._put, self)
        self._maker = ActionMaker(table, self)
        self.returns = ReturnsPlace(self, table, self._put, self._maker, self)
        self.state = StatePlace(self, table, self._put, self)
        self.status_files = StatusFiles(look, self.stack, self)
        DialogKeys(table, look, self)
        self.lock = StationLock(self)
        self._lay_out()
        self._connect()
        self.show_screen(START)

    def _lay_out(self) -> None:
        self.setWindowTitle("Adjudicator")
        self.setMinimumSize(1024, 600)
        self.resize(1366, 768)
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        fill_menu_bar(self.menuBar(), self._maker, self._acts(), self)
        self.menuBar().setCornerWidget(self.navigation)

    def _acts(self) -> dict[str, Callable[[], object]]:
        look = self._look
        acts: dict[str, Callable[[], object]] = {
            "recount.new": self.planned.begin,
            "recount.open": self.choose_folder,
            "recount.leave": lambda: when_left(self, self.desk, self.leave),
            "app.quit": self.close,
            "app.sign_in": self.sign_in,
            "app.hand_over": lambda: hand_over_shown(self.desk, self.stack, self, self.sign_in),
            "app.lock": self.lock.lock,
            "app.incident": lambda: note_incident(self.desk, self, self.stack.say, self.stack.warn),
            "app.keys": self.stack.toggle_keys,
            "app.about": lambda: AboutDialog(self, self.images).open(),
            "practice.begin": self.practices.begin,
            "returns.open": self.returns.open,
            "state.open": self.state.open,
            "recount.status_file": lambda: self.status_files.ask(self.desk, self),
            "app.light": lambda: look.use_scheme(Scheme.LIGHT),
            "app.dark": lambda: look.use_scheme(Scheme.DARK),
            "app.high_contrast": lambda: look.use_scheme(Scheme.HIGH_CONTRAST),
            "app.larger_text": look.larger,
            "app.smaller_text": look.smaller,
            "app.refresh": self.refresh,
            "go.cases": self.show_cases,
            "go.next": lambda: self.show_screen(self.stack.neighbour(1)),
            "go.previous": lambda: self.show_screen(self.stack.neighbour(-1)),
        }
        for name in (START, *SCREENS):
            acts[f"go.{name}"] = partial(self.show_screen, name)
        return acts

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_screen)
        self.lock.sign_in_asked.connect(self.sign_in)
        # The keyboard goes back to where it was before the cover came.
        self.lock.opened.connect(lambda: self.show_screen(self.stack.shown or START))
        self.start.new_asked.connect(self._maker["recount.new"].trigger)
        self.start.open_asked.connect(self.choose_folder)
        self.demonstrations.ready.connect(self._show_demonstration)
        self.start.folder_asked.connect(
            lambda path: when_left(self, self.desk, partial(self.open_folder, Path(path)))
        )
        self.start.forget_asked.connect(self._look.forget)
        self._look.recent_changed.connect(self._show_recent)
        self._show_recent()

    def _show_recent(self) -> None:
        self.start.show_recent(self._look.settings.recent)

    # A recount -----------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask for a recount folder and open it."""
        chosen = QFileDialog.getExistingDirectory(self, "Open a recount folder")
        if chosen:
            when_left(self, self.desk, partial(self.open_folder, Path(chosen)))

    def open_folder(self, path: Path, then: str = FIRST, said: str = "") -> None:
        """Open a recount folder on the record's queue and show a screen of it."""
        self.leave()
        self.start.banner.say(f"Opening {path.name}\u2026", "neutral")
        self.record.submit(
            lambda: open_completed(path),
            lambda recount: self.adopt(recount, then, said),
            self.stack.tell,
        )

    def _show_demonstration(self, folder: DemonstrationFolder) -> None:
        said = f"Sign in with F3. The passphrases of these people are in {folder.passphrases}."
        when_left(self, self.desk, partial(self.open_folder, folder.recount, said=said))

    def adopt(self, recount: Recount, then: str = FIRST, said: str = "") -> None:
        """Take over an open recount: foot, watermark, screens; ``said`` stands on the first."""
        self.start.banner.say("")
        self.desk = Desk(recount, self.record, self.images, self)
        self.lock.begin(self.desk)
        self.status_files.begin(self.desk)
        self._foot, self._strip = RecordFoot(self.desk), OnlyReadStrip(self.desk)
        self._column.insertWidget(0, self._strip)
        self._column.addWidget(self._foot)
        election = recount.election
        if recount.watermark:
            self._watermark = Watermark(self, recount.watermark)
        self.setWindowTitle(f"{election.county} \u00b7 {election.title}")
        offer(self.desk, self._maker, self.navigation)
        self.stack.offered, self.stack.not_heard = offered(self.desk), not_there(self.desk)
        self._strip.began.connect(
            partial(read_on, self.desk, self._maker, self.navigation, self.stack, self)
        )
        purpose = recount.purpose.value
        self._look.remember(recount.folder.path, election.county, election.title, purpose)
        self.show_screen(then)
        self.desk.locating.begin()
        if said:
            self.stack.say(said)
        tell_elsewhere(self.desk, self.stack.note, said)

    def leave(self) -> None:
        """Let go of the recount: everyone is signed out, the folder closed, Start shown."""
        self.lock.end()
        self.show_screen(START)
        desk, self.desk = self.desk, None
        if desk is None:
            return
        self.status_files.end()
        self.stack.clear()
        show_able(self._maker, with_recount=False)
        for part in (self._foot, self._strip, self._watermark):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._foot = self._strip = self._watermark = None
        self.navigation.show_screens([])
        self.setWindowTitle("Adjudicator")
        desk.close()
        desk.deleteLater()

    # Screens -------------------------------------------------------------------------------

    def show_screen(self, name: str) -> None:
        """Show a screen by the last part of its command; without a recount there is only Start."""
        if name == START or self.desk is None:
            self._put(self.start)
            return
        if name not in offered(self.desk):
            return
        page = self.stack.page(name, self.desk, self)
        self._put(page, name)
        if isinstance(page, ReviewPage):
            page.show_again()

    def show_review(self, batch: int | None, case: str = "") -> None:
        """Show Review on a batch (``None``: the next that waits), or on a case by its number."""
        if self.desk is None or REVIEW not in offered(self.desk):
            return
        page = self.stack.page(REVIEW, self.desk, self)
        if isinstance(page, ReviewPage):
            self._put(page, REVIEW)
            page.open(batch, case)

    def show_docket(self, case: str = "") -> None:
        """Show the docket, or a case there by its number."""
        if self.desk is None or DOCKET not in offered(self.desk):
            return
        page = self.stack.page(DOCKET, self.desk, self)
        if isinstance(page, DocketScreenPage):
            self._put(page, DOCKET)
            if case:
                page.docket.walk.open(case)

    def show_cases(self) -> None:
        """Every case with what was found of it, over the screen that is shown."""
        if self.desk is not None:
            open_case_list(self.desk, self, None, self)

    def _put(self, screen: QWidget, name: str = "") -> None:
        self.stack.put(screen, name)
        self.navigation.mark(name)
        show_able(self._maker, with_recount=self.desk is not None)
        grey_out_writing(self._maker, self.desk)
        if self._foot is not None:
            # A screen with a foot of its own has the whole height.
            self._foot.setVisible(bool(name) and not getattr(screen, "has_foot", False))
        if self._watermark is not None:
            # Practice carries its own, whatever recount is open besides.
            self._watermark.setVisible(not getattr(screen, "own_watermark", False))

    def refresh(self) -> None:
        """Read what is shown anew, and everything else when it is next shown."""
        if self.desk is not None:
            self.desk.changed.emit(frozenset(Topic))

    def sign_in(self) -> None:
        """Ask who signs in here, from any screen; a locked station opens with it."""
        if self.desk is not None:
            dialog = SignInDialog(self.desk, self)
            first = not (self.desk.seats or self.lock.locked)
            dialog.signed_in.connect(self.lock.open)
            if first and self.stack.shown == FIRST:
                dialog.signed_in.connect(lambda seat: land(self, seat.person))
            dialog.signed_in.connect(partial(tell_reopenings, self.desk, warn=self.stack.warn))
            dialog.told.connect(self.stack.warn)
            dialog.kept_told.connect(self.stack.note)
            dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the screens follow the width."""
        super().resizeEvent(event)
        self.navigation.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Sign everyone out and finish what must run; while people sit here, ask before."""
        if asked_before_closing(self, self.desk, self.leave) or self.planned.asked_before_closing():
            event.ignore()
            return
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self.demonstrations.stop()
        self.practices.stop()
        self.returns.stop()
        self.state.stop()
        self.images.shutdown()
        self.record.shutdown()
        event.accept()
