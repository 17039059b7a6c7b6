"""The lock of a station: by a command, or when nobody has pressed a key or the mouse for long.

Everyone is signed out and their session keys are forgotten; a cover stands over the window until
somebody signs in.  Whatever was recorded, or agreed on and on its way into the record, stays; what
was only being built is dropped, and the cover says so.  Open dialogs are left, and with them the
keys they hold.
"""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.people.idle import IdleWatch
from adjudicator.desktop.people.lock_cover import LockCover
from adjudicator.domain.wording import count

HEARD = frozenset(
    {
        "app.sign_in",
        "app.quit",
        "app.light",
        "app.dark",
        "app.high_contrast",
        "app.larger_text",
        "app.smaller_text",
    }
)
"""Commands that are heard while the station is locked."""
_MINUTE = 60


class StationLock(QObject):
    """Locks the window, and opens it again.

    :param window: what the cover stands over; its central widget hears nothing while locked.
    """

    sign_in_asked = Signal()
    opened = Signal()
    """Somebody has signed in, and the cover is gone."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self._pages: list[QWidget] = []
        self._silenced: list[QAction] = []
        self.cover: LockCover | None = None
        self.watch = IdleWatch(self)
        self.watch.idle.connect(self._nobody_there)

    def begin(self, desk: Desk) -> None:
        """Watch over an open recount."""
        self._desk = desk
        self.watch.begin(desk.seating.idle)

    def end(self) -> None:
        """The recount was left: there is nothing to cover any more."""
        self.watch.end()
        self._uncover()
        self._desk = None

    @property
    def locked(self) -> bool:
        """Whether the cover stands."""
        return self.cover is not None

    def lock(self) -> None:
        """Lock at once."""
        self._lock(f"Locked at {datetime.now().astimezone():%H:%M}.")

    def _nobody_there(self) -> None:
        if self._desk is not None and self._desk.seats:
            limit = self._desk.seating.idle
            long = count(limit // _MINUTE, "minute") if limit >= _MINUTE else f"{limit} seconds"
            self._lock(
                f"At {datetime.now().astimezone():%H:%M} nobody had pressed a key or the mouse "
                f"for {long}."
            )

    def _lock(self, why: str) -> None:
        desk = self._desk
        if desk is None or self.locked:
            return
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        dropped = desk.lock(self._tell)
        self._silence()
        self.cover = LockCover(self._window, why, dropped=dropped)
        self.cover.sign_in_asked.connect(self.sign_in_asked)

    def _silence(self) -> None:
        """Only what is heard while locked can be asked for."""
        self._silenced = [
            action
            for action in self._window.actions()
            if action.isEnabled() and action.objectName() not in HEARD
        ]
        for action in self._silenced:
            action.setEnabled(False)
        self._hear(on=False)

    def _hear(self, *, on: bool) -> None:
        middle = self._window.centralWidget()
        if middle is not None:
            middle.setEnabled(on)

    def open(self) -> None:
        """Take the cover away: somebody has signed in."""
        if self.locked:
            self._uncover()
            if self._desk is not None:
                self._desk.unlock()
            self.opened.emit()

    def _uncover(self) -> None:
        cover, self.cover = self.cover, None
        if cover is None:
            return
        self._hear(on=True)
        for action in self._silenced:
            action.setEnabled(True)
        self._silenced = []
        cover.hide()
        cover.deleteLater()

    def _tell(self, failure: Failure) -> None:
        if self.cover is not None:
            self.cover.tell(failure.sentence)
