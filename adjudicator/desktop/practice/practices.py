"""Practice from Start: opened in the background, shown, left, begun again."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.practice.filing import FilingDialog
from adjudicator.desktop.practice.practice_screen import PracticeScreen
from adjudicator.desktop.settings import RecentFolder
from adjudicator.desktop.start.start_screen import StartScreen
from adjudicator.desktop.window.pages import Pages
from adjudicator.services.importing import Cancelled
from adjudicator.services.practice.attempt import Attempt
from adjudicator.services.practice.reading import read_practice
from adjudicator.services.practice.room import Room, open_room


class _Window(Protocol):
    """What practice needs of the window."""

    start: StartScreen
    stack: Pages
    record: WorkQueue
    images: WorkQueue
    desk: Desk | None

    def show_screen(self, name: str) -> None: ...


class Practices(QObject):
    """At most one practice at a time, whatever recount is open besides.

    :param window: where it is shown; also the Qt parent.
    :param table: the commands with the keys in force.
    :param put: shows a screen that is none of a recount's.
    :param recent: the folders opened before, for filing a result.
    """

    _progress = Signal(str, int, int)

    def __init__(
        self,
        window: _Window,
        table: CommandTable,
        put: Callable[[QWidget], None],
        recent: Callable[[], Sequence[RecentFolder]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._table = window, table
        self._put, self._recent = put, recent
        self._stop = threading.Event()
        self._opening = False
        self._seen: frozenset[str] = frozenset()
        self.screen: PracticeScreen | None = None
        window.start.practice_asked.connect(self.begin)
        window.start.stop_asked.connect(self._stop.set)
        self._progress.connect(window.start.show_progress)

    def begin(self) -> None:
        """Begin to practise, or go on where it was left."""
        if self.screen is not None:
            self._put(self.screen)
        elif not self._opening:
            self._opening = True
            self._stop.clear()
            self._window.show_screen("start")
            self._window.start.show_progress("Preparing", 0, 0)
            self._window.record.submit(self._work, self._opened, self._failed)

    def again(self) -> None:
        """Practise on other ballots."""
        self.leave()
        self.begin()

    def leave(self) -> None:
        """Leave practice: its record is thrown away, Start is shown."""
        screen, self.screen = self.screen, None
        self._window.show_screen("start")
        if screen is None:
            return
        self._window.start.show_practising(on=False)
        self._window.stack.removeWidget(screen)
        screen.review.controller.navigator.stop()
        # What its record was still asked for comes back before it is gone.
        self._window.record.submit(
            screen.room.close, lambda _nothing: screen.deleteLater(), must_run=True
        )

    def stop(self) -> None:
        """The window closes: nothing of a practice is left."""
        self._stop.set()
        if self.screen is not None:
            self._window.record.submit(self.screen.room.close, must_run=True)
            self.screen = None

    def _work(self) -> Room:
        def progress(what: str, done: int, of: int) -> None:
            if self._stop.is_set():
                raise Cancelled
            self._progress.emit(what, done, of)

        return open_room(read_practice(), seen=self._seen, progress=progress)

    def _opened(self, room: Room) -> None:
        self._opening = False
        window = self._window
        window.start.end_progress()
        self._seen = frozenset(situation.id for _, situation in room.order)
        attempt = Attempt(room.situations, room.recount.rules.id)
        self.screen = screen = PracticeScreen(
            room, attempt, window.record, window.images, self._table
        )
        screen.left.connect(self.leave)
        screen.again_asked.connect(self.again)
        screen.file_asked.connect(self._file)
        window.start.show_practising(on=True)
        self._put(screen)

    def _failed(self, failure: Failure) -> None:
        self._opening = False
        start = self._window.start
        start.end_progress()
        if isinstance(failure.error, Cancelled):
            start.banner.say("Practice was stopped. Nothing of it is left.", "good")
        else:
            start.banner.say(failure.sentence, "bad")

    def _file(self) -> None:
        screen = self.screen
        if screen is None:
            return
        dialog = FilingDialog(
            screen.attempt.result, self._window.desk, self._window.record, self._recent(), screen
        )
        dialog.filed.connect(
            lambda said: screen.banner.say(
                said, "good", "Understood", lambda: screen.banner.say("")
            )
        )
        dialog.open()
