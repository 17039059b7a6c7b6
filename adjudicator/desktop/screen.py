"""What every screen is: a header, a body, a banner for what went wrong, and when to read anew."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.frame import PageHeader, part
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import Ticket
from adjudicator.desktop.moved import RecordMoved
from adjudicator.services.recount import Recount


class Host(Protocol):
    """Where a screen stands: what it may ask of the window."""

    def show_screen(self, name: str) -> None:
        """Show another screen, by the last part of its command."""

    def show_review(self, batch: int | None, case: str = "") -> None:
        """Show Review on a batch (``None``: the next that waits), or on a case by its number."""

    def show_docket(self, case: str = "") -> None:
        """Show the docket, or a case there by its number."""


class Screen(QWidget):
    """A screen over an open recount.

    It reads when it is first shown, and again when something it shows has changed; what changes
    while it is hidden, here or at another station, is read when it comes back.  Subclasses fill
    ``body`` and implement :meth:`refresh`.

    :param desk: the open recount.
    :param host: the window it stands in.
    :param title: its name, in the header and in the menus.
    """

    context = Context.GLOBAL
    shows: frozenset[Topic] = frozenset(Topic)

    def __init__(self, desk: Desk, host: Host, title: str) -> None:
        super().__init__()
        part(self, "page")
        self.desk = desk
        self.host = host
        self.title = title
        self.setAccessibleName(title)
        self.header = PageHeader(title)
        self.banner = Banner()
        self.announcer = Announcer(self)
        self.body = QVBoxLayout()
        room = theme().space("large")
        self.body.setContentsMargins(room, theme().space("medium"), room, theme().space("medium"))
        self.body.setSpacing(theme().space("medium"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addLayout(self.body, 1)
        self._stale = True
        self._moved = RecordMoved(desk, self.tell)
        self._asked: Ticket | None = None
        desk.changed.connect(self._heard)

    @property
    def recount(self) -> Recount:
        """The open recount; only to be asked for what needs no disk."""
        return self.desk.recount

    def refresh(self) -> None:
        """Read anew what is shown."""
        raise NotImplementedError

    def read(self, what: Callable[[Recount], object], done: Callable[..., None]) -> None:
        """Read on the record's queue; a newer reading makes an older one unwanted."""
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.desk.ask(what, done, self.tell)

    def tell(self, failure: Failure) -> None:
        """Say what went wrong across the top of the screen."""
        self.banner.say(failure.sentence, "bad", "Understood", lambda: self.banner.say(""))
        self.announcer.say(failure.sentence, urgent=True)

    def say(self, sentence: str) -> None:
        """Say what was done, in the same place."""
        self.banner.say(sentence, "good", "Understood", lambda: self.banner.say(""))
        self.announcer.say(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is out of date."""
        super().showEvent(event)
        if self._stale:
            self._read_anew()
        else:
            self._moved.look(self.refresh)

    def _heard(self, topics: frozenset[Topic]) -> None:
        if not topics & self.shows:
            return
        if self.isVisible():
            self._read_anew()
        else:
            self._stale = True

    def _read_anew(self) -> None:
        self._stale = False
        # First, so that nothing which comes after it is taken for read.
        self._moved.note()
        self.refresh()
